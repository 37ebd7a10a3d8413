// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import static ai.honeyhive.experiments.gates.Gates.averageAtLeast;
import static ai.honeyhive.experiments.gates.Gates.averageAtMost;
import static ai.honeyhive.experiments.gates.Gates.costAtMost;
import static ai.honeyhive.experiments.gates.Gates.failedRowsAtMost;
import static ai.honeyhive.experiments.gates.Gates.latencyAtMost;
import static ai.honeyhive.experiments.gates.Gates.noEvaluatorErrors;
import static ai.honeyhive.experiments.gates.Gates.noFailedRows;
import static ai.honeyhive.experiments.gates.Gates.passRateAtLeast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Experiments;
import ai.honeyhive.experiments.Gate;
import ai.honeyhive.experiments.GateOutcome;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.experiments.TracedTask;
import ai.honeyhive.experiments.budgets.Pricing;
import ai.honeyhive.tracing.EventType;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static final String FAILS = "fails";
    private static final String BROKEN_EVALUATOR = "broken evaluator";

    /** A run whose evaluator "s" returns these values; a text of the above kinds fails as it says, null is left out. */
    private static ExperimentRun run(Object... scores) {
        Dataset dataset = Dataset.of(IntStream.range(0, scores.length)
                .mapToObj(i -> Datapoint.builder().id("d" + i).input("n", i).build())
                .toList());
        return Experiments.evaluate("scores", dataset, datapoint -> {
                    int n = datapoint.input("n");
                    if (FAILS.equals(scores[n])) {
                        throw new IllegalStateException("no route");
                    }
                    return n;
                })
                .evaluator("s", n -> {
                    if (BROKEN_EVALUATOR.equals(scores[n])) {
                        throw new IllegalStateException("judge is out");
                    }
                    return scores[n];
                })
                .unrecorded()
                .quiet()
                .run();
    }

    private static void assertResult(GateResult result, GateOutcome outcome, String reason) {
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.outcome()).isEqualTo(outcome);
    }

    @Test
    void averageAtLeast_reachedOrNot_saysTheMean() {
        ExperimentRun run = run(0.5, 1, true, 0.7);

        assertResult(run.check(averageAtLeast("s", 0.8)), GateOutcome.PASSED, "it is 0.8 over 4 rows");
        assertResult(run.check(averageAtLeast("s", 0.81)), GateOutcome.FAILED, "it is 0.8 over 4 rows");
        assertThat(averageAtLeast("s", 0.81).name()).isEqualTo("average of s at least 0.81");
    }

    @Test
    void averageAtLeast_sumWithRoundingErrors_isNotMissedByThem() {
        assertThat(run(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)
                        .check(averageAtLeast("s", 0.1))
                        .passed())
                .isTrue();
    }

    @Test
    void averageAtLeast_closeMiss_isNotShownAsTheLimit() {
        assertResult(run(0.89999).check(averageAtLeast("s", 0.9)), GateOutcome.FAILED, "it is 0.89999 over 1 row");
    }

    @Test
    void averageAtLeast_failedRows_countAsZero() {
        assertResult(
                run(1, 1, FAILS, 1).check(averageAtLeast("s", 0.8)),
                GateOutcome.FAILED,
                "it is 0.75 over 4 rows, of which 1 failed and count as 0");
    }

    @Test
    void averageAtLeast_rowsLeftOutByTheEvaluator_doNotCount() {
        assertResult(run(1, null, 0.8).check(averageAtLeast("s", 0.9)), GateOutcome.PASSED, "it is 0.9 over 2 rows");
    }

    @Test
    void averageAtLeast_brokenEvaluatorThatMatters_isUndecided() {
        assertResult(
                run(1, 1, BROKEN_EVALUATOR, 1).check(averageAtLeast("s", 0.8)),
                GateOutcome.UNDECIDED,
                "it is 1 over 3 rows; the evaluator failed on 1 row more");
    }

    @Test
    void averageAtLeast_brokenEvaluatorThatCannotMatter_isDecided() {
        ExperimentRun run = run(1, 1, BROKEN_EVALUATOR, 1);

        assertResult(
                run.check(averageAtLeast("s", 0.7)),
                GateOutcome.PASSED,
                "it is 1 over 3 rows; the evaluator failed on 1 row more, which cannot change it");
        assertThat(run(0, 0, 0, BROKEN_EVALUATOR)
                        .check(averageAtLeast("s", 0.5))
                        .outcome())
                .isEqualTo(GateOutcome.FAILED);
    }

    @Test
    void averageAtLeast_nothingToDecideOn_isUndecided() {
        assertResult(
                run(1, 1).check(averageAtLeast("other", 0)),
                GateOutcome.UNDECIDED,
                "no row has the metric \"other\": is an evaluator of that name added?");
        assertResult(
                run(FAILS, FAILS).check(averageAtLeast("s", 0)),
                GateOutcome.UNDECIDED,
                "no row has the metric \"s\": the task failed on 2 rows");
        assertResult(
                run("good", "bad").check(averageAtLeast("s", 0)),
                GateOutcome.UNDECIDED,
                "\"s\" is a text: only numbers and booleans can be demanded");
        assertResult(
                run(BROKEN_EVALUATOR).check(averageAtLeast("s", 0)),
                GateOutcome.UNDECIDED,
                "the evaluator of \"s\" failed on 1 row");
    }

    @Test
    void averageAtMost_failedRows_haveNoValue() {
        assertThat(run(100, 200).check(averageAtMost("s", 150)).passed()).isTrue();
        assertThat(run(100, 201).check(averageAtMost("s", 150)).outcome()).isEqualTo(GateOutcome.FAILED);
        assertResult(
                run(100, FAILS).check(averageAtMost("s", 150)),
                GateOutcome.UNDECIDED,
                "it is 100 over 1 row; 1 row failed and have no value");
        assertThat(run(200, FAILS).check(averageAtMost("s", 150)).outcome()).isEqualTo(GateOutcome.FAILED);
    }

    @Test
    void confidently_intervalAroundTheLimit_isUndecided() {
        Object[] nineOfTen = IntStream.range(0, 20).mapToObj(i -> i >= 2).toArray();
        Gate near = averageAtLeast("s", 0.8).confidently();

        assertThat(run(nineOfTen).check(near).outcome()).isEqualTo(GateOutcome.UNDECIDED);
        assertThat(run(nineOfTen).check(near).reason()).contains("95 % interval", "it takes more datapoints");
        assertThat(run(nineOfTen).check(averageAtLeast("s", 0.5).confidently()).passed())
                .isTrue();
        assertThat(run(true, true, true, false, false, false)
                        .check(averageAtLeast("s", 0.999).confidently())
                        .outcome())
                .isEqualTo(GateOutcome.FAILED);
        assertThat(run(true).check(near).outcome()).isEqualTo(GateOutcome.UNDECIDED);
        assertThat(near.name()).isEqualTo("average of s at least 0.8, confidently");
    }

    @Test
    void passRate_countsFailedRowsAsNotPassed() {
        ExperimentRun run = run(true, true, false, FAILS);

        assertResult(
                run.check(passRateAtLeast("s", 0.5)), GateOutcome.PASSED, "2 of 4 rows passed, 50 %; 1 of them failed");
        assertThat(run.check(passRateAtLeast("s", 0.51)).outcome()).isEqualTo(GateOutcome.FAILED);
        assertThat(passRateAtLeast("s", 0.51).name()).isEqualTo("pass rate of s at least 51 %");
    }

    @Test
    void passRate_scoresWithoutThreshold_isUndecidedAndSaysTheRemedy() {
        ExperimentRun run = run(0.9, 0.7, 0.5);

        assertThat(run.check(passRateAtLeast("s", 0.5)).outcome()).isEqualTo(GateOutcome.UNDECIDED);
        assertThat(run.check(passRateAtLeast("s", 0.5)).reason()).contains("passRateAtLeast(metric, 0.7, 0.9)");
        assertResult(run.check(passRateAtLeast("s", 0.7, 0.6)), GateOutcome.PASSED, "2 of 3 rows passed, 66.67 %");
        assertThat(run(true, BROKEN_EVALUATOR).check(passRateAtLeast("s", 0.9)).outcome())
                .isEqualTo(GateOutcome.UNDECIDED);
    }

    @Test
    void failedRows_areCountedAndTheFirstIsNamed() {
        ExperimentRun run = run(1, FAILS, 1, FAILS);

        assertResult(
                run.check(noFailedRows()),
                GateOutcome.FAILED,
                "2 of 4 rows failed, 50 %; first EXT-d1: java.lang.IllegalStateException: no route");
        assertThat(run.check(failedRowsAtMost(0.5)).passed()).isTrue();
        assertThat(run.check(failedRowsAtMost(0.49)).outcome()).isEqualTo(GateOutcome.FAILED);
        assertResult(run(1, 2).check(noFailedRows()), GateOutcome.PASSED, "none of 2 rows failed");
    }

    @Test
    void evaluatorErrors_areToldApartFromFailedRows() {
        assertResult(
                run(1, BROKEN_EVALUATOR, FAILS).check(noEvaluatorErrors()),
                GateOutcome.FAILED,
                "on 1 of 3 rows; first EXT-d1, s: java.lang.IllegalStateException: judge is out");
        assertThat(run(1, FAILS).check(noEvaluatorErrors()).passed()).isTrue();
    }

    @Test
    void cost_isMeasuredFromTheRowsOwnSpans() {
        assertResult(paid(0.25, 4, 1.0), GateOutcome.PASSED, "it is $1 over 4 rows");
        assertResult(paid(0.25, 4, 0.99), GateOutcome.FAILED, "it is $1 over 4 rows");
    }

    private static GateResult paid(double dollars, int rows, double limit) {
        TracedTask<String> task = (datapoint, tracer) -> tracer.call("model", EventType.MODEL, span -> {
            span.metadata("cost", dollars);
            return "answer";
        });
        ExperimentRun run = Experiments.evaluate("paid", numbers(rows), task)
                .gate(costAtMost(limit))
                .unrecorded()
                .quiet()
                .run();
        return run.gates().get(0);
    }

    @Test
    void cost_unknownForSomeRows_isBoundedByTheDearest() {
        TracedTask<String> task = (datapoint, tracer) -> tracer.call("model", EventType.MODEL, span -> {
            int n = datapoint.input("n");
            if (n == 0) {
                throw new IllegalStateException("after the tokens were paid");
            }
            span.metadata("prompt_tokens", 1_000_000)
                    .metadata("completion_tokens", 0)
                    .config("model", "m");
            return "answer";
        });
        Pricing pricing = Pricing.perMillionTokens("m", 2, 0);

        ExperimentRun run = Experiments.evaluate("paid", numbers(3), task)
                .gate(costAtMost(6, pricing))
                .gate(costAtMost(5, pricing))
                .gate(costAtMost(3, pricing))
                .unrecorded()
                .quiet()
                .run();

        assertThat(run.gates())
                .extracting(GateResult::outcome)
                .containsExactly(GateOutcome.PASSED, GateOutcome.UNDECIDED, GateOutcome.FAILED);
        assertThat(run.gates().get(1).reason())
                .isEqualTo("it is $4 over 2 rows; what 1 row cost is not known (1 failed, 0 without a price):"
                        + " as dear as the dearest, it is $6");
    }

    @Test
    void cost_noModelCalls_isUndecided() {
        ExperimentRun run = Experiments.evaluate("free", numbers(2), datapoint -> "x")
                .gate(costAtMost(1))
                .unrecorded()
                .quiet()
                .run();

        assertResult(run.gates().get(0), GateOutcome.UNDECIDED, "no row tells a cost: no model call was traced");
    }

    @Test
    void latency_takesTheNearestRank() {
        ExperimentRun run = run(1, 2, 3, FAILS);
        Duration slowest = run.rows().subList(0, 3).stream()
                .map(row -> row.duration())
                .max(Duration::compareTo)
                .orElseThrow();

        assertThat(run.check(latencyAtMost(1, slowest)).passed()).isTrue();
        assertThat(run.check(latencyAtMost(1, slowest.minusNanos(1))).outcome()).isEqualTo(GateOutcome.FAILED);
        assertThat(run.check(latencyAtMost(0.95, Duration.ofMinutes(1))).reason())
                .endsWith("over 3 rows; 1 failed and do not count");
        assertThat(run(FAILS).check(latencyAtMost(1, slowest)).outcome()).isEqualTo(GateOutcome.UNDECIDED);
    }

    @Test
    void gates_ofNonsense_areRefusedAtOnce() {
        assertThatThrownBy(() -> averageAtLeast("s", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> passRateAtLeast("s", 90))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a share is from 0 to 1, but is 90.0");
        assertThatThrownBy(() -> costAtMost(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> latencyAtMost(0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> latencyAtMost(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> failedRowsAtMost(1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Dataset numbers(int count) {
        return Dataset.of(IntStream.range(0, count)
                .mapToObj(i -> Datapoint.of(Map.of("n", i)))
                .toList());
    }
}
