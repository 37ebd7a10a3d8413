// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the server's answers, odd ones too. */
class AnswersIT {
    private final ScriptedServer server = new ScriptedServer();
    private final HoneyHiveClient client = server.client();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void create_idsInTheFormsOfTheApi_areAllUnderstood() {
        server.reply(200, "{\"inserted\":true,\"result\":{\"insertedId\":\"d\"}}")
                .reply(200, "{\"inserted\":true,\"result\":{\"insertedIds\":[\"p\"]}}")
                .reply(200, "{\"inserted\":true,\"result\":{\"insertedId\":\"p\"}}")
                .reply(200, "{\"inserted\":true,\"metric_id\":\"m\"}")
                .reply(200, "{\"acknowledged\":true,\"insertedId\":\"c\"}")
                .reply(201, "{\"evaluation\":{\"name\":\"n\"},\"run_id\":\"r\"}");

        assertThat(client.datasets().create(DatasetFields.builder().build())).isEqualTo("d");
        assertThat(client.datapoints().create(DatapointFields.builder().build()))
                .isEqualTo("p");
        assertThat(client.datapoints().create(DatapointFields.builder().build()))
                .isEqualTo("p");
        assertThat(client.metrics()
                        .create(MetricFields.builder("m", MetricType.LLM, "good?")
                                .build()))
                .isEqualTo("m");
        assertThat(client.configurations()
                        .create(ConfigurationFields.builder("c", "openai", Map.of("model", "x"))
                                .build()))
                .isEqualTo("c");
        assertThat(client.runs().create(RunFields.builder().name("n").build()).id())
                .isEqualTo("r");
    }

    @Test
    void create_answerWithoutId_saysThatItIsUnexpected() {
        server.reply(200, "{\"inserted\":true}");

        assertThatThrownBy(
                        () -> client.datasets().create(DatasetFields.builder().build()))
                .isExactlyInstanceOf(HoneyHiveHttpException.class)
                .hasMessage("POST /v1/datasets answered 200: unexpected answer, no insertedId: {\"inserted\":true}");
    }

    @Test
    void error_longBodyWithTheKeyInIt_isCutAndKeyless() {
        server.reply(400, "your key " + ScriptedServer.KEY + " is odd " + "x".repeat(10_000));

        var failure = catchThrowableOfType(
                HoneyHiveHttpException.class, () -> client.runs().find("r"));

        assertThat(failure.getMessage())
                .startsWith("GET /v1/runs/r answered 400: your key [key] is odd xxx")
                .hasSizeLessThan(600)
                .doesNotContain(ScriptedServer.KEY);
        assertThat(failure.method()).isEqualTo("GET");
        assertThat(failure.path()).isEqualTo("/v1/runs/r");
        assertThat(failure.bodyExcerpt()).hasSizeLessThanOrEqualTo(501);
    }

    @Test
    void redirect_toAnotherServer_isToldAndNotFollowed() {
        try (ScriptedServer other = new ScriptedServer()) {
            server.reply(context -> context.status(307).header("Location", other.url() + "/v1/datasets"));

            assertThatThrownBy(() -> client.datasets().list())
                    .isInstanceOf(HoneyHiveHttpException.class)
                    .hasMessageStartingWith("GET /v1/datasets answered 307: moved to " + other.url() + "/v1/datasets");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void success_withPageInsteadOfJson_saysSo() {
        server.reply(200, "<html>login</html>");

        assertThatThrownBy(() -> client.datasets().list())
                .isInstanceOf(HoneyHiveHttpException.class)
                .hasMessage(
                        "GET /v1/datasets answered 200: unexpected answer, not JSON that can be read: <html>login</html>");
    }

    @Test
    void list_bareArray_isUnderstood() {
        server.reply(200, "[{\"_id\":\"c\",\"name\":\"n\"}]");

        assertThat(client.configurations().list())
                .singleElement()
                .extracting(StoredConfiguration::id)
                .isEqualTo("c");
    }

    @Test
    void find_statusMissing_isEmpty() {
        server.reply(404, "{\"message\":\"none\"}");

        assertThat(client.sessions().find("s")).isEmpty();
    }

    @Test
    void datapoint_answer_isTheFirstOfItsList() {
        server.reply(
                200,
                "{\"datapoint\":[{\"id\":\"p\",\"inputs\":{\"q\":1},\"ground_truth\":null,\"linked_event\":null}]}");

        StoredDatapoint datapoint = client.datapoints().find("p").orElseThrow();

        assertThat(datapoint.inputs()).isEqualTo(Map.of("q", 1));
        assertThat(datapoint.expected()).isEmpty();
        assertThat(datapoint.linkedEvent()).isEmpty();
        assertThat(datapoint).containsKey("ground_truth");
    }

    @Test
    void body_unicode_isUtf8() {
        server.reply(200, "{\"datasets\":[{\"id\":\"d\",\"name\":\"日本 😀\"}]}");

        assertThat(client.datasets().list().get(0).name()).contains("日本 😀");
    }
}
