// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.experiments.budgets.Budgets;
import ai.honeyhive.experiments.budgets.Pricing;
import ai.honeyhive.experiments.trace.RowTrace;
import ai.honeyhive.experiments.trace.SpanCollector;
import ai.honeyhive.experiments.trace.TracedEvent;
import ai.honeyhive.experiments.trajectory.TrajectoryEvaluators;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Evaluators see the spans of their row, of every row its own. */
class RowTraceTest {
    private final HoneyHiveTracer tracer =
            HoneyHiveTracer.builder().testMode(true).build();

    @AfterEach
    void close() {
        tracer.close();
    }

    private static final TraceEvaluator<Object> NAMES = new TraceEvaluator<>() {
        @Override
        public String name() {
            return "names";
        }

        @Override
        public Score score(Object output, Datapoint datapoint, RowTrace trace) {
            return Score.of(
                    trace.events().stream().map(TracedEvent::name).toList().toString());
        }
    };

    private static Dataset rows(int count) {
        return Dataset.of(IntStream.range(0, count)
                .mapToObj(i -> Datapoint.of(Map.of("n", i)))
                .toArray(Datapoint[]::new));
    }

    private static String agent(int n, HoneyHiveTracer rowTracer) {
        for (int i = 0; i <= n % 3; i++) {
            String id = "search-" + n + "-" + i;
            rowTracer.run("search", EventType.TOOL, span -> span.input("query", id));
        }
        rowTracer.run(
                "model-" + n,
                EventType.MODEL,
                span -> span.config("model", "m-1")
                        .metadata("prompt_tokens", 100 + n)
                        .metadata("completion_tokens", 10));
        return "done";
    }

    @Test
    void unrecordedRun_rowsRunAtOnce_eachSeesItsOwnSpans() {
        ExperimentRun run = Experiments.evaluate(
                        "agent", rows(60), (datapoint, rowTracer) -> agent(datapoint.<Integer>input("n"), rowTracer))
                .evaluator(NAMES)
                .evaluator(Budgets.tokens())
                .evaluator(Budgets.tokensAtMost(120))
                .evaluator(Budgets.latency())
                .evaluator(Budgets.modelCalls())
                .evaluator(Budgets.cost(Pricing.perMillionTokens("m-1", 2, 10)))
                .evaluator(TrajectoryEvaluators.toolCalls())
                .evaluator(TrajectoryEvaluators.redundantSteps())
                .maxConcurrency(16)
                .unrecorded()
                .quiet()
                .run();

        assertThat(run.rows()).hasSize(60).allSatisfy(row -> {
            int n = row.datapoint().input("n");
            assertThat(row.evaluatorErrors()).isEmpty();
            assertThat(row.score("names").orElseThrow().toString())
                    .isEqualTo("[" + "search, ".repeat(n % 3 + 1) + "model-" + n + "]");
            assertThat(row.score("total_tokens")).contains(110.0 + n);
            assertThat(row.score("token_budget")).contains(n <= 10);
            assertThat(row.score("token_budget_actual")).contains(110.0 + n);
            assertThat(row.score("model_calls")).contains(1.0);
            assertThat(row.score("tool_calls")).contains(n % 3 + 1);
            assertThat(row.score("redundant_steps")).contains(0);
            assertThat((double) row.score("cost").orElseThrow()).isCloseTo((2 * (100 + n) + 100) / 1e6, within(1e-12));
            assertThat((double) row.score("latency_ms").orElseThrow())
                    .isCloseTo(row.duration().toNanos() / 1e6, within(1e-9));
        });
    }

    @Test
    void unrecordedRun_tracerIsDiscovered_andNeverTheDefaultOne() {
        Map<String, Boolean> own = new ConcurrentHashMap<>();
        ExperimentRun run = Experiments.evaluate("discovers", rows(5), datapoint -> {
                    HoneyHiveTracer found = HoneyHiveTracer.discover().orElseThrow();
                    own.put(datapoint.id(), found != tracer);
                    found.run("step", EventType.TOOL, span -> {});
                    return "x";
                })
                .evaluator(NAMES)
                .unrecorded()
                .quiet()
                .run();

        assertThat(run.rows()).allSatisfy(row -> assertThat(row.score("names")).contains("[step]"));
        assertThat(own).hasSize(5).doesNotContainValue(false);
        assertThat(run.problems()).containsExactly("the run was not recorded, as asked");
        assertThat(HoneyHiveTracer.discover()).containsSame(tracer);
    }

    @Test
    void tracerThatIsOff_evaluatorsSeeSpansAllTheSame() {
        ExperimentRun run = Experiments.evaluate("off", rows(1), (datapoint, rowTracer) -> agent(0, rowTracer))
                .tracer(HoneyHiveTracer.noop())
                .evaluator(NAMES)
                .quiet()
                .run();

        assertThat(run.rows().get(0).score("names")).contains("[search, model-0]");
        assertThat(run.recorded()).isFalse();
        assertThat(run.problems()).containsExactly("the run was not recorded: its tracer is switched off or closed");
    }

    @Test
    void noEvaluatorAsks_nothingIsCollected() {
        Map<String, Boolean> captured = new ConcurrentHashMap<>();
        Evaluator<Object> looks = new Evaluator<>() {
            @Override
            public String name() {
                return "looks";
            }

            @Override
            public Score score(Object output, Datapoint datapoint) {
                throw new AssertionError("experiments call the other one");
            }

            @Override
            public Score score(Object output, Datapoint datapoint, EvaluationContext context) {
                captured.put("trace", context.trace().captured());
                return Score.of(true);
            }
        };

        Experiments.evaluate("plain", rows(1), datapoint -> "x")
                .evaluator(looks)
                .unrecorded()
                .quiet()
                .run();

        assertThat(captured).containsEntry("trace", false);
    }

    @Test
    void evaluatorsOwnSpans_andWhatEndsLater_areNotTheTasks() throws InterruptedException {
        CompletableFuture<Void> evaluated = new CompletableFuture<>();
        Thread[] late = new Thread[1];
        Evaluator<Object> judge = new Evaluator<>() {
            @Override
            public String name() {
                return "judge";
            }

            @Override
            public Score score(Object output, Datapoint datapoint) {
                return Score.of(true);
            }

            @Override
            public Score score(Object output, Datapoint datapoint, EvaluationContext context) {
                context.tracer().run("judging", EventType.MODEL, span -> {});
                return Score.of(true);
            }
        };
        ExperimentRun run = Experiments.evaluate("late", rows(1), (datapoint, rowTracer) -> {
                    late[0] = new Thread(Context.current()
                            .wrap(() -> rowTracer.run("straggler", EventType.TOOL, span -> evaluated.join())));
                    late[0].start();
                    rowTracer.run("step", EventType.TOOL, span -> {});
                    return "x";
                })
                .evaluator(judge)
                .evaluator(NAMES)
                .unrecorded()
                .quiet()
                .run();
        evaluated.complete(null);
        late[0].join();

        assertThat(run.rows().get(0).score("names")).contains("[step]");
    }

    @Test
    void usage_toldByAClientInsideOurOwnEvent_countsOnce() {
        ExperimentRun run = traced((datapoint, rowTracer) -> {
            rowTracer.run("answer", EventType.MODEL, span -> {
                span.metadata("total_tokens", 70).metadata("cost", 0.5);
                rowTracer
                        .openTelemetry()
                        .getTracer("client")
                        .spanBuilder("chat m-1")
                        .setAttribute("gen_ai.operation.name", "chat")
                        .setAttribute("gen_ai.usage.input_tokens", 40L)
                        .setAttribute("gen_ai.usage.output_tokens", 30L)
                        .setAttribute("gen_ai.usage.cost", 0.25)
                        .startSpan()
                        .end();
            });
            return "x";
        });

        Row row = run.rows().get(0);
        assertThat(row.evaluatorErrors()).isEmpty();
        assertThat(row.score("total_tokens")).contains(70.0);
        assertThat(row.score("cost")).contains(0.25);
        assertThat(row.score("model_calls")).contains(1.0);
    }

    @Test
    void usage_thatNobodyTells_isAnErrorAndNoSum() {
        ExperimentRun run = traced((datapoint, rowTracer) -> {
            rowTracer.run("one", EventType.MODEL, span -> span.metadata("total_tokens", 7));
            rowTracer.run("two", EventType.MODEL, span -> span.config("model", "m-9"));
            return "x";
        });

        Row row = run.rows().get(0);
        assertThat(row.failed()).isFalse();
        assertThat(row.scores()).doesNotContainKeys("total_tokens", "cost");
        assertThat(row.evaluatorErrors().get("total_tokens"))
                .endsWith("nothing tells the tokens of \"two\" (model m-9)");
        assertThat(row.evaluatorErrors().get("cost"))
                .endsWith("nothing tells the cost of \"one\": have the span tell it, or pass a Pricing");
    }

    @Test
    void usage_withoutModelCalls_isNoScore() {
        ExperimentRun run = traced((datapoint, rowTracer) -> "x");

        assertThat(run.rows().get(0).scores())
                .doesNotContainKeys("total_tokens", "cost")
                .containsKey("latency_ms");
        assertThat(run.rows().get(0).evaluatorErrors()).isEmpty();
    }

    private static ExperimentRun traced(TracedTask<String> task) {
        return Experiments.evaluate("traced", rows(1), task)
                .evaluator(Budgets.tokens())
                .evaluator(Budgets.cost())
                .evaluator(Budgets.modelCalls())
                .evaluator(Budgets.modelLatency())
                .evaluator(Budgets.latency())
                .evaluator(Budgets.latencyAtMost(Duration.ofMinutes(5)))
                .unrecorded()
                .quiet()
                .run();
    }

    @Test
    void rowsWithTooManySpans_areNotJudgedByAPart() {
        ExperimentRun run = Experiments.evaluate("many", rows(1), (datapoint, rowTracer) -> {
                    for (int i = 0; i < SpanCollector.MAX_SPANS + 3; i++) {
                        rowTracer.run("step", EventType.TOOL, span -> {});
                    }
                    return "x";
                })
                .evaluator(TrajectoryEvaluators.toolCalls())
                .unrecorded()
                .quiet()
                .run();

        assertThat(run.rows().get(0).evaluatorErrors().get("tool_calls"))
                .contains("the row's trace is incomplete: it has 3 spans more than");
    }

    @Test
    void traceEvaluator_outsideOfExperiments_saysWhatItNeeds() {
        assertThatThrownBy(() -> Budgets.tokens().score("x", Datapoint.of(Map.of())))
                .hasMessageContaining("needs the spans of its row");
        assertThatThrownBy(() -> Budgets.tokens().score("x", Datapoint.of(Map.of()), EvaluationContext.none()))
                .hasMessageContaining("the row's spans were not collected");
    }

    @Test
    void argumentsOfTools_areReadInEveryConvention() {
        List<Optional<Map<String, Object>>> seen = new CopyOnWriteArrayList<>();
        TraceEvaluator<Object> reads = new TraceEvaluator<>() {
            @Override
            public String name() {
                return "reads";
            }

            @Override
            public Score score(Object output, Datapoint datapoint, RowTrace trace) {
                trace.toolCalls().forEach(call -> seen.add(Optional.of(call.arguments())));
                return Score.of(trace.toolCalls().stream()
                        .map(TracedEvent::toolName)
                        .toList()
                        .toString());
            }
        };
        ExperimentRun run = Experiments.evaluate("reads", rows(1), (datapoint, rowTracer) -> {
                    rowTracer.run("own", EventType.TOOL, span -> span.input("q", Map.of("a", List.of(1, 2), "b", "x")));
                    tool(
                            rowTracer,
                            "execute_tool search",
                            "gen_ai.operation.name",
                            "execute_tool",
                            "gen_ai.tool.call.arguments",
                            "{\"q\": [true]}");
                    tool(rowTracer, "span", "tool.name", "lookup", "input.value", "Lima");
                    return "x";
                })
                .evaluator(reads)
                .unrecorded()
                .quiet()
                .run();

        assertThat(run.rows().get(0).score("reads")).contains("[own, search, lookup]");
        assertThat(seen)
                .containsExactly(
                        Optional.of(Map.of("q", Map.of("a", List.of(1L, 2L), "b", "x"))),
                        Optional.of(Map.of("q", List.of(true))),
                        Optional.of(Map.of("value", "Lima")));
    }

    private static void tool(HoneyHiveTracer rowTracer, String name, String... attributes) {
        var builder = rowTracer.openTelemetry().getTracer("library").spanBuilder(name);
        for (int i = 0; i < attributes.length; i += 2) {
            builder.setAttribute(attributes[i], attributes[i + 1]);
        }
        builder.startSpan().end();
    }
}
