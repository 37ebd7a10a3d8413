// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OpenAiReaderTest {
    private static final String KEY = "sk-very-secret";
    private static final Prompt PROMPT = new Prompt(
            "How long is the crossing?",
            List.of(new ScoredPassage(new Passage("p-1", "Route 1", "It takes 35 minutes."), 2)));

    private final FakeOpenAi provider = new FakeOpenAi();

    OpenAiReaderTest() throws IOException {}

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void read_question_sendsPassagesAndQuestionAndReturnsTheAnswer() {
        provider.repliesWithAnswer(" 35 minutes\\n", 120, 4);

        Reading reading = reader().read(PROMPT);

        assertThat(reading).isEqualTo(new Reading("35 minutes", new TokenUsage(120, 4)));
        assertThat(provider.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/v1/chat/completions");
            assertThat(request.authorization()).isEqualTo("Bearer " + KEY);
            JsonNode body = request.body();
            assertThat(body.at("/model").asString()).isEqualTo("some-model");
            assertThat(body.at("/messages").size()).isEqualTo(2);
            assertThat(body.at("/messages/0/role").asString()).isEqualTo("system");
            assertThat(body.at("/messages/0/content").asString()).endsWith("[p-1] Route 1\nIt takes 35 minutes.");
            assertThat(body.at("/messages/1/role").asString()).isEqualTo("user");
            assertThat(body.at("/messages/1/content").asString()).isEqualTo("How long is the crossing?");
        });
    }

    @Test
    void read_modelReportsNoUsage_hasNone() {
        provider.replies(200, "{\"choices\": [{\"message\": {\"content\": \"yes\"}}]}");

        assertThat(reader().read(PROMPT)).isEqualTo(new Reading("yes", null));
    }

    @Test
    void read_errorStatus_saysStatusAndExcerptWithoutTheKey() {
        provider.replies(401, "{\"error\": {\"message\": \"Incorrect API key provided: " + KEY + ".\"}}");

        assertThatThrownBy(() -> reader().read(PROMPT))
                .isInstanceOf(OpenAiException.class)
                .hasMessage("POST " + provider.baseUrl() + "/chat/completions (model some-model) answered 401: "
                        + "{\"error\": {\"message\": \"Incorrect API key provided: [key].\"}}");
    }

    @Test
    void read_longErrorBody_isCut() {
        provider.replies(503, "x".repeat(5000));

        assertThatThrownBy(() -> reader().read(PROMPT)).hasMessageEndingWith("answered 503: " + "x".repeat(300) + "…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"choices\": []}",
                "{\"choices\": [{\"message\": {\"content\": null, \"refusal\": \"no\"}}]}"
            })
    void read_answerWithoutContent_saysSo(String body) {
        provider.replies(200, body);

        assertThatThrownBy(() -> reader().read(PROMPT))
                .isInstanceOf(OpenAiException.class)
                .hasMessageEndingWith("answered 200 without choices[0].message.content: " + body);
    }

    @Test
    void read_bodyIsNotJson_saysSo() {
        provider.replies(200, "<html>login</html>");

        assertThatThrownBy(() -> reader().read(PROMPT))
                .isInstanceOf(OpenAiException.class)
                .hasMessageEndingWith("answered 200 with a body that is not JSON: <html>login</html>");
    }

    @Test
    void read_noAnswerInTime_givesUp() {
        provider.neverReplies();

        assertThatThrownBy(
                        () -> reader(provider.baseUrl(), Duration.ofMillis(100)).read(PROMPT))
                .isInstanceOf(OpenAiException.class)
                .hasMessageEndingWith("gave no answer within 100 ms");
    }

    @Test
    void read_nobodyListens_saysWhatFailed() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThatThrownBy(() -> reader("http://127.0.0.1:" + port + "/v1", Duration.ofSeconds(5))
                        .read(PROMPT))
                .isInstanceOf(OpenAiException.class)
                .hasMessageContaining("http://127.0.0.1:" + port + "/v1/chat/completions")
                .hasMessageContaining("ConnectException");
    }

    @Test
    void from_keyIsSet_readsWithTheModel() {
        try (var index = new PassageIndex(List.of())) {
            Reader standard = Reader.from(Map.of("OPENAI_API_KEY", KEY, "OPENAI_MODEL", " "), index);
            Reader chosen = Reader.from(
                    Map.of("OPENAI_API_KEY", KEY, "OPENAI_MODEL", "mine", "OPENAI_BASE_URL", provider.baseUrl() + "/"),
                    index);

            assertThat(standard.model()).isEqualTo("gpt-4.1-mini");
            assertThat(standard.provider()).isEqualTo("openai");
            provider.repliesWithAnswer("yes", 1, 1);
            assertThat(chosen.model()).isEqualTo("mine");
            assertThat(chosen.read(PROMPT).text()).isEqualTo("yes");
        }
    }

    @Test
    void from_keyIsBlankOrAbsent_readsWithoutModel() {
        try (var index = new PassageIndex(List.of())) {
            assertThat(Reader.from(Map.of("OPENAI_API_KEY", " "), index)).isInstanceOf(ExtractiveReader.class);
            assertThat(Reader.from(Map.of(), index).model()).isEqualTo("extractive-reader");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://models.example/v1", "http://", "http://a b/v1"})
    void from_unusableUrl_namesTheVariable(String url) {
        try (var index = new PassageIndex(List.of())) {
            assertThatThrownBy(() -> Reader.from(Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", url), index))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("OPENAI_BASE_URL is not a")
                    .hasMessageEndingWith(url);
        }
    }

    @Test
    void from_keyThatNoHeaderCanCarry_isRefusedWithoutQuotingIt() {
        try (var index = new PassageIndex(List.of())) {
            assertThatThrownBy(() -> Reader.from(Map.of("OPENAI_API_KEY", "sk-one\nsk-two"), index))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("OPENAI_API_KEY holds a blank or a character that is not ASCII");
        }
    }

    private Reader reader() {
        return reader(provider.baseUrl(), Duration.ofSeconds(10));
    }

    private static Reader reader(String baseUrl, Duration timeout) {
        return new OpenAiReader(baseUrl, KEY, "some-model", timeout);
    }
}
