// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The rows of a run, folded: failed ones first, then those whose evaluators failed, then those that lost most. */
final class HtmlRows {
    private static final int MOST_ROWS = 300;
    private static final int MOST_TEXT = 2000;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final ExperimentRun run;
    private final Map<String, Double> gains = new HashMap<>();
    private final StringBuilder html = new StringBuilder();

    HtmlRows(ExperimentRun run, @Nullable Reference reference) {
        this.run = run;
        if (reference != null) {
            reference
                    .largestChanges(run)
                    .forEach(change -> gains.merge(change.datapointId(), change.gain(), Double::sum));
        }
    }

    String render() {
        List<Row> rows = new ArrayList<>(run.rows());
        rows.sort(Comparator.comparing((Row row) -> !row.failed())
                .thenComparing(row -> row.evaluatorErrors().isEmpty())
                .thenComparing(row -> gains.getOrDefault(row.datapoint().id(), 0.0)));
        html.append("<section>\n<h2>Rows</h2>\n");
        if (rows.size() > MOST_ROWS) {
            html.append("<p class=\"note\">The first ")
                    .append(MOST_ROWS)
                    .append(" of ")
                    .append(rows.size())
                    .append(": failed ones, then those that lost most.</p>\n");
        }
        rows.subList(0, Math.min(MOST_ROWS, rows.size())).forEach(this::row);
        return html.append("</section>\n").toString();
    }

    private void row(Row row) {
        html.append("<details><summary><span class=\"id\">")
                .append(Xml.text(Words.cut(row.datapoint().id(), 100)))
                .append("</span> ");
        if (row.failed()) {
            html.append("<span class=\"pill failed\">failed</span> ");
        } else if (!row.evaluatorErrors().isEmpty()) {
            html.append("<span class=\"pill undecided\">evaluator failed</span> ");
        }
        new TreeMap<>(row.scores())
                .forEach((metric, score) -> html.append("<span class=\"score\">")
                        .append(Xml.text(Words.cut(metric + " " + Words.score(score), 120)))
                        .append("</span> "));
        html.append("</summary>\n<dl>");
        entry("inputs", row.datapoint().inputs());
        row.output().ifPresent(output -> entry("output", output));
        row.datapoint().groundTruth().ifPresent(truth -> entry("ground truth", truth));
        row.errorText().ifPresent(error -> entry("error", error));
        new TreeMap<>(row.explanations()).forEach((metric, why) -> entry("why " + Words.name(metric), why));
        new TreeMap<>(row.evaluatorErrors()).forEach((name, error) -> entry(Words.name(name) + " failed", error));
        entry("took", Words.duration(row.duration()));
        entry("session", row.sessionId());
        html.append("</dl></details>\n");
    }

    private void entry(String name, Object value) {
        html.append("<dt>")
                .append(Xml.text(name))
                .append("</dt><dd>")
                .append(Xml.text(Words.cut(shown(value), MOST_TEXT)))
                .append("</dd>");
    }

    /** Maps and lists as JSON; of others what they say of themselves. */
    private static String shown(Object value) {
        try {
            return value instanceof Map<?, ?> || value instanceof Iterable<?>
                    ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value)
                    : value.toString();
        } catch (JacksonException | StackOverflowError e) { // the last one of what contains itself
            return said(value);
        } catch (RuntimeException e) {
            return unsaid(value);
        }
    }

    private static String said(Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException | StackOverflowError e) { // toString is code of others, and follows cycles too
            return unsaid(value);
        }
    }

    private static String unsaid(Object value) {
        return "(" + value.getClass().getName() + " cannot be shown)";
    }
}
