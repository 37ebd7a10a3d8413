// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Experiments;
import ai.honeyhive.experiments.gates.Baseline;
import ai.honeyhive.experiments.gates.Gates;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownReportTest {
    @TempDir
    Path folder;

    static Experiment<Integer> experiment(String name, int size, int passing) {
        Dataset dataset = Dataset.of(IntStream.range(0, size)
                .mapToObj(i -> Datapoint.builder().id("d" + i).input("n", i).build())
                .toList());
        Experiment<Integer> experiment = Experiments.evaluate(name, dataset, datapoint -> {
            int n = datapoint.input("n");
            if (n == size - 1) {
                throw new IllegalStateException("no | route <b>to</b> @someone");
            }
            return n;
        });
        return experiment.evaluator("small", n -> n < passing).unrecorded().quiet();
    }

    @Test
    void markdown_ofGatesAndMetrics_saysTheDecisionFirst() {
        ExperimentRun run = experiment("faq", 10, 8)
                .gate(Gates.averageAtLeast("small", 0.5))
                .gate(Gates.noFailedRows())
                .gate(Gates.averageAtLeast("other", 0.5))
                .run();

        String markdown = RunReport.of(run).markdown();

        assertThat(markdown)
                .startsWith("## ❌ faq: completed, 1 of 3 gates passed, 1 failed, 1 undecided\n\n10 rows, 1 failed, ")
                .contains(
                        "| average of small at least 0.5 | ✅ passed | it is 0.8 over 10 rows, of which 1 failed"
                                + " and count as 0 |",
                        "| no failed rows | ❌ failed |",
                        "| average of other at least 0.5 | ⚠️ undecided |",
                        "| metric | mean | 95 % interval | rows | errors |",
                        "| small | 0.8889 | ",
                        "<details><summary>1 failed row</summary>");
    }

    @Test
    void markdown_hostileContent_staysText() {
        ExperimentRun run = experiment("<script>alert(1)</script> [x](javascript:y) `a`", 3, 2)
                .run();

        String markdown = RunReport.of(run).markdown();

        assertThat(markdown)
                .contains("\\<script\\>alert\\(1\\)\\</script\\> \\[x\\]\\(javascript:y\\) \\`a\\`")
                .contains("no \\| route \\<b\\>to\\</b\\> @\u2060someone")
                .doesNotContain("<script>", "<b>", "@someone");
    }

    @Test
    void markdown_againstABaseline_tellsVerdictsAndChanges() {
        Baseline baseline = Baseline.of(experiment("before", 40, 35).run());
        ExperimentRun run = experiment("after", 40, 20).run();

        String markdown = RunReport.of(run).against(baseline).markdown();

        assertThat(markdown)
                .contains("| metric | mean | 95 % interval | rows | errors | before | change |  |")
                .containsPattern(
                        "\\| small \\| 0\\.5128 \\| .* \\| 39 \\| 0 \\| 0\\.8974 \\| −0\\.3846 \\| \\*\\*worse\\*\\*, p ")
                .contains("<details><summary>15 scores worse, 0 better, in 40 common datapoints</summary>")
                .contains("| EXT\\-d20 | small | 1 | 0 |");
    }

    @Test
    void markdown_ofManyRows_isCutAndSaysSo() {
        Baseline baseline = Baseline.of(experiment("before", 500, 450).run());
        ExperimentRun run = experiment("after", 500, 100).run();

        String markdown = RunReport.of(run).against(baseline).markdown();

        assertThat(markdown).hasSizeLessThan(10_000).contains("The first 20 of 350 changes, worst first.");
    }

    @Test
    void write_byTheEndOfTheName() {
        ExperimentRun run = experiment("faq", 3, 2).run();
        RunReport report = RunReport.of(run);

        report.write(folder.resolve("new/faq.md"));

        assertThat(folder.resolve("new/faq.md")).hasContent(report.markdown());
        assertThatThrownBy(() -> report.write(folder.resolve("faq.pdf")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("faq.pdf");
    }

    @Test
    void markdown_ofHostileNamesAndManyErrors_staysAComment() {
        String hostile = "|<script>`\u202e www.evil.example " + "x".repeat(5_000);
        Experiment<Integer> experiment = Experiments.evaluate(
                hostile,
                Dataset.of(IntStream.range(0, 20)
                        .mapToObj(i -> Datapoint.builder().id(hostile + i).build())
                        .toList()),
                datapoint -> 1);
        for (int i = 0; i < 20; i++) {
            experiment.evaluator(hostile + i, output -> {
                throw new IllegalStateException(hostile);
            });
        }

        String markdown = RunReport.of(experiment.unrecorded().quiet().run()).markdown();

        assertThat(markdown.length()).isLessThan(65_536);
        assertThat(markdown)
                .contains("There is no room left for the errors of evaluators.")
                .doesNotContain("<script>", "\u202e", "www.");
    }
}
