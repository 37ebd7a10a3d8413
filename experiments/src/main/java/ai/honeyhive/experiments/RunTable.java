// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as text: metrics, then the rows that failed or scored worst, then where to read on. */
final class RunTable {
    private static final int MOST_ROWS = 20;
    private static final int ID_WIDTH = 24;

    private final ExperimentRun run;
    private final int width;

    RunTable(ExperimentRun run, int width) {
        this.run = run;
        this.width = width;
    }

    String render() {
        StringBuilder text = new StringBuilder();
        line(text, headline());
        if (!run.metrics().isEmpty()) {
            line(text, metrics());
        }
        if (!run.gates().isEmpty()) {
            line(text, "");
            line(text, gates());
        }
        List<Row> notable = notable();
        if (!notable.isEmpty()) {
            line(text, "");
            line(text, rowsTitle(notable));
            line(text, rows(notable.subList(0, Math.min(notable.size(), MOST_ROWS))));
        }
        run.problems().forEach(problem -> line(text, "! " + problem));
        run.url().ifPresent(url -> line(text, "Run " + run.id() + ": " + url));
        return text.toString();
    }

    private String headline() {
        int failed = run.failedRows().size();
        int ended = run.rows().size();
        int all = run.datasetSize() * run.repeats();
        String rows = ended == all ? ended + " rows" : ended + " of " + all + " rows";
        return run.name() + ": " + run.status().wireName() + ", " + rows + ", " + (failed == 0 ? "none" : failed)
                + " failed, " + ProgressLines.seconds(run.duration())
                + told(run.rows().stream().filter(Row::restored).count(), "restored")
                + told(run.rows().stream().filter(Row::cached).count(), "from the cache");
    }

    private static String told(long rows, String what) {
        return rows == 0 ? "" : ", " + rows + " " + what;
    }

    private String metrics() {
        return AsciiTable.builder()
                .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
                .maxTableWidth(width)
                .data(
                        run.metrics(),
                        List.of(
                                left("metric", width / 3).with(MetricSummary::name),
                                right("mean").with(metric -> number(metric.mean())),
                                right("min").with(metric -> number(metric.min())),
                                right("max").with(metric -> number(metric.max())),
                                right("rows").with(metric -> Long.toString(metric.count())),
                                right("errors").with(metric -> Long.toString(metric.errors()))))
                .asString();
    }

    private String gates() {
        int gate = width / 3;
        return AsciiTable.builder()
                .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
                .data(
                        run.gates(),
                        List.of(
                                left("gate", gate).with(result -> oneLine(result.gate())),
                                left("outcome", 9)
                                        .with(result -> result.outcome().wireName()),
                                wrapped("why", Math.max(20, width - gate - 9 - 10))
                                        .with(result -> oneLine(result.reason()))))
                .asString();
    }

    /** Failed rows first, then those with errors in evaluators, then the worst scores. */
    private List<Row> notable() {
        Map<Row, Double> rank = new HashMap<>();
        for (Row row : run.rows()) {
            double mean = meanOfShares(row);
            if (row.failed()) {
                rank.put(row, -2.0);
            } else if (!row.evaluatorErrors().isEmpty()) {
                rank.put(row, -1.0);
            } else if (mean < 1) {
                rank.put(row, mean);
            }
        }
        List<Row> rows = new ArrayList<>();
        run.rows().stream().filter(rank::containsKey).forEach(rows::add);
        rows.sort(Comparator.comparing(rank::get));
        return rows;
    }

    /** Metrics have different ranges: each score counts as its place between the metric's smallest and largest. */
    private double meanOfShares(Row row) {
        double sum = 0;
        int count = 0;
        for (MetricSummary metric : run.metrics()) {
            Object score = row.scores().get(metric.name());
            if (score != null && !(score instanceof String)) {
                double low = Math.min(0, metric.min());
                double high = Math.max(1, metric.max());
                sum += (MetricSummary.number(score) - low) / (high - low);
                count++;
            }
        }
        return count == 0 ? 1 : sum / count;
    }

    private String rowsTitle(List<Row> notable) {
        String what = notable.stream().anyMatch(Row::failed) ? "Failed and lowest rows" : "Lowest rows";
        return notable.size() <= MOST_ROWS ? what + ":" : what + ", first " + MOST_ROWS + " of " + notable.size() + ":";
    }

    private String rows(List<Row> rows) {
        int rest = Math.max(20, width - ID_WIDTH - 10);
        return AsciiTable.builder()
                .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
                .data(
                        rows,
                        List.of(
                                left("datapoint", ID_WIDTH)
                                        .with(row -> row.datapoint().id()),
                                left("input", rest / 3).with(row -> inputs(row.datapoint())),
                                left("scores or error", rest - rest / 3).with(this::outcome)))
                .asString();
    }

    private static String inputs(Datapoint datapoint) {
        Map<String, @Nullable Object> inputs = datapoint.inputs();
        return oneLine(
                String.valueOf(inputs.size() == 1 ? inputs.values().iterator().next() : inputs));
    }

    /** The error, or what each evaluator said, without the further values on its way. */
    private String outcome(Row row) {
        StringBuilder text = new StringBuilder();
        row.errorText().ifPresent(error -> append(text, error));
        for (String name : run.evaluators()) {
            if (row.evaluatorErrors().containsKey(name)) {
                append(text, name + "=error");
            } else if (row.scores().containsKey(name)) {
                append(text, name + "=" + value(row.scores().get(name)));
            }
        }
        return oneLine(text.toString());
    }

    private static void append(StringBuilder text, String part) {
        text.append(text.length() == 0 ? "" : " ").append(part);
    }

    private static String value(@Nullable Object score) {
        return score instanceof Number number ? number(number.doubleValue()) : String.valueOf(score);
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Content comes from models and people: no line break, no escape sequence of a terminal. */
    private static String oneLine(String text) {
        String cut = text.length() > 500 ? text.substring(0, 500) : text;
        return cut.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static Column left(String header, int maxWidth) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.LEFT)
                .dataAlign(HorizontalAlign.LEFT)
                .maxWidth(maxWidth, OverflowBehaviour.ELLIPSIS_RIGHT);
    }

    private static Column wrapped(String header, int maxWidth) {
        return left(header, maxWidth).maxWidth(maxWidth, OverflowBehaviour.NEWLINE);
    }

    private static Column right(String header) {
        return new Column().header(header).headerAlign(HorizontalAlign.RIGHT).dataAlign(HorizontalAlign.RIGHT);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
