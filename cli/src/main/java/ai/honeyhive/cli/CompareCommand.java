// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.experiments.RecordedRun;
import ai.honeyhive.statistics.comparison.ComparedMetric;
import ai.honeyhive.statistics.comparison.Comparer;
import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.statistics.comparison.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code hive compare}. */
@Command(
        name = "compare",
        description = {
            "Compare two runs of a server, datapoint by datapoint: is the second better, worse, or is nothing shown?",
            "Ends with 1 if a metric became worse, with 2 if the runs cannot be compared, else with 0."
        },
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "BASELINE",
            description = "The id of a run, or a name, of which the latest is taken.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String baseline;

    @Parameters(index = "1", paramLabel = "CANDIDATE", description = "The run to judge, likewise.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String candidate;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "Compare this metric only; can be repeated. Default: every number and boolean of both runs.")
    private final List<String> metrics = new ArrayList<>();

    @Option(
            names = "--lower-is-better",
            paramLabel = "NAME",
            description = "A metric of which less is better, such as cost or latency; can be repeated.")
    private final List<String> lowerIsBetter = new ArrayList<>();

    @Option(
            names = "--alpha",
            paramLabel = "P",
            defaultValue = "0.05",
            description = "How often a difference may be claimed where there is none. Default: ${DEFAULT-VALUE}")
    private double alpha;

    @Option(names = "--exact", description = "Decide by exact p-values, which are stricter, instead of mid-p values.")
    private boolean exact;

    @Mixin
    private final Api api = new Api();

    @Override
    public Integer call() throws InterruptedException {
        if (!(alpha > 0 && alpha < 1)) {
            throw CommandFailure.broken("--alpha " + alpha + " must be between 0 and 1, such as 0.05", null);
        }
        return api.use(client -> {
            RecordedRun first = RecordedRun.load(client, baseline);
            RecordedRun second = RecordedRun.load(client, candidate);
            Comparison comparison = compare(first, second);
            if (api.json()) {
                printJson(first, second, comparison);
            } else {
                printText(first, second, comparison);
            }
            return comparison.metrics().stream().anyMatch(metric -> metric.verdict() == Verdict.WORSE) ? 1 : 0;
        });
    }

    private Comparison compare(RecordedRun first, RecordedRun second) {
        Comparer comparer = Comparer.standard().alpha(alpha);
        if (!lowerIsBetter.isEmpty()) {
            comparer = comparer.lowerIsBetter(lowerIsBetter.toArray(String[]::new));
        }
        if (!metrics.isEmpty()) {
            comparer = comparer.metrics(metrics.toArray(String[]::new));
        }
        if (exact) {
            comparer = comparer.exactTests();
        }
        Comparison comparison;
        try {
            comparison = comparer.compare(first, second);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--metric: " + e.getMessage(), e);
        }
        if (comparison.metrics().isEmpty()) {
            throw new CommandFailure("the runs have no datapoint with a score in common: "
                    + first.rows().size() + " rows of " + first.run().id() + ", "
                    + second.rows().size() + " rows of " + second.run().id());
        }
        for (String name : lowerIsBetter) {
            if (comparison.metrics().stream()
                    .noneMatch(metric -> metric.metric().equals(name))) {
                throw new CommandFailure("--lower-is-better " + name + " is no metric of both runs; there is "
                        + comparison.metrics().stream()
                                .map(ComparedMetric::metric)
                                .toList());
            }
        }
        return comparison;
    }

    private void printJson(RecordedRun first, RecordedRun second, Comparison comparison) {
        ObjectNode document = api.object()
                .put("baseline", first.run().id())
                .put("candidate", second.run().id())
                .put("alpha", alpha);
        ArrayNode compared = document.putArray("metrics");
        comparison.metrics().forEach(metric -> {
            ObjectNode line = compared.addObject()
                    .put("metric", metric.metric())
                    .put("verdict", metric.verdict().name().toLowerCase(Locale.ROOT))
                    .put("pairs", metric.pairs())
                    .put("baseline_mean", metric.baselineMean())
                    .put("candidate_mean", metric.candidateMean())
                    .put("difference", metric.difference())
                    .put("improved", metric.improved())
                    .put("degraded", metric.degraded())
                    .put("same", metric.same())
                    .put("test", metric.test())
                    .put("p_value", metric.pValue())
                    .put("deciding_p_value", metric.decidingPValue())
                    .put("adjusted_p_value", metric.adjustedPValue());
            metric.differenceInterval()
                    .ifPresent(interval -> line.putObject("difference_interval")
                            .put("level", interval.level())
                            .put("lower", interval.lower())
                            .put("upper", interval.upper()));
            metric.detectable().ifPresent(least -> line.put("detectable", least));
        });
        api.print(document);
    }

    private void printText(RecordedRun first, RecordedRun second, Comparison comparison) {
        api.say("baseline  " + first.run().name().orElse("") + " ("
                + first.run().id() + "), " + first.rows().size() + " rows");
        api.say("candidate " + second.run().name().orElse("") + " ("
                + second.run().id() + "), " + second.rows().size() + " rows");
        comparison.metrics().forEach(metric -> api.say(metric.sentence()));
    }
}
