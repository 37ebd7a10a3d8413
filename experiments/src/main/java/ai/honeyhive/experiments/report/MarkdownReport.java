// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.GateOutcome;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.experiments.MetricSummary;
import ai.honeyhive.experiments.Row;
import ai.honeyhive.statistics.Interval;
import ai.honeyhive.statistics.MeanEstimate;
import ai.honeyhive.statistics.comparison.ComparedMetric;
import ai.honeyhive.statistics.comparison.MetricEstimates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as the comment of a pull request: what was decided first, details folded. */
final class MarkdownReport {
    private static final int MOST_ROWS = 20;
    private static final int MOST_METRICS = 60;
    private static final int MOST_TEXT = 300;
    private static final int MOST_REASON = 1500;
    private static final int MOST_CHARS = 60_000;

    private final ExperimentRun run;
    private final @Nullable Reference reference;
    private final StringBuilder text = new StringBuilder();

    MarkdownReport(ExperimentRun run, @Nullable Reference reference) {
        this.run = run;
        this.reference = reference;
    }

    String render() {
        line("## " + mark(run) + Markdown.text(Words.name(run.name())) + ": " + Words.decision(run));
        line("");
        line(Words.summary(run) + run.url().map(url -> ", [run](<" + url + ">)").orElse(""));
        section("gates", this::gates);
        section("metrics", this::metrics);
        section("changes", this::changes);
        section("failed rows", this::failedRows);
        section("errors of evaluators", this::evaluatorErrors);
        section("problems", this::problems);
        return text.toString();
    }

    /** GitHub refuses a comment that is too long as a whole. */
    private void section(String what, Runnable section) {
        int before = text.length();
        section.run();
        if (text.length() > MOST_CHARS) {
            text.setLength(before);
            line("");
            line("There is no room left for the " + what + ".");
        }
    }

    private void problems() {
        for (String problem : run.problems()) {
            line("");
            line("⚠️ " + Markdown.text(Words.cut(problem, MOST_REASON)));
        }
    }

    private static String mark(ExperimentRun run) {
        if (run.gates().isEmpty()) {
            return "";
        }
        return run.passed()
                ? "✅ "
                : run.gates().stream().anyMatch(gate -> gate.outcome() == GateOutcome.FAILED) ? "❌ " : "⚠️ ";
    }

    private void gates() {
        if (run.gates().isEmpty()) {
            return;
        }
        table("gate | outcome | why", "--- | --- | ---");
        for (GateResult gate : run.gates()) {
            String mark =
                    switch (gate.outcome()) {
                        case PASSED -> "✅ ";
                        case FAILED -> "❌ ";
                        case UNDECIDED -> "⚠️ ";
                    };
            row(
                    Markdown.text(Words.cut(gate.gate(), MOST_TEXT)),
                    mark + gate.outcome().wireName(),
                    Markdown.text(Words.cut(gate.reason(), MOST_REASON)));
        }
    }

    private void metrics() {
        if (run.metrics().isEmpty()) {
            return;
        }
        Map<String, MeanEstimate> estimates = MetricEstimates.of(run);
        String more = reference == null ? "" : " | " + Markdown.text(Words.name(reference.name())) + " | change | ";
        table(
                "metric | mean | 95 % interval | rows | errors" + more,
                "--- | ---: | :---: | ---: | ---:" + (reference == null ? "" : " | ---: | ---: | ---"));
        for (MetricSummary metric : first(run.metrics(), MOST_METRICS)) {
            Optional<Interval> interval =
                    Optional.ofNullable(estimates.get(metric.name())).flatMap(MeanEstimate::interval);
            String cells = Markdown.text(Words.name(metric.name())) + " | " + Words.number(metric.mean()) + " | "
                    + interval.map(ends -> Words.number(ends.lower()) + " to " + Words.number(ends.upper()))
                            .orElse("–")
                    + " | " + metric.count() + " | " + metric.errors();
            line("| " + cells + compared(metric.name()) + " |");
        }
        left(run.metrics().size(), MOST_METRICS, "metrics");
    }

    private String compared(String metric) {
        if (reference == null) {
            return "";
        }
        Optional<ComparedMetric> compared = reference.comparison().metric(metric);
        if (compared.isEmpty()) {
            return " | – | – | not in the baseline";
        }
        String words =
                switch (compared.get().verdict()) {
                    case BETTER -> "**better**";
                    case WORSE -> "**worse**";
                    case NO_EVIDENCE -> "no evidence";
                };
        return " | " + Words.number(compared.get().baselineMean()) + " | "
                + Words.signed(compared.get().difference()) + " | " + words + ", "
                + Words.probability(compared.get().adjustedPValue());
    }

    private void changes() {
        if (reference == null) {
            return;
        }
        List<Reference.Change> changes = reference.largestChanges(run);
        if (changes.isEmpty()) {
            return;
        }
        long worse = changes.stream().filter(change -> change.gain() < 0).count();
        fold(worse + " scores worse, " + (changes.size() - worse) + " better, in "
                + reference.comparison().commonDatapoints() + " common datapoints");
        table("datapoint | metric | before | now", "--- | --- | ---: | ---:");
        for (Reference.Change change : first(changes, MOST_ROWS)) {
            row(
                    Markdown.text(Words.name(change.datapointId())),
                    Markdown.text(Words.name(change.metric())),
                    Words.number(change.before()),
                    Words.number(change.after()));
        }
        left(changes.size(), MOST_ROWS, "changes, worst first");
        unfold();
    }

    private void failedRows() {
        List<Row> failed = run.failedRows();
        if (failed.isEmpty()) {
            return;
        }
        fold(failed.size() + (failed.size() == 1 ? " failed row" : " failed rows"));
        table("datapoint | error", "--- | ---");
        for (Row row : first(failed, MOST_ROWS)) {
            row(
                    Markdown.text(Words.name(row.datapoint().id())),
                    Markdown.text(Words.cut(row.errorText().orElse(""), MOST_TEXT)));
        }
        left(failed.size(), MOST_ROWS, "failed rows");
        unfold();
    }

    private void evaluatorErrors() {
        List<Row> rows = run.rows().stream()
                .filter(row -> !row.evaluatorErrors().isEmpty())
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        fold("Evaluators failed on " + rows.size() + (rows.size() == 1 ? " row" : " rows"));
        table("datapoint | evaluator | error", "--- | --- | ---");
        for (Row row : first(rows, MOST_ROWS)) {
            row.evaluatorErrors()
                    .forEach((evaluator, error) -> row(
                            Markdown.text(Words.name(row.datapoint().id())),
                            Markdown.text(Words.name(evaluator)),
                            Markdown.text(Words.cut(error, MOST_TEXT))));
        }
        left(rows.size(), MOST_ROWS, "rows");
        unfold();
    }

    private void fold(String title) {
        line("");
        line("<details><summary>" + title + "</summary>");
    }

    private void unfold() {
        line("");
        line("</details>");
    }

    private void table(String head, String rule) {
        line("");
        line("| " + head + " |");
        line("| " + rule + " |");
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void left(int all, int shown, String what) {
        if (all > shown) {
            line("");
            line("The first " + shown + " of " + all + " " + what + ".");
        }
    }

    private static <T> List<T> first(List<T> list, int most) {
        return list.subList(0, Math.min(list.size(), most));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
