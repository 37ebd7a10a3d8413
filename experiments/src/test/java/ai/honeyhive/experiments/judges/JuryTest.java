// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Experiments;
import ai.honeyhive.experiments.Score;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JuryTest {
    private static final Datapoint DATAPOINT = Datapoint.of(Map.of());

    private static Evaluator<Object> juror(String name, Function<Object, Object> vote) {
        return new Evaluator<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Score score(Object output, Datapoint datapoint) {
                Object value = vote.apply(output);
                return value == null
                        ? null
                        : value instanceof Boolean flag
                                ? Score.of(flag)
                                : value instanceof Number number ? Score.of(number) : Score.of(value.toString());
            }
        };
    }

    private static Evaluator<Object> fixed(String name, Object vote) {
        return juror(name, output -> vote);
    }

    private static Evaluator<Object> broken(String name) {
        return juror(name, output -> {
            throw new IllegalStateException("no key");
        });
    }

    private static Score score(Vote vote, Evaluator<Object> a, Evaluator<Object> b, Evaluator<Object> c)
            throws Exception {
        return Jury.of("jury", vote, a, b, c).score("x", DATAPOINT);
    }

    @Test
    void majority_decides_andVotesAreKept() throws Exception {
        Score score = score(Vote.MAJORITY, fixed("a", true), fixed("b", true), fixed("c", false));

        assertThat(score.value()).isEqualTo(true);
        assertThat(score.extras()).containsEntry("a", true).containsEntry("c", false);
        assertThat((double) score.extras().get("agreement")).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(score(Vote.MAJORITY, fixed("a", "x"), fixed("b", "y"), fixed("c", "y"))
                        .value())
                .isEqualTo("y");
    }

    @Test
    void meanAndMedian_ofNumbers() throws Exception {
        assertThat(score(Vote.MEAN, fixed("a", 1), fixed("b", 2), fixed("c", 6)).value())
                .isEqualTo(3.0);
        assertThat(score(Vote.MEDIAN, fixed("a", 1), fixed("b", 2), fixed("c", 6))
                        .value())
                .isEqualTo(2.0);
        assertThat(score(Vote.MEDIAN, fixed("a", 1), fixed("b", 2), fixed("c", null))
                        .value())
                .isEqualTo(1.5);
    }

    @Test
    void jurorsThatFail_doNotVote_butMoreThanHalfHaveTo() throws Exception {
        Score score = score(Vote.MAJORITY, fixed("a", true), broken("b"), fixed("c", false));

        assertThat(score.value()).as("a draw is no majority").isEqualTo(false);
        assertThat(score.explanation().orElseThrow())
                .contains("failed: \"b\": java.lang.IllegalStateException: no key");
        assertThatThrownBy(() -> score(Vote.MAJORITY, fixed("a", true), broken("b"), broken("c")))
                .isInstanceOf(JudgeException.class)
                .hasMessageStartingWith("only 1 of 3 jurors of \"jury\" voted; \"b\": ");
        assertThatThrownBy(() -> score(Vote.MAJORITY, fixed("a", "x"), fixed("b", "y"), fixed("c", "z")))
                .hasMessageContaining("has no majority");
        assertThatThrownBy(() -> score(Vote.MEAN, fixed("a", "x"), fixed("b", 1), fixed("c", 1)))
                .hasMessageContaining("gave no number");
        assertThat(score(Vote.MEAN, fixed("a", null), fixed("b", null), fixed("c", null)))
                .isNull();
    }

    @Test
    void jurors_needDifferentNames() {
        assertThatThrownBy(() -> Jury.of("jury", Vote.MEAN, fixed("a", 1), fixed("a", 1)))
                .hasMessageContaining("different names");
        assertThatThrownBy(() -> Jury.of("jury", Vote.MEAN, fixed("a", 1))).hasMessageContaining("at least two");
    }

    @Test
    void kappa_overARun_isThatOfFleiss() {
        Jury<Object> jury = Jury.of(
                "jury",
                Vote.MAJORITY,
                juror("a", output -> (int) output < 5),
                juror("b", output -> (int) output < 5),
                juror("c", output -> (int) output < 7));
        ExperimentRun run = Experiments.<Object>evaluate(
                        "votes",
                        Dataset.of(IntStream.range(0, 10)
                                .mapToObj(i -> Datapoint.of(Map.of("n", i)))
                                .toArray(Datapoint[]::new)),
                        datapoint -> datapoint.input("n", Integer.class))
                .evaluator(jury)
                .unrecorded()
                .quiet()
                .run();

        // By hand: P = (8 + 2/3) / 10, shares 17/30 and 13/30.
        double observed = (8 + 2 / 3.0) / 10;
        double expected = (17 * 17 + 13 * 13) / 900.0;
        assertThat(jury.kappa(run.rows())).hasValueCloseTo((observed - expected) / (1 - expected), within(1e-12));
        assertThat(run.rows())
                .allSatisfy(row -> assertThat(row.scores()).containsKeys("jury", "jury_a", "jury_agreement"));
    }
}
