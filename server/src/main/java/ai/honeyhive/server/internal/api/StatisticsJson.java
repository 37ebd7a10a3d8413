// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.runs.ComparisonOptions;
import ai.honeyhive.server.internal.runs.DatapointPair;
import ai.honeyhive.server.internal.runs.Measure;
import ai.honeyhive.server.internal.runs.MeasuredRow;
import ai.honeyhive.server.internal.runs.MeasuredRun;
import ai.honeyhive.server.internal.runs.RunPair;
import ai.honeyhive.statistics.Interval;
import ai.honeyhive.statistics.comparison.ComparedMetric;
import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.statistics.comparison.VerdictSentence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/runs/{id}/compare-with/{old}/statistics}. */
final class StatisticsJson {
    private StatisticsJson() {}

    static ObjectNode of(RunPair pair, RunPair.Result result) {
        ComparisonOptions options = result.options();
        Comparison scores = result.scores();
        ObjectNode json = Json.object();
        json.set("baseline", run(pair.baseline()));
        json.set("candidate", run(pair.candidate()));
        json.put("common_datapoints", scores.commonDatapoints());
        json.put("baseline_only", scores.baselineOnlyDatapoints());
        json.put("candidate_only", scores.candidateOnlyDatapoints());
        json.put(
                "failed_datapoints",
                pair.datapoints().stream().filter(DatapointPair::failed).count());
        json.put("alpha", options.alpha());
        json.put("correction", options.correction().name().toLowerCase(Locale.ROOT));
        json.put("resamples", options.resamples());
        json.set("verdict", verdict(pair, result));
        json.set("notes", DocumentJson.texts(ComparisonNotes.of(pair)));
        json.set("metrics", DocumentJson.array(result.metrics(), metric -> metric(metric, pair)));
        return json;
    }

    private static ObjectNode run(MeasuredRun measured) {
        Run run = measured.run();
        ObjectNode json = Json.object();
        json.put("run_id", run.runId());
        json.put("name", run.name());
        json.put("status", run.status());
        json.put("rows", measured.rows().size());
        json.put("failed", measured.rows().stream().filter(MeasuredRow::failed).count());
        return json.put("created_at", DocumentJson.time(run.createdAt()));
    }

    private static ObjectNode verdict(RunPair pair, RunPair.Result result) {
        VerdictSentence sentence = VerdictSentence.of(
                result.metrics(), (metric, difference) -> difference(metric, difference, unit(metric, pair)));
        ObjectNode json = Json.object().put("sentence", sentence.toString());
        json.set("parts", DocumentJson.array(sentence.parts(), part -> {
            ObjectNode words = Json.object().put("text", part.text());
            part.metric()
                    .ifPresent(metric -> words.put("metric", metric.metric()).put("verdict", word(metric)));
            return words;
        }));
        return json;
    }

    private static ObjectNode metric(ComparedMetric metric, RunPair pair) {
        ObjectNode json = Json.object();
        json.put("metric", metric.metric());
        json.put("kind", pair.isMeasure(metric.metric()) ? "measure" : "score");
        unit(metric, pair).ifPresent(unit -> json.put("unit", unit));
        json.put("pass_fail", metric.passFail());
        json.put("lower_is_better", metric.lowerIsBetter());
        json.put("pairs", metric.pairs());
        json.put("baseline_only", metric.baselineOnly());
        json.put("candidate_only", metric.candidateOnly());
        json.put("baseline_mean", metric.baselineMean());
        put(json, "baseline_interval", metric.baselineInterval());
        json.put("candidate_mean", metric.candidateMean());
        put(json, "candidate_interval", metric.candidateInterval());
        json.put("difference", metric.difference());
        put(json, "difference_interval", metric.differenceInterval());
        json.put("improved", metric.improved());
        json.put("degraded", metric.degraded());
        json.put("same", metric.same());
        json.put("test", metric.test());
        json.put("p_value", metric.pValue());
        json.put("deciding_p_value", metric.decidingPValue());
        json.put("adjusted_p_value", metric.adjustedPValue());
        json.put("wilcoxon_p_value", metric.wilcoxonPValue());
        metric.cohensDz().ifPresent(value -> json.put("cohens_dz", value));
        metric.rankBiserial().ifPresent(value -> json.put("rank_biserial", value));
        json.put("cliffs_delta", metric.cliffsDelta());
        metric.detectable().ifPresent(value -> json.put("detectable", value));
        json.put("verdict", word(metric));
        json.put("sentence", metric.sentence());
        return json.set("distribution", Distribution.of(metric));
    }

    private static void put(ObjectNode json, String name, Optional<Interval> interval) {
        interval.ifPresent(known -> json.putArray(name).add(known.lower()).add(known.upper()));
    }

    private static String word(ComparedMetric metric) {
        return metric.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> unit(ComparedMetric metric, RunPair pair) {
        return pair.isMeasure(metric.metric()) ? Measure.find(metric.metric()).map(Measure::unit) : Optional.empty();
    }

    private static String difference(ComparedMetric metric, double difference, Optional<String> unit) {
        String sign = difference < 0 ? "-" : "+";
        double size = Math.abs(difference);
        if (unit.isEmpty()) {
            return metric.passFail() ? String.format(Locale.ROOT, "%s%.1f pp", sign, size * 100) : sign + figures(size);
        }
        return switch (unit.get()) {
            case "ms" -> sign + (size < 1000 ? figures(size) + " ms" : figures(size / 1000) + " s");
            case "usd" -> sign + "$" + figures(size);
            default -> sign + figures(size) + " " + unit.get();
        };
    }

    private static String figures(double size) {
        return size >= 1000 || size == 0
                ? String.format(Locale.ROOT, "%,.0f", size)
                : new BigDecimal(size)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
