// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.ExperimentException;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Experiments;
import ai.honeyhive.experiments.GateOutcome;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.statistics.comparison.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
    @TempDir
    Path folder;

    private static Dataset dataset(int size) {
        return Dataset.of(IntStream.range(0, size)
                        .mapToObj(i -> Datapoint.builder()
                                .id(String.format("d%03d", i))
                                .input("n", i)
                                .build())
                        .toList())
                .withId("numbers");
    }

    private static ExperimentRun run(Dataset dataset, IntFunction<Object> score) {
        return Experiments.evaluate("scores", dataset, datapoint -> {
                    int n = datapoint.input("n");
                    if ("fails".equals(score.apply(n))) {
                        throw new IllegalStateException("no route");
                    }
                    return n;
                })
                .evaluator("s", score::apply)
                .runId("run-1")
                .unrecorded()
                .quiet()
                .run();
    }

    @Test
    void file_isSmallAndOrderedAndOneRowALine() throws IOException {
        Path file = folder.resolve("new").resolve("baseline.json");
        Dataset unordered = Dataset.of(
                        Datapoint.builder().id("b").input("n", 0).build(),
                        Datapoint.builder().id("a").input("n", 1).build(),
                        Datapoint.builder().id("c").input("n", 2).build())
                .withId("letters");

        Baseline.of(Experiments.evaluate("scores \"x\"", unordered, datapoint -> {
                            int n = datapoint.input("n");
                            if (n == 2) {
                                throw new IOException("no");
                            }
                            return n;
                        })
                        .evaluator("text", n -> "not a number")
                        .evaluator("yes", n -> n == 1)
                        .evaluator("half", n -> 0.1f + n)
                        .evaluator("count", n -> n)
                        .runId("run-1")
                        .unrecorded()
                        .quiet()
                        .run())
                .write(file);

        assertThat(file).hasContent("""
                {
                  "format": "honeyhive-baseline/1",
                  "experiment": "scores \\"x\\"",
                  "run": {"name":"scores \\"x\\"","id":"run-1"},
                  "dataset": "EXT-letters",
                  "metrics": ["count","half","yes"],
                  "rows": [
                    {"id":"EXT-a","scores":{"count":1,"half":1.100000023841858,"yes":true}},
                    {"id":"EXT-b","scores":{"count":0,"half":0.10000000149011612,"yes":false}},
                    {"id":"EXT-c","failed":true,"scores":{}}
                  ]
                }
                """);
        assertThat(folder.resolve("new")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void writtenAndRead_isTheSame() throws IOException {
        Path file = folder.resolve("b.json");
        ExperimentRun run = run(dataset(20), n -> n == 3 ? "fails" : n / 7.0);

        Baseline.of(run).write(file);
        Baseline read = Baseline.read(file);
        read.write(folder.resolve("again.json"));

        assertThat(folder.resolve("again.json")).hasSameTextualContentAs(file);
        assertThat(read.scoredRows()).isEqualTo(run.scoredRows());
        assertThat(read.metrics()).containsExactly("s");
        assertThat(read.runId()).isEqualTo("run-1");
        assertThat(Comparison.of(read, run).metric("s").orElseThrow().same()).isEqualTo(19);
    }

    @Test
    void read_whatIsNoBaseline_saysWhatIsWrongAndTheRemedy() throws IOException {
        assertRefused(null, "there is no baseline at ", "Baseline.of(run).write(path)");
        assertRefused("{\n  \"format\": <<<<<<< HEAD", "is no JSON", "line 2");
        assertRefused("[]", "has no \"format\"");
        assertRefused("{\"format\": \"honeyhive-baseline/2\"}", "not in the form \"honeyhive-baseline/1\"", "/2");
        assertRefused("{\"format\": \"honeyhive-baseline/1\"}", "has no list \"metrics\"");
        String head =
                "{\"format\": \"honeyhive-baseline/1\", \"experiment\": \"e\", \"run\": {\"name\": \"r\", \"id\": \"1\"},"
                        + " \"dataset\": \"EXT-x\", \"metrics\": [\"s\"], \"rows\": ";
        assertRefused(head + "[{\"scores\": {}}]}", "no text as the \"id\" of a row");
        assertRefused(
                head + "[{\"id\": \"a\", \"scores\": {\"s\": \"high\"}}]}", "no number or boolean as \"s\" of row a");
        assertRefused(head + "[{\"id\": \"a\", \"scores\": {\"s\": 1, \"s\": 2}}]}", "is no JSON");
    }

    private void assertRefused(String content, String... messageParts) throws IOException {
        Path file = folder.resolve("bad.json");
        if (content != null) {
            Files.writeString(file, content);
        }

        assertThatThrownBy(() -> Baseline.read(file))
                .isInstanceOf(BaselineException.class)
                .hasMessageContainingAll(messageParts)
                .hasMessageContaining("bad.json");
    }

    @Test
    void baseline_ofARunWhereAllFailed_isRefused() {
        assertThatThrownBy(() -> Baseline.of(run(dataset(2), n -> "fails")))
                .isInstanceOf(BaselineException.class)
                .hasMessage("run \"scores\" is no baseline: it is failed");
    }

    @Test
    void otherDataset_isRefusedBeforeAnyRowRuns() {
        Baseline baseline = Baseline.of(run(dataset(3), n -> n));
        AtomicInteger rows = new AtomicInteger();
        Dataset other = Dataset.of(Datapoint.of(Map.of("n", 1)));

        assertThatThrownBy(() -> Experiments.evaluate("scores", other, datapoint -> rows.incrementAndGet())
                        .gate(Gates.noRegressionAgainst(baseline))
                        .unrecorded()
                        .quiet()
                        .run())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContainingAll(
                        "the baseline is of another dataset: of EXT-numbers with 3 datapoints", other.id(), "withId");
        assertThat(rows).hasValue(0);
        GateResult late = run(other, n -> n).check(Gates.noRegressionAgainst(baseline));
        assertThat(late.outcome()).isEqualTo(GateOutcome.UNDECIDED);
        assertThat(late.reason()).contains("another dataset");
    }

    @Test
    void otherMetrics_areRefused_unlessTheOnesToCompareAreNamed() {
        ExperimentRun run = run(dataset(30), n -> n / 30.0);
        ExperimentRun more = Experiments.evaluate("scores", dataset(30), datapoint -> (Integer) datapoint.input("n"))
                .evaluator("s", n -> n / 30.0)
                .evaluator("extra", n -> 1)
                .unrecorded()
                .quiet()
                .run();

        GateResult strict = more.check(Gates.noRegressionAgainst(run));
        GateResult named = more.check(Gates.noRegressionAgainst(run).metrics("s"));
        GateResult unknown = more.check(Gates.noRegressionAgainst(run).metrics("extra"));

        assertThat(strict.outcome()).isEqualTo(GateOutcome.UNDECIDED);
        assertThat(strict.reason()).contains("the baseline lacks [extra]", "Name the ones to compare");
        assertThat(named.passed()).isTrue();
        assertThat(unknown.outcome()).isEqualTo(GateOutcome.UNDECIDED);
        assertThat(unknown.reason()).isEqualTo("no datapoint has the metric \"extra\" in both runs");
        assertThat(Baseline.of(more).withMetrics("s").metrics()).containsExactly("s");
        assertThatThrownBy(() -> Baseline.of(more).withMetrics("S")).isInstanceOf(BaselineException.class);
        assertThatThrownBy(() -> Baseline.of(more).requireSameAs(run)).hasMessageContaining("the run lacks [extra]");
    }

    @Test
    void regression_shown_failsAndSaysTheEvidence() {
        ExperimentRun good = run(dataset(40), n -> n % 10 != 0);
        ExperimentRun bad = run(dataset(40), n -> n % 10 != 0 && n % 4 != 0);

        GateResult result = bad.check(Gates.noRegressionAgainst(good));

        assertThat(result.outcome()).isEqualTo(GateOutcome.FAILED);
        assertThat(result.gate()).isEqualTo("no regression against scores");
        assertThat(result.reason()).startsWith("s: worse, 0.9000 -> 0.7000").contains("McNemar exact p = 0.007813");
        assertThat(good.check(Gates.noRegressionAgainst(bad)).passed()).isTrue();
        assertThat(bad.check(Gates.noRegressionAgainst(good).lowerIsBetter("s")).passed())
                .isTrue();
        assertThat(bad.check(Gates.noRegressionAgainst(good).alpha(0.0001)).passed())
                .isTrue();
    }

    @Test
    void regression_onlyOfFailingRows_isSeenAlsoIfMetricsAreNamed() {
        ExperimentRun good = run(dataset(40), n -> true);
        ExperimentRun crashing = run(dataset(40), n -> n < 10 ? "fails" : true);

        GateResult result = crashing.check(Gates.noRegressionAgainst(good).metrics("s"));

        assertThat(result.outcome()).isEqualTo(GateOutcome.FAILED);
        assertThat(result.reason()).contains("task_success: worse", "only the baseline has s on 10 rows");
    }

    @Test
    void latency_isBetterIfLess() {
        ExperimentRun quick = measured(n -> 10 + n);
        ExperimentRun slow = measured(n -> 20 + n);

        assertThat(slow.check(Gates.noRegressionAgainst(quick)).outcome()).isEqualTo(GateOutcome.FAILED);
        assertThat(quick.check(Gates.noRegressionAgainst(slow)).passed()).isTrue();
    }

    private static ExperimentRun measured(IntFunction<Object> millis) {
        return Experiments.evaluate("scores", dataset(20), datapoint -> (Integer) datapoint.input("n"))
                .evaluator("latency_ms", millis::apply)
                .unrecorded()
                .quiet()
                .run();
    }

    @Test
    void fewDatapoints_thatCouldNeverShowARegression_areUndecided() {
        ExperimentRun good = run(dataset(3), n -> true);

        GateResult worse = run(dataset(3), n -> false).check(Gates.noRegressionAgainst(good));
        GateResult same = run(dataset(3), n -> true).check(Gates.noRegressionAgainst(good));

        assertThat(worse.outcome()).isEqualTo(GateOutcome.UNDECIDED);
        assertThat(worse.reason()).startsWith("too few datapoints to show anything: s: no evidence");
        assertThat(same.passed()).isTrue();
    }

    @Test
    void tolerating_demandsProof() {
        ExperimentRun baseline = run(dataset(200), n -> 0.8 + (n % 5) / 100.0);
        ExperimentRun alike = run(dataset(200), n -> 0.8 + ((n + n / 5) % 5) / 100.0);
        ExperimentRun scattered = run(dataset(20), n -> n % 2 == 0 ? 0.5 : 1.1);
        ExperimentRun lower = run(dataset(200), n -> 0.7 + (n % 5) / 100.0);

        assertThat(alike.check(Gates.noRegressionAgainst(baseline).tolerating(0.01))
                        .passed())
                .isTrue();
        assertThat(lower.check(Gates.noRegressionAgainst(baseline).tolerating(0.05))
                        .outcome())
                .isEqualTo(GateOutcome.FAILED);
        assertThat(lower.check(Gates.noRegressionAgainst(baseline).tolerating(0.2))
                        .passed())
                .isTrue();
        assertThat(scattered
                        .check(Gates.noRegressionAgainst(run(dataset(20), n -> 0.8))
                                .tolerating(0.01))
                        .outcome())
                .isEqualTo(GateOutcome.UNDECIDED);
        assertThat(Gates.noRegressionAgainst(baseline)
                        .tolerating(0.01)
                        .metrics("s")
                        .name())
                .isEqualTo("no regression of s by more than 0.01 against scores");
        assertThatThrownBy(() -> Gates.noRegressionAgainst(baseline).tolerating(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gate_ofAFile_readsItAtOnce() {
        Path file = folder.resolve("b.json");
        Baseline.of(run(dataset(10), n -> n)).write(file);

        GateResult result = run(dataset(10), n -> n).check(Gates.noRegressionAgainst(file));

        assertThat(result.passed()).isTrue();
        assertThatThrownBy(() -> Gates.noRegressionAgainst(folder.resolve("none.json")))
                .isInstanceOf(BaselineException.class)
                .hasMessageStartingWith("there is no baseline at ");
    }
}
