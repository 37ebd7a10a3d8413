// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static ai.honeyhive.junit.ExperimentAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.evaluators.Evaluators;
import ai.honeyhive.experiments.gates.Gates;
import org.junit.jupiter.api.Test;

class ExperimentRunAssertTest {
    @Test
    void assertions_thatHold_chain() {
        ExperimentRun run = evaluate(
                        "good",
                        LaunchedExperiments.DATASET,
                        row -> row.groundTruth().orElseThrow())
                .evaluator(Evaluators.exactMatch())
                .gate(Gates.noFailedRows())
                .unrecorded()
                .quiet()
                .run();

        assertThat(run)
                .hasNoErrors()
                .hasRows(3)
                .passesItsGates()
                .passes(Gates.averageAtLeast("exact_match", 1))
                .metric("exact_match")
                .hasAverageAtLeast(1)
                .hasMinimumAtLeast(1)
                .hasCount(3)
                .run()
                .isComplete();
    }

    @Test
    void assertions_thatDoNotHold_sayWhatIs() {
        ExperimentRun run = evaluate("bad", LaunchedExperiments.DATASET, row -> {
                    if (row.id().contains("chile")) {
                        throw new IllegalStateException("the model is away");
                    }
                    return "Lima";
                })
                .evaluator(Evaluators.exactMatch())
                .gate(Gates.noFailedRows())
                .unrecorded()
                .quiet()
                .run();

        assertThatThrownBy(() -> assertThat(run).hasNoErrors())
                .hasMessageContaining("1 of 3 rows have")
                .hasMessageContaining(
                        "EXT-chile Chile: the task failed: java.lang.IllegalStateException: the model is away");
        assertThatThrownBy(() -> assertThat(run).passesItsGates()).hasMessageContaining("failed: ");
        assertThatThrownBy(() -> assertThat(run).passes(Gates.averageAtLeast("exact_match", 0.9)))
                .hasMessageContaining("exact_match");
        assertThatThrownBy(() -> assertThat(run).metric("exact_match").hasAverageAtLeast(0.9))
                .hasMessageContaining("exact_match to have an average of at least 0.9, but it is 0.5");
        assertThatThrownBy(() -> assertThat(run).metric("exact"))
                .hasMessageContaining("to have the metric exact, but there is [exact_match]");
        assertThatThrownBy(() -> assertThat(run).hasRows(4)).hasMessageContaining("4 rows, but it has 3");
        assertThatThrownBy(() -> assertThat((ExperimentRun) null).hasNoErrors()).isInstanceOf(AssertionError.class);
    }
}
