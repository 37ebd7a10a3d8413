// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.GateOutcome;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.experiments.MetricSummary;
import ai.honeyhive.experiments.Row;
import ai.honeyhive.statistics.Interval;
import ai.honeyhive.statistics.MeanEstimate;
import ai.honeyhive.statistics.comparison.ComparedMetric;
import ai.honeyhive.statistics.comparison.MetricEstimates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as one HTML file that needs nothing else: no script, no request; its policy forbids both. */
final class HtmlReport {
    private static final String COST = "cost";

    private final ExperimentRun run;
    private final @Nullable Reference reference;
    private final StringBuilder html = new StringBuilder();

    HtmlReport(ExperimentRun run, @Nullable Reference reference) {
        this.run = run;
        this.reference = reference;
    }

    String render() {
        String style = style();
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
                .append(sha256(style))
                .append("'; base-uri 'none'; form-action 'none'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(
                        "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
                .append("<title>")
                .append(Xml.text(Words.name(run.name())))
                .append("</title>\n<style>")
                .append(style)
                .append("</style>\n</head>\n<body>\n<main>\n");
        head();
        gates();
        metrics();
        distributions();
        changes();
        effort();
        html.append(new HtmlRows(run, reference).render());
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void head() {
        html.append("<header>\n<h1>").append(Xml.text(Words.name(run.name()))).append("</h1>\n<p>");
        if (!run.gates().isEmpty()) {
            boolean failed = run.gates().stream().anyMatch(gate -> gate.outcome() == GateOutcome.FAILED);
            html.append(run.passed() ? pill("passed") : pill(failed ? "failed" : "undecided"))
                    .append(' ');
        }
        html.append(Xml.text(Words.decision(run) + " · " + Words.summary(run)));
        if (reference != null) {
            html.append(" · against <bdi>")
                    .append(Xml.text(Words.name(reference.name())))
                    .append("</bdi>");
        }
        run.url()
                .ifPresent(url -> html.append(" · <a href=\"")
                        .append(Xml.text(url.toString()))
                        .append("\">run on the server</a>"));
        html.append("</p>\n");
        run.problems()
                .forEach(problem -> html.append("<p class=\"problem\">")
                        .append(Xml.text(problem))
                        .append("</p>\n"));
        html.append("</header>\n");
    }

    private static String pill(String outcome) {
        return "<span class=\"pill " + outcome + "\">" + outcome + "</span>";
    }

    private void gates() {
        if (run.gates().isEmpty()) {
            return;
        }
        html.append("<section>\n<h2>Gates</h2>\n<div class=\"wide\"><table>\n")
                .append("<thead><tr><th>gate</th><th>outcome</th><th>why</th></tr></thead>\n<tbody>\n");
        for (GateResult gate : run.gates()) {
            html.append("<tr><td>")
                    .append(Xml.text(Words.cut(gate.gate(), 300)))
                    .append("</td><td>")
                    .append(pill(gate.outcome().wireName()))
                    .append("</td><td>")
                    .append(Xml.text(Words.cut(gate.reason(), 3000)))
                    .append("</td></tr>\n");
        }
        html.append("</tbody></table></div>\n</section>\n");
    }

    private void metrics() {
        if (run.metrics().isEmpty()) {
            return;
        }
        html.append("<section>\n<h2>Metrics</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>metric</th>");
        for (String head : List.of("mean", "95 % interval", "min", "max", "rows", "errors")) {
            html.append("<th class=\"number\">").append(head).append("</th>");
        }
        html.append(
                        reference == null
                                ? ""
                                : "<th class=\"number\">before</th><th class=\"number\">change</th><th>verdict</th>")
                .append("</tr></thead>\n<tbody>\n");
        Map<String, MeanEstimate> estimates = MetricEstimates.of(run);
        for (MetricSummary metric : run.metrics()) {
            Optional<Interval> interval =
                    Optional.ofNullable(estimates.get(metric.name())).flatMap(MeanEstimate::interval);
            html.append("<tr><td>").append(Xml.text(Words.name(metric.name()))).append("</td>");
            number("<b>" + Words.number(metric.mean()) + "</b>");
            number(interval.map(ends -> Words.number(ends.lower()) + " to " + Words.number(ends.upper()))
                    .orElse("–"));
            number(Words.number(metric.min()));
            number(Words.number(metric.max()));
            number(Long.toString(metric.count()));
            number(Long.toString(metric.errors()));
            if (reference != null) {
                compared(reference.comparison().metric(metric.name()));
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n</section>\n");
    }

    private void number(String cell) {
        html.append("<td class=\"number\">").append(cell).append("</td>");
    }

    private void compared(Optional<ComparedMetric> metric) {
        if (metric.isEmpty()) {
            html.append(
                    "<td class=\"number\">–</td><td class=\"number\">–</td><td class=\"verdict\">not in the baseline</td>");
            return;
        }
        number(Words.number(metric.get().baselineMean()));
        number(Words.signed(metric.get().difference()));
        String verdict =
                switch (metric.get().verdict()) {
                    case BETTER -> "<span class=\"pill passed\">better</span>";
                    case WORSE -> "<span class=\"pill failed\">worse</span>";
                    case NO_EVIDENCE -> "<span class=\"pill\">no evidence</span>";
                };
        html.append("<td class=\"verdict\" title=\"")
                .append(Xml.text(metric.get().sentence()))
                .append("\">")
                .append(verdict)
                .append(" <span>")
                .append(Xml.text(Words.probability(metric.get().adjustedPValue())))
                .append("</span></td>");
    }

    private void distributions() {
        List<MetricSummary> shown =
                run.metrics().stream().filter(metric -> metric.count() > 0).toList();
        if (shown.isEmpty()) {
            return;
        }
        html.append("<section>\n<h2>Scores</h2>\n<p class=\"note\">Rows by score")
                .append(
                        reference == null
                                ? ""
                                : ": <span class=\"key before\"></span> before, <span class=\"key now\"></span> now")
                .append("</p>\n<div class=\"cards\">\n");
        for (MetricSummary metric : shown) {
            double[] before = reference == null
                    ? new double[0]
                    : RowValues.all(reference.baseline().scoredRows(), metric.name());
            figure(
                    metric.name(),
                    new Histogram(RowValues.all(run.scoredRows(), metric.name()), before)
                            .svg("Rows by score of " + Words.name(metric.name())),
                    "");
        }
        html.append("</div>\n</section>\n");
    }

    private void changes() {
        if (reference == null) {
            return;
        }
        html.append("<section>\n<h2>Changes</h2>\n<p class=\"note\">A bar for each datapoint whose score changed:"
                + " <span class=\"key loss\"></span> worse, <span class=\"key gain\"></span> better</p>\n"
                + "<div class=\"cards broad\">\n");
        List<String> unchanged = new ArrayList<>();
        for (ComparedMetric metric : reference.comparison().metrics()) {
            List<Reference.Change> changes = reference.changes(run, metric);
            if (changes.isEmpty()) {
                unchanged.add(Words.name(metric.metric()) + " (" + metric.pairs() + ")");
                continue;
            }
            ChangeBars bars = new ChangeBars(changes);
            figure(
                    metric.metric(),
                    bars.svg("Changes of " + Words.name(metric.metric())),
                    bars.caption(metric.pairs()));
        }
        html.append("</div>\n");
        if (!unchanged.isEmpty()) {
            html.append("<p class=\"note\">The same on all datapoints: ")
                    .append(Xml.text(String.join(", ", unchanged)))
                    .append("</p>\n");
        }
        html.append("</section>\n");
    }

    private void effort() {
        double[] millis = run.rows().stream()
                .filter(row -> !row.failed())
                .mapToDouble(row -> row.duration().toNanos() / 1e6)
                .sorted()
                .toArray();
        if (millis.length == 0) {
            return;
        }
        html.append("<section>\n<h2>Latency and cost</h2>\n<div class=\"cards\">\n");
        figure(
                "latency, ms",
                new Histogram(
                                Arrays.stream(millis)
                                        .map(value -> Math.rint(value * 1000) / 1000)
                                        .toArray(),
                                new double[0])
                        .svg("Rows by latency in milliseconds"),
                "median " + Words.number(rank(millis, 0.5)) + " ms, 95 % within " + Words.number(rank(millis, 0.95))
                        + " ms, longest " + Words.number(rank(millis, 1)) + " ms");
        List<Scatter.Point> points = run.rows().stream()
                .filter(row -> !row.failed() && row.scores().get(COST) instanceof Number)
                .map(HtmlReport::point)
                .toList();
        if (!points.isEmpty()) {
            double total = points.stream().mapToDouble(Scatter.Point::y).sum();
            figure(
                    "cost by latency",
                    Scatter.svg(points, "Cost of rows by their latency"),
                    "$" + Words.number(total) + " in all, $" + Words.number(total / points.size()) + " a row");
        }
        html.append("</div>\n</section>\n");
    }

    private static Scatter.Point point(Row row) {
        Number cost = (Number) requireNonNull(row.scores().get(COST));
        return new Scatter.Point(row.datapoint().id(), row.duration().toNanos() / 1e6, cost.doubleValue());
    }

    private static double rank(double[] sorted, double share) {
        double value = sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
        return Math.rint(value * 100) / 100;
    }

    private void figure(String title, String svg, String caption) {
        html.append("<figure><h3>")
                .append(Xml.text(Words.name(title)))
                .append("</h3>")
                .append(svg)
                .append(caption.isEmpty() ? "" : "<figcaption>" + Xml.text(caption) + "</figcaption>")
                .append("</figure>\n");
    }

    private static String style() {
        try (InputStream resource = requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
