// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.EvaluationContext;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import ai.honeyhive.experiments.trace.RowTrace;
import ai.honeyhive.experiments.trace.SpanCollector;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import ai.honeyhive.tracing.SessionScope;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrajectoryEvaluatorsTest {
    /** A trace of tools that were called one after the other: {@code name} or {@code name=q}. */
    private static RowTrace calls(String... calls) {
        SpanCollector collector = new SpanCollector();
        try (HoneyHiveTracer tracer = HoneyHiveTracer.unconnected();
                SessionScope session =
                        tracer.session("row").spanListener(collector).open()) {
            for (String call : calls) {
                String[] parts = call.split("=", 2);
                tracer.run(parts[0], EventType.TOOL, span -> {
                    if (parts.length > 1) {
                        span.input("q", parts[1]).input("limit", 5);
                    }
                    tracer.run("GET", EventType.TOOL, request -> {}); // part of the tool, no tool
                });
            }
            return collector.finish(Duration.ZERO);
        }
    }

    private static String[] split(String list) {
        return list == null ? new String[0] : list.split(" ", -1);
    }

    private static Score score(TrajectoryEvaluator evaluator, RowTrace trace, Object truth) {
        return evaluator.score("x", Datapoint.of(Map.of(), truth), trace);
    }

    @ParameterizedTest
    @CsvSource({
        "a b c,   a b c,   true,  true,  true,  1,    1",
        "a b c,   a x b c, false, true,  true,  0.75, 1",
        "a b c,   c b a,   false, false, true,  1,    1",
        "a b c,   a c,     false, false, false, 1,    0.6666666666666666",
        "a a,     a,       false, false, false, 1,    0.5",
        "a,       a a,     false, true,  true,  0.5,  1",
        "a,       ,        false, false, false, 0,    0",
        "a b,     x y,     false, false, false, 0,    0"
    })
    void matches_byOrder(
            String expected,
            String actual,
            boolean exact,
            boolean inOrder,
            boolean anyOrder,
            double precision,
            double recall) {
        List<String> truth = Arrays.asList(split(expected));
        RowTrace trace = calls(split(actual));

        assertThat(score(TrajectoryEvaluators.exactMatch(), trace, truth).value())
                .isEqualTo(exact);
        assertThat(score(TrajectoryEvaluators.inOrderMatch(), trace, truth).value())
                .isEqualTo(inOrder);
        assertThat(score(TrajectoryEvaluators.anyOrderMatch(), trace, truth).value())
                .isEqualTo(anyOrder);
        assertThat((double)
                        score(TrajectoryEvaluators.precision(), trace, truth).value())
                .isCloseTo(precision, within(1e-12));
        assertThat((double) score(TrajectoryEvaluators.recall(), trace, truth).value())
                .isCloseTo(recall, within(1e-12));
    }

    @Test
    void noCallExpected_meansNone_andNothingKnown_isNoScore() {
        assertThat(score(TrajectoryEvaluators.exactMatch(), calls(), List.of()).value())
                .isEqualTo(true);
        assertThat(score(TrajectoryEvaluators.exactMatch(), calls("a"), List.of())
                        .value())
                .isEqualTo(false);
        assertThat(score(TrajectoryEvaluators.precision(), calls("a"), List.of())
                        .value())
                .isEqualTo(0.0);
        assertThat(TrajectoryEvaluators.exactMatch().score("x", Datapoint.of(Map.of()), calls("a")))
                .isNull();
    }

    @Test
    void arguments_countIfAsked() {
        RowTrace trace = calls("search=lima", "search=quito");
        List<Map<String, Object>> both = List.of(
                Map.of("name", "search", "arguments", Map.of("q", "quito")),
                Map.of("name", "search", "arguments", Map.of("q", "lima")));
        TrajectoryEvaluator anyOrder = TrajectoryEvaluators.anyOrderMatch();

        assertThat(score(anyOrder.arguments(ArgumentMatch.INCLUDED), trace, both)
                        .value())
                .isEqualTo(true);
        assertThat(score(anyOrder.arguments(ArgumentMatch.EQUAL), trace, both).value())
                .isEqualTo(false);
        assertThat(score(TrajectoryEvaluators.inOrderMatch().arguments(ArgumentMatch.INCLUDED), trace, both)
                        .value())
                .isEqualTo(false);
        List<ToolCall> whole = List.of(new ToolCall("search", Map.of("limit", 5.0, "q", "lima")));
        assertThat(score(anyOrder.arguments(ArgumentMatch.EQUAL), trace, whole).value())
                .isEqualTo(true);
    }

    /** The first expected call fits both, the second only the first that was made: greedy matching would lose one. */
    @Test
    void anyOrder_findsTheLargestMatching() {
        RowTrace trace = calls("search=lima", "search=quito");
        List<Map<String, Object>> truth =
                List.of(Map.of("name", "search"), Map.of("name", "search", "arguments", Map.of("q", "lima")));

        assertThat(score(TrajectoryEvaluators.anyOrderMatch().arguments(ArgumentMatch.INCLUDED), trace, truth)
                        .value())
                .isEqualTo(true);
    }

    @Test
    void calls_canBeFilteredAndFixed() throws Exception {
        RowTrace trace = calls("log", "search=lima", "log", "search=lima");
        EvaluationContext context = EvaluationContext.of(HoneyHiveTracer.noop(), trace);
        Datapoint datapoint = Datapoint.of(Map.of());

        assertThat(TrajectoryEvaluators.exactMatch()
                        .only("search")
                        .expected(List.of(ToolCall.of("search"), ToolCall.of("search")))
                        .score("x", datapoint, trace)
                        .value())
                .isEqualTo(true);
        assertThat(value(TrajectoryEvaluators.toolsCalled("search", "log"), context))
                .isEqualTo(true);
        assertThat(value(TrajectoryEvaluators.toolsCalled("search", "book"), context))
                .isEqualTo(false);
        assertThat(value(TrajectoryEvaluators.toolsAvoided("book"), context)).isEqualTo(true);
        assertThat(value(TrajectoryEvaluators.toolsAvoided("log"), context)).isEqualTo(false);
        assertThat(value(TrajectoryEvaluators.redundantSteps(), context)).isEqualTo(2);
        assertThat(value(TrajectoryEvaluators.toolCalls(), context)).isEqualTo(4);
    }

    private static Object value(Evaluator<Object> evaluator, EvaluationContext context) throws Exception {
        return evaluator.score("x", Datapoint.of(Map.of()), context).value();
    }

    @Test
    void groundTruth_thatIsNoTrajectory_isAnError() {
        TrajectoryEvaluator exact = TrajectoryEvaluators.exactMatch();

        assertThat(score(exact.groundTruth("tools"), calls("a"), Map.of("tools", List.of("a"), "answer", "x"))
                        .value())
                .isEqualTo(true);
        assertThatThrownBy(() -> score(exact, calls("a"), Map.of("tools", "a", "answer", "x")))
                .hasMessageContaining("groundTruth(key)");
        assertThatThrownBy(() -> score(exact, calls("a"), List.of(3))).hasMessageContaining("a tool's name");
    }
}
