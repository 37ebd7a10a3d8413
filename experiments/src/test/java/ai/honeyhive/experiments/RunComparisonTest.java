// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.statistics.comparison.MetricEstimates;
import ai.honeyhive.statistics.comparison.ScoredRow;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
    @Test
    void runs_ofExperiments_areCompared() {
        Dataset dataset = Dataset.of(IntStream.range(0, 12)
                .mapToObj(i -> Datapoint.of(Map.of("n", i), i * 2))
                .toArray(Datapoint[]::new));

        ExperimentRun baseline = run(dataset, 3);
        ExperimentRun candidate = run(dataset, 2);
        Comparison comparison = Comparison.of(baseline, candidate);

        assertThat(comparison.summary()).startsWith("right: better, 0.08333 -> 1.000 (+0.9167");
    }

    private static ExperimentRun run(Dataset dataset, int factor) {
        Experiment<Integer> experiment = Experiments.evaluate("double", dataset, datapoint -> {
            int n = datapoint.input("n");
            return n * factor;
        });
        return experiment
                .evaluator(
                        "right",
                        (output, datapoint) ->
                                output.equals(datapoint.groundTruth().orElseThrow()))
                .unrecorded()
                .quiet()
                .run();
    }

    @Test
    void failedRows_areFailedForAComparison() {
        Dataset dataset = Dataset.of(Datapoint.of(Map.of("n", 1), 2), Datapoint.of(Map.of("n", 0), 0));

        ExperimentRun run = Experiments.evaluate("divide", dataset, datapoint -> 2 / (int) datapoint.input("n"))
                .evaluator("right", (output, datapoint) -> true)
                .unrecorded()
                .quiet()
                .run();

        assertThat(run.scoredRows()).extracting(ScoredRow::failed).containsExactly(false, true);
        assertThat(MetricEstimates.of(run).get("right").count()).isEqualTo(1);
    }
}
