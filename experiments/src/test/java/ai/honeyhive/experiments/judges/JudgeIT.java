// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.client.Event;
import ai.honeyhive.client.EventQuery;
import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Experiments;
import ai.honeyhive.experiments.Row;
import ai.honeyhive.experiments.budgets.Budgets;
import ai.honeyhive.server.HoneyHiveServer;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A judge behind HTTP, in an experiment that is recorded by a real server. */
class JudgeIT {
    private static final String ANSWER = """
            {"model": "judge-1-2026", "choices": [{"message": {"role": "assistant", "content": "%s"},
              "logprobs": {"content": [{"token": "4", "logprob": -0.5, "top_logprobs": [
                {"token": "4", "logprob": -0.5}, {"token": "5", "logprob": -1.5}]}]}}],
             "usage": {"prompt_tokens": 1200, "completion_tokens": 50}}""";

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();
    private volatile String content = "";
    private HttpServer endpoint;

    @BeforeEach
    void start() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/v1/chat/completions", exchange -> {
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            received.add(key + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Integer failure = failures.poll();
            byte[] body = (failure == null ? ANSWER.formatted(content.replace("\"", "\\\"")) : "{\"error\": \"busy\"}")
                    .getBytes(StandardCharsets.UTF_8);
            if (failure != null) {
                exchange.getResponseHeaders().add("Retry-After", "0");
            }
            exchange.sendResponseHeaders(failure == null ? 200 : failure, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
    }

    private OpenAiChatModel.Builder model() {
        return OpenAiChatModel.builder(
                "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/v1/", "judge-1");
    }

    @Test
    void judgeCalls_areModelEventsOfTheirRow_withTokensAndCost() {
        content = "{\"reasoning\": \"fine\", \"score\": 4}";
        try (HoneyHiveServer server =
                        HoneyHiveServer.builder().inMemory().build().start();
                HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                        .apiKey("key")
                        .project("judged")
                        .serverUrl(server.url().toString())
                        .build()) {
            Judge<Object> judge = Judges.rubric(
                    "helpful",
                    model().apiKey("secret").pricePerMillionTokens(2, 10).build(),
                    JudgeView.ofText(),
                    "5 is best",
                    1,
                    5);
            ExperimentRun run = Experiments.<Object>evaluate(
                            "judged",
                            Dataset.of(Datapoint.of(Map.of("q", "one")), Datapoint.of(Map.of("q", "two"))),
                            (datapoint, rowTracer) ->
                                    rowTracer.<String, RuntimeException>call("answer", EventType.MODEL, span -> {
                                        span.metadata("total_tokens", 5);
                                        return "x";
                                    }))
                    .tracer(tracer)
                    .evaluator(judge)
                    .evaluator(Budgets.tokens())
                    .quiet()
                    .run();

            assertThat(run.problems()).isEmpty();
            for (Row row : run.rows()) {
                assertThat(row.score("helpful")).contains(4L);
                assertThat(row.score("total_tokens")).as("the task's own").contains(5.0);
                List<Event> events =
                        tracer
                                .client()
                                .events()
                                .export(EventQuery.builder().limit(1000).build())
                                .events()
                                .stream()
                                .filter(event -> event.sessionId().equals(row.sessionId()))
                                .toList();
                Event call = events.stream()
                        .filter(event -> event.name().orElse("").equals("judge helpful"))
                        .findFirst()
                        .orElseThrow();
                assertThat(call.type()).contains("model");
                assertThat(call.config()).containsEntry("model", "judge-1-2026");
                assertThat(call.metadata().get("prompt_tokens")).hasToString("1200");
                assertThat(((Number) call.metadata().get("cost")).doubleValue()).isCloseTo(0.0029, within(1e-12));
                assertThat(call.metadata()).containsEntry("evaluator", "helpful");
                assertThat(call.inputs().toString()).contains("5 is best");
                assertThat(call.outputs().toString()).contains("fine");
            }
        }
        assertThat(received)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request)
                        .startsWith("Bearer secret {")
                        .contains("\"model\":\"judge-1\"", "\"temperature\":0", "\"json_schema\"", "\"strict\":true"));
    }

    @Test
    void nonsense_isAnErrorOfTheEvaluator_notOfTheTask() {
        content = "no JSON at all";
        ExperimentRun run = Experiments.<Object>evaluate(
                        "nonsense", Dataset.of(Datapoint.of(Map.of("q", "one"))), datapoint -> "x")
                .evaluator(Judges.criteria("polite", model().build(), JudgeView.ofText(), "polite"))
                .evaluator("length", output -> output.toString().length())
                .unrecorded()
                .quiet()
                .run();

        Row row = run.rows().get(0);
        assertThat(row.failed()).isFalse();
        assertThat(row.score("length")).contains(1);
        assertThat(row.score("polite")).isEmpty();
        assertThat(row.evaluatorErrors().get("polite"))
                .startsWith(JudgeException.class.getName()
                        + ": the judge of \"polite\" gave no valid answer in 3 attempts");
        assertThat(received).hasSize(3);
    }

    @Test
    void model_readsProbabilities_andRetriesWhatMayPass() throws Exception {
        content = "4";
        failures.addAll(List.of(429, 503));

        ChatAnswer answer = model().withoutTemperature()
                .build()
                .chat(ChatRequest.of(ChatMessage.user("x")).temperature(0).topProbabilities(2));

        assertThat(answer.text()).isEqualTo("4");
        assertThat(answer.cost()).isEmpty();
        assertThat(answer.inputTokens()).hasValue(1200);
        assertThat(answer.probabilities())
                .containsExactly(List.of(new TokenProbability("4", -0.5), new TokenProbability("5", -1.5)));
        assertThat(received).hasSize(3);
        assertThat(received.peek()).contains("\"top_logprobs\":2").doesNotContain("temperature", "Bearer");
    }

    @Test
    void model_refused_saysWhatWasAnswered_andNoKey() {
        failures.add(401);

        assertThatThrownBy(() -> model().apiKey("secret").build().chat(ChatRequest.of(ChatMessage.user("x"))))
                .isInstanceOf(IOException.class)
                .hasMessage("POST /v1/chat/completions was answered with 401: {\"error\": \"busy\"}")
                .hasMessageNotContaining("secret");
        assertThat(received).hasSize(1);
    }

    @Test
    void model_contentMissing_isAnError() {
        content = "x";
        ChatModel cut = request -> new OpenAiFormat("m", true, true, Double.NaN, Double.NaN).read("{\"choices\": []}");

        assertThatThrownBy(() -> cut.chat(ChatRequest.of(ChatMessage.user("x"))))
                .hasMessageContaining("has no content");
    }
}
