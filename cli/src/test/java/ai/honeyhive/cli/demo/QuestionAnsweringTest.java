// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuestionAnsweringTest {
    private static final String QUESTION = "How long does the crossing to Hallan take?";

    private final SpanReceiver receiver = new SpanReceiver();
    private final HoneyHiveTracer tracer = HoneyHiveTracer.builder()
            .apiKey("hh_test")
            .serverUrl(receiver.url())
            .project("demo")
            .build();
    private final PassageIndex index = new PassageIndex(Handbook.passages());

    QuestionAnsweringTest() throws IOException {}

    @AfterEach
    void stop() {
        tracer.close();
        receiver.close();
        index.close();
    }

    @Test
    void answer_insideChainOfTheCaller_addsToolAndModelBelowIt() {
        Answer answer = tracer.call(
                "task", EventType.CHAIN, span -> bot(extractive(), 3).answer(QUESTION));

        assertThat(answer.text()).isEqualTo("35 minutes");
        assertThat(answer.passageIds()).hasSize(3).contains("p-route-1");
        Span task = only("task");
        assertThat(only("retrieve").getParentSpanId()).isEqualTo(task.getSpanId());
        assertThat(only("read").getParentSpanId()).isEqualTo(task.getSpanId());
    }

    @Test
    void answer_retrieval_recordsQueryAndScoredPassages() {
        bot(extractive(), 2).answer(QUESTION);

        Map<String, Object> tool = SpanReceiver.attributes(only("retrieve"));
        assertThat(tool)
                .containsEntry("honeyhive_event_type", "tool")
                .containsEntry("honeyhive_inputs.query", QUESTION)
                .containsEntry("honeyhive_config.k", 2L)
                .containsEntry("honeyhive_outputs.passages.0.id", "p-route-1")
                .containsKey("honeyhive_outputs.passages.1.id")
                .doesNotContainKey("honeyhive_outputs.passages.2.id");
        assertThat((double) tool.get("honeyhive_outputs.passages.0.score"))
                .isGreaterThan((double) tool.get("honeyhive_outputs.passages.1.score"));
    }

    @Test
    void answer_extractiveReader_recordsConversationAndNoTokens() {
        bot(extractive(), 3).answer(QUESTION);

        Map<String, Object> model = SpanReceiver.attributes(only("read"));
        assertThat(model)
                .containsEntry("honeyhive_event_type", "model")
                .containsEntry("honeyhive_inputs.chat_history.0.role", "system")
                .containsEntry("honeyhive_inputs.chat_history.1.role", "user")
                .containsEntry("honeyhive_inputs.chat_history.1.content", QUESTION)
                .containsEntry("honeyhive_outputs.role", "assistant")
                .containsEntry("honeyhive_outputs.content", "35 minutes")
                .containsEntry("honeyhive_config.model", "extractive-reader")
                .containsEntry("honeyhive_config.provider", "local")
                .doesNotContainKey("honeyhive_metadata.prompt_tokens");
        assertThat((String) model.get("honeyhive_inputs.chat_history.0.content"))
                .contains("[p-route-1]");
    }

    @Test
    void answer_modelReportsTokens_recordsThem() throws IOException {
        try (var provider = new FakeOpenAi()) {
            provider.repliesWithAnswer("about half an hour", 200, 5);

            Answer answer = bot(model(provider), 3).answer(QUESTION);

            assertThat(answer.text()).isEqualTo("about half an hour");
            assertThat(SpanReceiver.attributes(only("read")))
                    .containsEntry("honeyhive_config.model", "some-model")
                    .containsEntry("honeyhive_config.provider", "openai")
                    .containsEntry("honeyhive_metadata.prompt_tokens", 200L)
                    .containsEntry("honeyhive_metadata.completion_tokens", 5L)
                    .containsEntry("honeyhive_metadata.total_tokens", 205L);
        }
    }

    @Test
    void answer_modelFails_marksTheModelEventAndThrows() throws IOException {
        try (var provider = new FakeOpenAi()) {
            provider.replies(429, "slow down");
            var bot = bot(model(provider), 3);

            assertThatThrownBy(() -> bot.answer(QUESTION)).isInstanceOf(OpenAiException.class);

            assertThat((String) SpanReceiver.attributes(only("read")).get("honeyhive_error"))
                    .contains("answered 429: slow down");
            assertThat(SpanReceiver.attributes(only("retrieve"))).doesNotContainKey("honeyhive_error");
        }
    }

    @Test
    void answer_nothingFound_isEmptyAndSaysSoInTheTrace() {
        assertThat(bot(extractive(), 3).answer("Zeppelin?")).isEqualTo(new Answer("", List.of()));

        assertThat(SpanReceiver.attributes(only("read"))).containsEntry("honeyhive_outputs.content", "");
    }

    @Test
    void constructor_noPassages_isRefused() {
        assertThatThrownBy(() -> bot(extractive(), 0)).hasMessage("passages is 0, must be at least 1");
    }

    private QuestionAnswering bot(Reader reader, int passages) {
        return new QuestionAnswering(index, reader, tracer, passages);
    }

    private Reader extractive() {
        return new ExtractiveReader(index::inverseDocumentFrequency);
    }

    private static Reader model(FakeOpenAi provider) {
        return new OpenAiReader(provider.baseUrl(), "sk-test", "some-model", Duration.ofSeconds(10));
    }

    private Span only(String name) {
        assertThat(tracer.flush(Duration.ofSeconds(10))).as("flushed").isTrue();
        assertThat(receiver.named(name)).as(name).hasSize(1);
        return receiver.named(name).get(0);
    }
}
