// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Metrics that are computed by asking a model. */
@Timeout(120)
class JudgesIT {
    private static final String PROMPT =
            "Question {{inputs.q}}, answer {{outputs.result}}, truth {{feedback.ground_truth}}";
    private static final String KEY = "sk-very-secret-0123456789";

    @TempDir
    Path directory;

    private FakeModel model;
    private MetricServer server;

    @BeforeEach
    void start() {
        model = FakeModel.answering("{\"explanation\":\"well said\",\"score\":4}");
        restart(endpoint());
    }

    @AfterEach
    void stop() {
        server.close();
        model.close();
    }

    private void restart(ModelEndpoint.Builder judge) {
        if (server != null) {
            server.close();
        }
        server = new MetricServer(HoneyHiveServer.builder()
                .dataDirectory(directory)
                .judge(judge.build())
                .embeddings(endpoint().build()));
    }

    private ModelEndpoint.Builder endpoint() {
        return ModelEndpoint.builder(model.url(), "gpt-4o-mini").apiKey(KEY).timeout(Duration.ofSeconds(10));
    }

    @Test
    void judge_scoresEvents_withExplanationTokensAndCost() {
        server.metric("quality", "LLM", PROMPT, ",\"scale\":5");

        server.event("e1", "{\"result\":\"Paris\"}", ",\"feedback\":{\"ground_truth\":\"Paris!\"}");

        assertThat(server.value("e1", "quality")).hasToString("4.0");
        JsonNode event = server.read("e1");
        assertThat(event.path("metrics").path("quality_explanation").asString()).isEqualTo("well said");
        JsonNode account = event.path("metadata").path("evaluations").path("quality");
        assertThat(account.path("model").asString()).isEqualTo("gpt-4o-mini");
        assertThat(account.path("prompt_tokens").asInt()).isEqualTo(100);
        assertThat(account.path("cost").asDouble()).isPositive();
        assertThat(account.path("explanation").asString()).isEqualTo("well said");
        assertThat(event.path("metadata").has("cost"))
                .as("the judge's cost is not the application's")
                .isFalse();
        JsonNode messages = model.requests().get(0).path("messages");
        assertThat(messages.path(1).path("content").asString())
                .isEqualTo("Question capital of France?, answer Paris, truth Paris!");
        assertThat(model.keys()).containsOnly("Bearer " + KEY);
        JsonNode judge = server.status().path("judge");
        assertThat(judge.path("calls").asInt()).isEqualTo(1);
        assertThat(judge.path("completion_tokens").asInt()).isEqualTo(10);
        assertThat(judge.path("cost").asDouble()).isPositive();
    }

    @Test
    void event_enrichedWithWhatTheJudgeDoesNotSee_isNotJudgedAgain() {
        server.metric("quality", "LLM", PROMPT, "");
        server.event("e1", "{\"result\":\"Paris\"}");
        server.value("e1", "quality");

        server.enrich("e1", "\"metadata\":{\"note\":1}");
        server.idle();
        assertThat(model.requests()).hasSize(1);
        model.answer(request -> FakeModel.chat("[[2]]"));
        server.enrich("e1", "\"outputs\":{\"result\":\"Lyon\"}");

        Eventually.get(() -> server.read("e1").path("metrics").path("quality").asDouble(), score -> score == 2);
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void answer_thatIsMalformed_isAskedForOnceMore() {
        var calls = new AtomicInteger();
        model.answer(request -> FakeModel.chat(calls.incrementAndGet() == 1 ? "I like it" : "{\"score\":true}"));
        server.metric("ok", "LLM", PROMPT, ",\"return_type\":\"boolean\"");

        server.event("e1", "{\"result\":\"Paris\"}");

        assertThat(server.value("e1", "ok").asBoolean()).isTrue();
        assertThat(server.account("e1", "ok", "scored").path("prompt_tokens").asInt())
                .isEqualTo(200);
        assertThat(model.requests()
                        .get(1)
                        .path("messages")
                        .path(3)
                        .path("content")
                        .asString())
                .contains("the score must be true or false");
    }

    @Test
    void answer_thatIsMalformedTwice_isAFailureAndNoScore() {
        model.answer(request -> FakeModel.chat("{\"score\":\"excellent\"}"));
        server.metric("quality", "LLM", PROMPT, ",\"scale\":5,\"threshold\":{\"min\":3}");

        server.event("e1", "{\"result\":\"Paris\"}");

        assertThat(server.account("e1", "quality", "failed").path("reason").asString())
                .contains("even when asked again: the score must be a number, not \"excellent\"");
        assertThat(server.read("e1").path("metrics").isEmpty()).isTrue();
        assertThat(model.requests()).hasSize(2);
        server.idle();
    }

    @Test
    void judge_thatIsAway_isWaitedFor_andHoldsUpNoRule() {
        int port = model.port();
        model.close();
        server.metric("quality", "LLM", PROMPT, "");
        server.metric("capital", "PYTHON", "{\"kind\":\"contains\",\"any\":[\"Paris\"]}", "");

        server.event("e1", "{\"result\":\"Paris\"}");
        server.event("e2", "{\"result\":\"Paris\"}");

        server.value("e2", "capital");
        Eventually.get(() -> server.status().path("judge").path("failures").asInt(), failures -> failures > 0);
        assertThat(server.read("e1").path("metrics").has("quality")).isFalse();
        model = new FakeModel(port, request -> FakeModel.chat("[[1]]"));
        assertThat(server.value("e1", "quality")).hasToString("1.0");
        assertThat(server.value("e2", "quality")).hasToString("1.0");
        assertThat(server.account("e1", "quality", "scored").has("reason")).isFalse();
        server.idle();
    }

    @Test
    void refusals_areTriedAgainWhereThatMayHelp_andSaidWhereNot() {
        var calls = new AtomicInteger();
        model.answer(request -> calls.incrementAndGet() <= 2
                ? FakeModel.Reply.of(calls.get() == 1 ? 500 : 429, "{\"error\":\"busy\"}")
                : FakeModel.chat("[[3]]"));
        server.metric("quality", "LLM", PROMPT, "");
        server.event("e1", "{\"result\":\"Paris\"}");
        assertThat(server.value("e1", "quality")).hasToString("3.0");

        model.answer(request -> FakeModel.Reply.of(401, "Incorrect key: " + KEY));
        server.event("e2", "{\"result\":\"Paris\"}");

        String reason = server.account("e2", "quality", "failed").path("reason").asString();
        assertThat(reason).contains("answered 401: Incorrect key: [key]");
        assertThat(server.client.get("/v1/metrics/evaluations").body()).doesNotContain(KEY);
        assertThat(endpoint().build().toString()).doesNotContain(KEY);
    }

    @Test
    void budget_usedUp_letsTheRestWait() {
        restart(endpoint().maxCallsPerHour(2).maxConcurrency(1));
        server.metric("quality", "LLM", PROMPT, "");
        for (int i = 0; i < 5; i++) {
            server.event("e" + i, "{\"result\":\"answer " + i + "\"}");
        }

        Eventually.get(
                () -> server.status().path("judge").path("last_failure").asString(""), text -> text.contains("budget"));
        assertThat(model.requests()).hasSize(2);
        Eventually.get(() -> server.status().path("evaluations").asInt(), waiting -> waiting == 3);
        assertThat(server.status().path("judge").path("paused_until").isString())
                .isTrue();
    }

    @Test
    void restart_inTheMiddle_losesNoEvaluation() {
        var asked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        model.answer(request -> {
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FakeModel.chat("[[9]]");
        });
        server.metric("quality", "LLM", PROMPT, "");
        for (int i = 0; i < 10; i++) {
            server.event("e" + i, "{\"result\":\"answer " + i + "\"}");
        }
        Eventually.get(asked::getCount, count -> count == 0);
        server.close();
        model.answer(request -> FakeModel.chat("[[1]]"));

        restart(endpoint());

        for (int i = 0; i < 10; i++) {
            assertThat(server.value("e" + i, "quality")).hasToString("1.0");
        }
        server.idle();
        never.countDown();
    }

    @Test
    void embeddings_tellHowNearTextsAre_andWho() {
        model.answer(request -> FakeModel.Reply.of(
                200, "{\"data\":[{\"index\":1,\"embedding\":[0,2]},{\"index\":0,\"embedding\":[3,3]}]}"));
        server.metric("near", "PYTHON", "{\"kind\":\"embedding_similarity\"}", "");

        server.event("e1", "{\"result\":\"Paris\"}", ",\"feedback\":{\"ground_truth\":\"Lutetia\"}");

        assertThat(server.value("e1", "near").asDouble()).isCloseTo(Math.sqrt(0.5), within(1e-9));
        assertThat(server.account("e1", "near", "scored").path("method").asString())
                .isEqualTo("cosine of embeddings by gpt-4o-mini");
        assertThat(model.requests().get(0).path("input")).hasToString("[\"Paris\",\"Lutetia\"]");
    }

    @Test
    void attempt_asksTheJudgeAndStoresNothing() {
        String body = "{\"metric\":{\"name\":\"m\",\"type\":\"LLM\",\"criteria\":\"{{outputs.a}}?\",\"scale\":5},"
                + "\"event\":{\"outputs\":{\"a\":\"x\"}}}";

        JsonNode good = server.client.post("/v1/metrics/run", body).json();
        model.answer(request -> FakeModel.Reply.of(503, "later"));
        JsonNode bad = server.client.post("/metrics/run_metric", body).json();

        assertThat(good.path("result")).hasToString("4.0");
        assertThat(good.path("explanation").asString()).isEqualTo("well said");
        assertThat(bad.path("success").asBoolean()).isFalse();
        assertThat(bad.path("explanation").asString()).contains("answered 503: later");
    }
}
