// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.composite;

import static ai.honeyhive.experiments.composite.CompositeEvaluators.allOf;
import static ai.honeyhive.experiments.composite.CompositeEvaluators.anyOf;
import static ai.honeyhive.experiments.composite.CompositeEvaluators.atLeast;
import static ai.honeyhive.experiments.composite.CompositeEvaluators.atMost;
import static ai.honeyhive.experiments.composite.CompositeEvaluators.weighted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.experiments.AggregateFunction;
import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import ai.honeyhive.experiments.budgets.Budgets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositeEvaluatorsTest {
    private static final Datapoint DATAPOINT = Datapoint.of(Map.of());

    private record Fixed(String name, Score score) implements Evaluator<Object> {
        @Override
        public Score score(Object output, Datapoint datapoint) {
            return score;
        }
    }

    private static Evaluator<Object> part(String name, String value) {
        return new Fixed(
                name,
                value.equals("?")
                        ? null
                        : value.equals("yes") || value.equals("no")
                                ? Score.of(value.equals("yes"))
                                : Score.of(Double.valueOf(value)));
    }

    private static Object value(Evaluator<Object> evaluator) throws Exception {
        Score score = evaluator.score("x", DATAPOINT);
        return score == null
                ? "?"
                : score.value().equals(true) ? "yes" : score.value().equals(false) ? "no" : score.value();
    }

    @ParameterizedTest
    @CsvSource({
        "yes, yes, yes, yes",
        "yes, no, no, yes",
        "no, no, no, no",
        "yes, ?, ?, yes",
        "no, ?, no, ?",
        "?, ?, ?, ?",
        "1, yes, yes, yes",
        "0, yes, no, yes"
    })
    void allAndAny_areThoseOfThreeValuedLogic(String one, String other, String all, String any) throws Exception {
        assertThat(value(allOf("all", part("a", one), part("b", other)))).isEqualTo(all);
        assertThat(value(anyOf("any", part("a", one), part("b", other)))).isEqualTo(any);
    }

    @Test
    void weighted_isTheMeanOfAllPartsOrNothing() throws Exception {
        Evaluator<Object> quality =
                weighted("quality").plus(3, part("a", "0.5")).plus(1, part("b", "yes"));

        assertThat(quality.score("x", DATAPOINT)).isEqualTo(Score.of(0.625).because("a 0.5, b 1.0"));
        assertThat(value(weighted("q").plus(1, part("a", "1")).plus(1, part("b", "?"))))
                .isEqualTo("?");
        assertThatThrownBy(() -> weighted("q").plus(0, part("a", "1"))).hasMessage("a weight is above 0, but is 0.0");
        assertThatThrownBy(() -> value(weighted("q"))).hasMessage("\"q\" has no parts");
    }

    @Test
    void thresholds_includeTheirValue() throws Exception {
        assertThat(value(atLeast("ok", part("a", "0.8"), 0.8))).isEqualTo("yes");
        assertThat(value(atLeast("ok", part("a", "0.79"), 0.8))).isEqualTo("no");
        assertThat(value(atMost("ok", part("a", "0.8"), 0.8))).isEqualTo("yes");
        assertThat(value(atMost("ok", part("a", "0.81"), 0.8))).isEqualTo("no");
        assertThat(value(atMost("ok", part("a", "?"), 0.8))).isEqualTo("?");
        assertThat(atLeast("ok", part("a", "0.8"), 0.9).score("x", DATAPOINT).extras())
                .containsEntry("actual", 0.8);
    }

    @Test
    void parts_thatFailOrSayNothingUseful_areNamed() {
        Evaluator<Object> broken = new Evaluator<>() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Score score(Object output, Datapoint datapoint) {
                throw new IllegalArgumentException("no key");
            }
        };
        assertThatThrownBy(() -> value(allOf("all", broken)))
                .hasMessage("\"broken\": java.lang.IllegalArgumentException: no key");
        assertThatThrownBy(() -> value(allOf("all", part("a", "0.5")))).hasMessageContaining("wrap it by atLeast");
        assertThatThrownBy(() -> value(weighted("q").plus(1, new Fixed("label", Score.of("x")))))
                .hasMessage("\"label\" gives no number, but x");
    }

    @Test
    void composites_readTheTraceIfAPartDoes() {
        assertThat(allOf("all", part("a", "1")).readsTrace()).isFalse();
        assertThat(allOf("all", part("a", "1"), Budgets.tokensAtMost(5)).readsTrace())
                .isTrue();
        assertThat(weighted("q").plus(1, atMost("t", Budgets.tokens(), 5)).readsTrace())
                .isTrue();
    }

    @Test
    void aggregates_areThoseOfTheServer() {
        double[] values = {4, 1, 3, 2};

        assertThat(Aggregates.of(values, AggregateFunction.AVERAGE)).hasValue(2.5);
        assertThat(Aggregates.of(values, AggregateFunction.MEDIAN)).hasValue(2.5);
        assertThat(Aggregates.of(values, AggregateFunction.P90)).hasValueCloseTo(3.7, within(1e-12));
        assertThat(Aggregates.of(values, AggregateFunction.P99)).hasValueCloseTo(3.97, within(1e-12));
        assertThat(Aggregates.of(values, AggregateFunction.MIN)).hasValue(1);
        assertThat(Aggregates.of(values, AggregateFunction.MAX)).hasValue(4);
        assertThat(Aggregates.of(values, AggregateFunction.SUM)).hasValue(10);
        assertThat(Aggregates.of(values, AggregateFunction.COUNT)).hasValue(4);
        assertThat(Aggregates.of(new double[0], AggregateFunction.MEDIAN)).isEmpty();
        assertThat(Aggregates.of(new double[0], AggregateFunction.COUNT)).hasValue(0);
    }
}
