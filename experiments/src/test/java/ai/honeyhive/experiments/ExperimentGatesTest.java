// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.experiments.gates.Gates;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExperimentGatesTest {
    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private static Experiment<Integer> experiment() {
        Dataset dataset = Dataset.of(IntStream.range(0, 4)
                .mapToObj(i -> Datapoint.of(Map.of("n", i)))
                .toList());
        Experiment<Integer> experiment = evaluate("numbers", dataset, datapoint -> {
            int n = datapoint.input("n");
            return n;
        });
        return experiment.evaluator("small", n -> n < 3);
    }

    private static Gate gate(String name, Function<EvaluatedRows, GateResult> check) {
        return new Gate() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public GateResult check(EvaluatedRows rows) {
                return check.apply(rows);
            }
        };
    }

    @Test
    void gates_passed_failed_undecided_haveTheirExitCodes() {
        Gate passes = Gates.averageAtLeast("small", 0.7);
        Gate fails = Gates.averageAtLeast("small", 0.8);
        Gate cannotTell = Gates.averageAtLeast("large", 0.8);

        assertThat(ExitCode.of(run())).isEqualTo(0);
        assertThat(ExitCode.of(run(passes))).isEqualTo(ExitCode.PASSED).isEqualTo(0);
        assertThat(ExitCode.of(run(passes, fails)))
                .isEqualTo(ExitCode.GATE_FAILED)
                .isEqualTo(1);
        assertThat(ExitCode.of(run(passes, cannotTell)))
                .isEqualTo(ExitCode.BROKEN)
                .isEqualTo(2);
        assertThat(ExitCode.of(run(cannotTell, fails))).isEqualTo(1);
        assertThat(run(passes).passed()).isTrue();
        assertThat(run(cannotTell).passed()).isFalse();
    }

    private static ExperimentRun run(Gate... gates) {
        Experiment<Integer> experiment = experiment().unrecorded().quiet();
        List.of(gates).forEach(experiment::gate);
        return experiment.run();
    }

    @Test
    void run_thatFailedOnEveryRow_isBroken() {
        ExperimentRun run = evaluate("broken", Dataset.of(Datapoint.of(Map.of())), datapoint -> {
                    throw new IOException("no key");
                })
                .gate(Gates.noFailedRows())
                .unrecorded()
                .quiet()
                .run();

        assertThat(run.gates().get(0).outcome()).isEqualTo(GateOutcome.FAILED);
        assertThat(ExitCode.of(run)).isEqualTo(ExitCode.BROKEN);
    }

    @Test
    @SuppressWarnings("NullAway") // what a user's gate may do
    void gateThatThrowsOrReturnsNothing_isUndecided_andHindersNoOther() {
        ExperimentRun run = run(
                gate("throws", rows -> {
                    throw new IllegalStateException("bug");
                }),
                gate("null", rows -> null),
                Gates.noFailedRows());

        assertThat(run.gates())
                .extracting(GateResult::outcome)
                .containsExactly(GateOutcome.UNDECIDED, GateOutcome.UNDECIDED, GateOutcome.PASSED);
        assertThat(run.gates().get(0).reason())
                .isEqualTo("the gate itself failed: java.lang.IllegalStateException: bug");
    }

    @Test
    void cancelledRun_decidesNothing() {
        Thread.currentThread().interrupt();
        ExperimentRun interrupted = run(Gates.noFailedRows());

        assertThat(interrupted.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(interrupted.gates().get(0).outcome()).isEqualTo(GateOutcome.UNDECIDED);
        assertThat(interrupted.gates().get(0).reason()).startsWith("the run ended after ");
        assertThat(ExitCode.of(interrupted)).isEqualTo(ExitCode.BROKEN);
    }

    @Test
    void table_showsGates() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Gate hostile = gate("hostile\u001b[31m", rows -> GateResult.passed(Gates.noFailedRows(), "\u001b[31m\nfine"));

        experiment()
                .gate(Gates.averageAtLeast("small", 0.8))
                .gate(hostile)
                .unrecorded()
                .output(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("| gate", "| outcome", "| why")
                .containsPattern("\\| average of small at least 0.8 +\\| failed +\\| it is 0.75 over 4 rows +\\|")
                .doesNotContain("\u001b[31m");
    }

    @Test
    void evaluatorsOfGates_areAddedOnce_andTheUsersOwnWins() {
        ExperimentRun run = experiment()
                .evaluator("cost", n -> 0.5)
                .gate(Gates.costAtMost(2))
                .gate(Gates.costAtMost(1))
                .unrecorded()
                .quiet()
                .run();

        assertThat(run.evaluators()).containsExactly("small", "cost");
        assertThat(run.gates()).extracting(GateResult::outcome).containsExactly(GateOutcome.PASSED, GateOutcome.FAILED);
    }

    @Test
    void recordedRun_tellsTheServerWhatWasDecided() throws IOException {
        try (FakeHoneyHive server = new FakeHoneyHive();
                HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                        .apiKey("key")
                        .serverUrl(server.url())
                        .build()) {
            ExperimentRun run = experiment()
                    .gate(Gates.averageAtLeast("small", 0.8))
                    .gate(Gates.noFailedRows())
                    .tracer(tracer)
                    .runId("build-17")
                    .quiet()
                    .run();

            assertThat(run.problems()).isEmpty();
            assertThat(server.requests("PUT", "/v1/runs/build-17").get(0).body())
                    .extractingByKey("metadata")
                    .isEqualTo(Map.of(
                            "offline_dataset_id",
                            run.datasetId(),
                            "gates_passed",
                            false,
                            "gates",
                            List.of(
                                    Map.of(
                                            "gate",
                                            "average of small at least 0.8",
                                            "outcome",
                                            "failed",
                                            "reason",
                                            "it is 0.75 over 4 rows"),
                                    Map.of(
                                            "gate",
                                            "no failed rows",
                                            "outcome",
                                            "passed",
                                            "reason",
                                            "none of 4 rows failed"))));
        }
    }
}
