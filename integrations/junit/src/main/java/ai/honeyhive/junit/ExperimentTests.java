// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.experiments.Row;
import ai.honeyhive.experiments.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Turns experiments into tests; see {@link Experiment}. Rows run at once, as many as the experiment says, whatever JUnit's own
 * parallelism is; the tests then report what became of them.
 */
public final class ExperimentTests {
    private ExperimentTests() {}

    /**
     * Runs an experiment and returns a test for each row, in the order of the dataset, and after them one for each gate. The
     * test of a row fails if its task or an evaluator failed; a low score is for gates to judge. The test of a gate fails
     * unless the gate passed: one that is undecided does not let a change in. A run that did not complete is one more test
     * that fails.
     *
     * @throws ai.honeyhive.experiments.ExperimentException if the run cannot be started
     */
    public static Stream<DynamicNode> testsOf(ai.honeyhive.experiments.Experiment<?> experiment) {
        return testsOf(experiment.run());
    }

    /** Returns the same tests of a run that is over. */
    public static Stream<DynamicNode> testsOf(ExperimentRun run) {
        List<DynamicNode> tests = new ArrayList<>();
        for (Row row : run.rows()) {
            String name = RowFailure.name(row);
            tests.add(DynamicTest.dynamicTest(
                    row.repeat() == 0 ? name : name + " (repeat " + row.repeat() + ")",
                    () -> RowFailure.check(run, row)));
        }
        for (GateResult gate : run.gates()) {
            tests.add(DynamicTest.dynamicTest("gate: " + gate.gate(), () -> check(run, gate)));
        }
        if (run.status() != RunStatus.COMPLETED || run.rows().isEmpty()) {
            tests.add(DynamicTest.dynamicTest("run: " + run.name(), () -> {
                throw new AssertionError("the run ended as " + run.status().wireName() + " after "
                        + run.rows().size() + " rows of a dataset of " + run.datasetSize());
            }));
        }
        return tests.stream();
    }

    private static void check(ExperimentRun run, GateResult gate) {
        if (!gate.passed()) {
            throw new AssertionError("gate " + gate.outcome().wireName() + ": " + gate.gate() + System.lineSeparator()
                    + gate.reason()
                    + run.url()
                            .map(page -> System.lineSeparator() + "run: " + page)
                            .orElse(""));
        }
    }
}
