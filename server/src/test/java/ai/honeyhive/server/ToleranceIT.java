// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The ways in which clients write one and the same request. */
class ToleranceIT {
    private HoneyHiveServer server;
    private ApiClient client;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().inMemory().build().start();
        client = new ApiClient(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filters=[{\"field\":\"event_name\",\"operator\":\"is\",\"value\":\"x\"}]",
                "filters=[{'field': 'event_name', 'operator': 'is', 'value': 'x', 'type': 'string'}]",
                "filters[]={'field': 'event_name', 'operator': 'is', 'value': 'x'}",
                "filters[0][field]=event_name&filters[0][operator]=is&filters[0][value]=x",
                "filters[0][field]=event_name&filters[0][operator]=exists&filters[1][field]=event_name"
                        + "&filters[1][operator]=is&filters[1][value]=x",
            })
    void filters_inEveryForm_areUnderstood(String query) {
        client.post("/events", "{\"event\":{\"event_type\":\"tool\",\"event_name\":\"x\",\"inputs\":{}}}");
        client.post("/events", "{\"event\":{\"event_type\":\"tool\",\"event_name\":\"y\",\"inputs\":{}}}");

        JsonNode page = client.get("/v1/events?" + encoded(query)).json();

        assertThat(page.path("totalEvents").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run_ids[]=b&run_ids[]=a", "run_ids=a&run_ids=b", "run_ids[0]=a&run_ids[1]=b"})
    void lists_inEveryForm_areUnderstood(String query) {
        for (String id : new String[] {"a", "b", "c"}) {
            client.post("/v1/runs", "{\"run_id\":\"" + id + "\",\"name\":\"n\"}");
        }

        assertThat(client.get("/v1/runs?" + encoded(query)).json().path("evaluations"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-"})
    void number_ofHundredsOfDigits_isRefusedAndPoisonsNothing(String sign) {
        String number = sign + "1" + "0".repeat(400);
        client.post("/v1/runs", "{\"run_id\":\"r\",\"name\":\"n\"}");
        for (String bucket : new String[] {"metrics", "metadata", "inputs"}) {
            var answer = client.post(
                    "/v1/events",
                    "{\"event_type\":\"chain\",\"inputs\":{},\"" + bucket + "\":{\"cost\":" + number + "}}");

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().path("message").asString()).contains("Number value length");
        }
        assertThat(client.post("/v1/events/export", "{\"limit\":" + number + "}")
                        .status())
                .isEqualTo(400);
        assertThat(client.post("/v1/events", "{\"event_type\":\"tool\",\"inputs\":{},\"duration\":" + number + "}")
                        .status())
                .isEqualTo(400);
        assertThat(client.get("/v1/runs/r/result").status()).isEqualTo(200);
    }

    /** What overflows when it is added up is left out of answers, in which every number is one. */
    @Test
    void result_sumBeyondFloats_isLeftOut() {
        for (String run : new String[] {"a", "b"}) {
            client.post("/v1/runs", "{\"run_id\":\"" + run + "\",\"name\":\"n\"}");
            for (String value : new String[] {"1.5e308", "1.6e308", "1e999", "NaN"}) {
                String event = "{\"event_type\":\"chain\",\"event_name\":\"t\",\"inputs\":{},\"metrics\":{\"m\":"
                        + value + "},\"metadata\":{\"run_id\":\"" + run + "\",\"datapoint_id\":\"d" + value + "\"}}";
                client.post("/v1/events", Otlp.bytes(event), "Content-Type", "application/json");
            }
        }

        JsonNode sum = client.get("/v1/runs/a/result?aggregate_function=sum").json();
        assertThat(sum.path("metrics").path("details").path(0).has("aggregate")).isFalse();
        JsonNode most = client.get("/v1/runs/a/result?aggregate_function=max").json();
        assertThat(most.path("metrics")
                        .path("details")
                        .path(0)
                        .path("aggregate")
                        .asDouble())
                .isEqualTo(1.6e308);
        JsonNode compared =
                client.get("/v1/runs/a/compare/b?aggregate_function=sum").json();
        assertThat(compared.path("metrics").path(0).has("difference")).isFalse();
        assertThat(compared.path("metrics").path(0).path("same_count").asInt()).isEqualTo(2);
        assertThat(client.get("/v1/runs").json().path("evaluations").path(0).path("metrics"))
                .isEmpty();
        assertThat(client.get("/v1/events/chart?metric=m&aggregation=sum").status())
                .isEqualTo(200);
        assertThat(client.get("/v1/runs/a/metrics").json().path("totalEvents").asInt())
                .isEqualTo(2);
    }

    @Test
    void session_withoutEvents_hasUsedNothing() {
        JsonNode session = client.post("/session/start", "{\"session\":{\"session_name\":\"n\"}}")
                .json();

        assertThat(session.path("metadata"))
                .hasToString("{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0,\"cost\":0.0,"
                        + "\"num_events\":0,\"num_model_events\":0,\"has_feedback\":false}");
        client.post(
                "/events",
                "{\"event\":{\"event_type\":\"model\",\"inputs\":{},\"session_id\":\""
                        + session.path("session_id").asString() + "\"}}");
        assertThat(client.get("/session/" + session.path("session_id").asString())
                        .json()
                        .path("metadata")
                        .has("cost"))
                .as("what is unknown of an event is not 0")
                .isFalse();
    }

    @Test
    void request_thatIsNoHttp_isRefusedInTheFormOfAllErrors() throws IOException {
        try (var socket = new Socket(server.url().getHost(), server.port())) {
            socket.getOutputStream()
                    .write("GET /v1/runs/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains(
                            "{\"statusCode\":400,\"message\":\"the request cannot be understood: Bad Request\",\"success\":false,"
                                    + "\"errorCode\":\"BAD_REQUEST\"}");
        }
    }

    private static String encoded(String query) {
        var result = new StringBuilder();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            result.append(result.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(part.substring(0, equals), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return result.toString();
    }
}
