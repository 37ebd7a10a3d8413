// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Experiments;
import ai.honeyhive.experiments.Score;
import ai.honeyhive.experiments.gates.Baseline;
import ai.honeyhive.experiments.gates.Gates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final String HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(2)> \"'&\u0000";

    @TempDir
    Path folder;

    /** A run with every kind of content; {@code shift} makes it worse. */
    static ExperimentRun run(String name, int size, double shift) {
        Dataset dataset = Dataset.of(IntStream.range(0, size)
                .mapToObj(i -> Datapoint.builder()
                        .id("question-" + i)
                        .input("n", i)
                        .input("text", i == 1 ? HOSTILE : "What is quokka number " + i + "?")
                        .groundTruth("answer", "a small wallaby")
                        .build())
                .toList());
        Experiment<String> experiment = Experiments.evaluate(name, dataset, datapoint -> {
            int n = datapoint.input("n");
            if (n == size - 1) {
                throw new IllegalStateException("no route to " + HOSTILE);
            }
            return n + " " + HOSTILE;
        });
        return experiment
                .evaluator("correct", (output, datapoint) -> index(datapoint) % 10 > 2 + shift * 10)
                .evaluator(
                        "similarity",
                        (output, datapoint) ->
                                Math.max(0, 0.55 + 0.4 * Math.sin(index(datapoint)) - shift * (index(datapoint) % 3)))
                .evaluator("grade", (output, datapoint) -> 1 + (index(datapoint) * 7) % 5)
                .evaluator("cost", (output, datapoint) -> 0.001 + (index(datapoint) % 13) / 5000.0)
                .evaluator("judge", output -> {
                    if (output.startsWith("3 ")) {
                        throw new IllegalStateException("nonsense <b>answer</b>");
                    }
                    return Score.of(true).because("since " + HOSTILE);
                })
                .gate(Gates.averageAtLeast("correct", 0.6))
                .gate(Gates.averageAtLeast("similarity", 0.2))
                .gate(Gates.noFailedRows())
                .gate(Gates.averageAtLeast("missing", 0.9))
                .unrecorded()
                .quiet()
                .run();
    }

    private static int index(Datapoint datapoint) {
        return datapoint.input("n", Integer.class);
    }

    @Test
    void html_isOneFileWithoutScriptOrRequest() throws Exception {
        String html = RunReport.of(run("faq " + HOSTILE, 30, 0)).html();

        assertThat(html)
                .startsWith("<!doctype html>")
                .doesNotContain("<script", "<img", "\u0000", " style=", "http://", "src=\"", "url(")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "nonsense &lt;b&gt;answer&lt;/b&gt;");
        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(html);
        assertThat(style.find()).isTrue();
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(style.group(1).getBytes(StandardCharsets.UTF_8)));
        assertThat(html)
                .contains("content=\"default-src 'none'; style-src 'sha256-" + hash
                        + "'; base-uri 'none'; form-action 'none'\"");
    }

    @Test
    void html_holdsGatesMetricsPlotsAndRows() {
        String html = RunReport.of(run("faq", 30, 0)).html();

        assertThat(html)
                .contains("<span class=\"pill failed\">failed</span>", "1 of 30 rows failed, 3.333 %")
                .contains("<span class=\"pill undecided\">undecided</span>")
                .contains("aria-label=\"Rows by score of correct\"", "<title>yes: 20</title>", "<title>no: 9</title>")
                .contains("aria-label=\"Rows by latency in milliseconds\"", "Cost of rows by their latency")
                .doesNotContain("<h2>Changes</h2>");
        assertThat(html.split("<details>", -1)).hasSize(31);
        assertThat(html.indexOf("EXT-question-29</span> <span class=\"pill failed\">"))
                .as("failed rows come first")
                .isBetween(0, html.indexOf("EXT-question-3</span> <span class=\"pill undecided\">"));
    }

    @Test
    void html_againstABaseline_drawsEachChangedDatapoint() {
        Baseline baseline = Baseline.of(run("before", 30, 0));

        String html = RunReport.of(run("after", 30, 0.3)).against(baseline).html();

        assertThat(html)
                .contains("against <bdi>before</bdi>", "<h2>Changes</h2>", "<title>EXT-question-13: 1 → 0</title>")
                .contains("9 worse, 0 better, 20 the same", "<span class=\"pill failed\">worse</span>");
    }

    @Test
    void html_ofManyRows_isBoundedAndSaysSo() {
        ExperimentRun run = run("large", 2000, 0);

        String html = RunReport.of(run).html();

        assertThat(html).hasSizeLessThan(1_500_000).contains("The first 300 of 2000");
    }

    @Test
    void html_ofARunWithoutScores_isWhole() {
        ExperimentRun run = Experiments.evaluate("nothing", Dataset.of(Datapoint.of(Map.of("n", 1))), datapoint -> {
                    throw new IllegalStateException("no");
                })
                .unrecorded()
                .quiet()
                .run();

        RunReport.of(run).write(folder.resolve("report.html"));

        assertThat(folder.resolve("report.html")).content().contains("failed, no gates", "</html>");
    }
}
