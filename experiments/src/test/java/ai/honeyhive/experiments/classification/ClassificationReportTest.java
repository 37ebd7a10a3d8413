// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Experiments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassificationReportTest {
    private static final List<String> TRUTHS =
            List.of("cat", "dog", "cat", "bird", "dog", "cat", "bird", "dog", "cat", "cat");
    private static final List<String> PREDICTIONS =
            List.of("cat", "dog", "dog", "bird", "cat", "cat", "cat", "dog", "cat", "fish");

    /** Numbers of scikit-learn 1.2. */
    @Test
    void report_isThatOfScikitLearn() {
        ClassificationReport report = ClassificationReport.of(TRUTHS, PREDICTIONS);

        assertThat(report.labels()).containsExactly("bird", "cat", "dog", "fish");
        assertThat(report.confusion("cat", "cat")).isEqualTo(3);
        assertThat(report.confusion("cat", "fish")).isEqualTo(1);
        assertThat(report.confusion("fish", "cat")).isZero();
        assertThat(report.confusion("cat", "unheard of")).isZero();
        assertThat(report.accuracy()).isCloseTo(0.6, within(1e-12));
        assertThat(report.microF1()).isCloseTo(0.6, within(1e-12));
        assertThat(report.macroF1()).isCloseTo(0.4833333333333333, within(1e-12));
        assertThat(report.weightedF1()).isCloseTo(0.6333333333333333, within(1e-12));
        assertThat(report.kappa()).hasValueCloseTo(0.375, within(1e-12));
        assertThat(report.byLabel().stream()
                        .mapToDouble(LabelScores::precision)
                        .average()
                        .orElseThrow())
                .isCloseTo(0.5666666666666667, within(1e-12));
        assertThat(report.byLabel().stream()
                        .mapToDouble(LabelScores::recall)
                        .average()
                        .orElseThrow())
                .isCloseTo(0.44166666666666665, within(1e-12));
        assertThat(report.count()).isEqualTo(10);
    }

    @Test
    void report_ofARun_leavesOutWhatHasNoLabel() {
        Dataset dataset = Dataset.of(
                Datapoint.of(Map.of("n", 1), "odd"),
                Datapoint.of(Map.of("n", 2), "even "),
                Datapoint.of(Map.of("n", 3), "odd"),
                Datapoint.of(Map.of("n", 4)),
                Datapoint.of(Map.of("n", 5), "odd"));
        ExperimentRun run = Experiments.evaluate("parity", dataset, datapoint -> {
                    int n = datapoint.input("n");
                    if (n == 5) {
                        throw new IllegalStateException("no fives");
                    }
                    return n == 3 ? null : n % 2 == 0 ? "even" : "odd";
                })
                .unrecorded()
                .quiet()
                .run();

        ClassificationReport report = ClassificationReport.of(run);

        assertThat(report.labels()).containsExactly(ClassificationReport.NONE, "even", "odd");
        assertThat(report.confusion("odd", ClassificationReport.NONE)).isEqualTo(1);
        assertThat(report.accuracy()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(report.leftOut()).isEqualTo(2);
        assertThat(report.table()).contains("as even", "accuracy 0.6667", "3 rows, 2 left out");
    }

    @Test
    void report_withoutRows_isEmpty() {
        ClassificationReport report = ClassificationReport.of(List.of(), List.of());

        assertThat(report.accuracy()).isNaN();
        assertThat(report.macroF1()).isNaN();
        assertThat(report.kappa()).isEmpty();
        assertThat(report.table()).isEqualTo("no rows with a label");
        assertThatThrownBy(() -> ClassificationReport.of(List.of("a"), List.of()))
                .hasMessage("1 truths, but 0 predictions");
    }
}
