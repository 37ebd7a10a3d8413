// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static ai.honeyhive.server.Otlp.json;
import static ai.honeyhive.server.Otlp.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LogsIT {
    private static final String TRACES = "/opentelemetry/v1/traces";
    private static final String LOGS = "/opentelemetry/v1/logs";
    private static final String MODEL_SPAN = "gen_ai.request.model";

    @TempDir
    static Path directory;

    private static HoneyHiveServer server;
    private static ApiClient client;

    @BeforeAll
    static void start() {
        server = HoneyHiveServer.builder().dataDirectory(directory).build().start();
        client = new ApiClient(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logs_chatAsEvents_fillsInputsAndOutputs(boolean spanFirst) {
        int id = spanFirst ? 1 : 2;
        String session = "chat-" + spanFirst;
        List<Runnable> deliveries = new ArrayList<>(List.of(
                () -> span(id, session),
                () -> post(log(id, 3, "gen_ai.choice", """
                    "body":{"kvlistValue":{"values":[{"key":"index","value":{"intValue":"0"}},
                      {"key":"finish_reason","value":{"stringValue":"stop"}},
                      {"key":"message","value":{"kvlistValue":{"values":[
                        {"key":"content","value":{"stringValue":"Hello"}}]}}}]}}\
                    """)),
                () -> post(
                        log(id, 1, "gen_ai.system.message", body("Be brief.")),
                        log(id, 2, "gen_ai.user.message", body("Hi")))));
        if (!spanFirst) {
            deliveries.add(deliveries.remove(0));
        }

        deliveries.forEach(Runnable::run);
        deliveries.forEach(Runnable::run);

        JsonNode event = onlyEvent(session);
        assertThat(event.path("inputs").path("chat_history").toString())
                .isEqualTo("[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Hi\"}]");
        assertThat(event.path("outputs").toString())
                .isEqualTo("{\"role\":\"assistant\",\"index\":0,\"finish_reason\":\"stop\",\"content\":\"Hello\"}");
        assertThat(event.path("metadata").path("logs").size()).isEqualTo(3);
        assertThat(event.path("config").path("provider").isMissingNode()).isTrue();
    }

    @Test
    void logs_operationDetails_fillTheWholeCall() {
        span(10, "details");
        post(log(10, 1, "gen_ai.client.inference.operation.details", """
            "attributes":[
             {"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},
             {"key":"gen_ai.response.model","value":{"stringValue":"gpt-4o-2024-08-06"}},
             {"key":"gen_ai.usage.input_tokens","value":{"intValue":"100"}},
             {"key":"gen_ai.usage.output_tokens","value":{"intValue":"10"}},
             {"key":"gen_ai.input.messages","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[
                {"key":"role","value":{"stringValue":"user"}},
                {"key":"parts","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[
                   {"key":"type","value":{"stringValue":"text"}},
                   {"key":"content","value":{"stringValue":"Hi"}}]}}]}}}]}}]}}},
             {"key":"gen_ai.output.messages","value":{"stringValue":
                "[{\\"role\\":\\"assistant\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"Hello\\"}]}]"}}]\
            """));

        JsonNode event = onlyEvent("details");
        assertThat(event.path("inputs")
                        .path("chat_history")
                        .get(0)
                        .path("content")
                        .asString())
                .isEqualTo("Hi");
        assertThat(event.path("outputs").path("content").asString()).isEqualTo("Hello");
        assertThat(event.path("config").path("provider").asString()).isEqualTo("openai");
        assertThat(event.path("config").path("model").asString()).isEqualTo("gpt-4o");
        assertThat(event.path("metadata").path("total_tokens").asInt()).isEqualTo(110);
        assertThat(event.path("metadata").path("cost").asDouble()).isEqualTo(0.00035);
        assertThat(sessionRow("details").path("total_tokens").asInt()).isEqualTo(110);
    }

    @Test
    void logs_evaluationResult_isAMetric() {
        span(11, "evaluated");
        post(log(11, 1, "gen_ai.evaluation.result", """
            "attributes":[{"key":"gen_ai.evaluation.name","value":{"stringValue":"Relevance"}},
             {"key":"gen_ai.evaluation.score.value","value":{"doubleValue":0.75}}]\
            """));

        assertThat(onlyEvent("evaluated").path("metrics").toString()).isEqualTo("{\"Relevance\":0.75}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logs_exceptions_areTheErrorOfTheirEvent(boolean spanFirst) {
        int id = spanFirst ? 40 : 41;
        String session = "failed-" + spanFirst;
        String failed = Otlp.span(id, "null", "n", Map.of("honeyhive.session_id", session))
                .replace("\"attributes\":", "\"status\":{\"code\":2},\"attributes\":");
        List<Runnable> deliveries = new ArrayList<>(List.of(
                () -> client.post(TRACES, json(failed)),
                () -> post(log(id, 2, "", "\"severityNumber\":17," + exception("Later", "too late"))),
                () -> post(log(id, 1, "exception", exception("java.io.IOException", "no route")))));
        if (!spanFirst) {
            deliveries.add(deliveries.remove(0));
        }

        deliveries.forEach(Runnable::run);
        deliveries.forEach(Runnable::run);

        assertThat(onlyEvent(session).path("error").asString()).isEqualTo("java.io.IOException: no route");
        assertThat(sessionRow(session).path("num_errors").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "50 | exception                          |  0 | E | gone | E: gone",
                "51 | gen_ai.client.operation.exception  | 13 | E | gone | E: gone",
                "52 | ''                                 | 17 | E | ''   | E",
                "53 | ''                                 | 13 | E | gone | none",
                "54 | other                              | 17 | '' | ''  | none",
            },
            delimiter = '|')
    void logs_exception_countsByNameOrSeverity(
            int id, String name, int severity, String type, String message, @Nullable String error) {
        span(id, "exception-" + id);

        post(log(id, 1, name, "\"severityNumber\":" + severity + "," + exception(type, message)));

        assertThat(onlyEvent("exception-" + id).path("error").asString(null)).isEqualTo(error);
    }

    @Test
    void logs_exceptionOfAnEventThatSaysMore_isALineAndNoMore() {
        client.post(
                TRACES,
                json(Otlp.span(42, "null", "n", Map.of("honeyhive.session_id", "said", "honeyhive_error", "said so"))));
        span(43, "enriched");
        post(log(42, 1, "exception", exception("E", "gone")), log(43, 1, "exception", exception("E", "gone")));

        String enriched = onlyEvent("enriched").path("event_id").asString();
        client.put("/events", "{\"event_id\":\"" + enriched + "\",\"error\":\"a person said so\"}");
        post(log(43, 0, "exception", exception("E", "first")));

        assertThat(onlyEvent("said").path("error").asString()).isEqualTo("said so");
        assertThat(onlyEvent("said")
                        .at("/metadata/logs/0/attributes/exception.message")
                        .asString())
                .isEqualTo("gone");
        assertThat(onlyEvent("enriched").path("error").asString()).isEqualTo("a person said so");
    }

    @Test
    void logs_ordinaryLines_areKeptWithTheirEventInOrder() {
        span(12, "lines");
        post(log(12, 2, "", "\"severityNumber\":17,\"body\":{\"stringValue\":\"failed\"}"));
        post(log(
                12,
                1,
                "",
                "\"severityText\":\"WARN\",\"body\":{\"stringValue\":\"slow\"},"
                        + "\"attributes\":[{\"key\":\"ms\",\"value\":{\"intValue\":\"7\"}}]"));

        JsonNode event = onlyEvent("lines");
        JsonNode logs = event.path("metadata").path("logs");
        assertThat(logs.toString())
                .isEqualTo(
                        "[{\"time\":1.790000000000001E12,\"severity\":\"WARN\",\"scope\":\"app.log\",\"body\":\"slow\","
                                + "\"attributes\":{\"ms\":7}},"
                                + "{\"time\":1.790000000000002E12,\"severity\":\"ERROR\",\"scope\":\"app.log\",\"body\":\"failed\"}]");
        assertThat(event.path("inputs")).isEmpty();
    }

    @Test
    void logs_moreThanRoom_keepTheBeginningAndSaySo() {
        String[] many = new String[1_500];
        for (int i = 0; i < many.length; i++) {
            many[i] = log(13, 2_000 - i, "", body("line"));
        }
        post(many);
        span(13, "many");
        span(14, "long");
        post(log(14, 1, "", body("x".repeat(100_000))), log(14, 2, "", body("after")));

        JsonNode metadata = onlyEvent("many").path("metadata");
        assertThat(metadata.path("logs").size()).isEqualTo(1_000);
        assertThat(metadata.path("logs").get(0).path("time").asDouble()).isEqualTo(1790000000000.501);
        assertThat(metadata.path("logs_truncated").asBoolean()).isTrue();
        JsonNode cut = onlyEvent("long").path("metadata").path("logs");
        assertThat(cut.get(0).path("body").asString()).hasSizeLessThan(40_000);
        assertThat(cut.get(0).path("truncated").asBoolean()).isTrue();
        assertThat(cut.get(1).path("body").asString()).isEqualTo("after");
    }

    @Test
    void logs_spanWithIdOfItsOwn_findItAnyway() {
        String own = "6f1e2d3c-0000-4000-8000-00000000000f";
        post(log(15, 1, "", body("early")));
        client.post(
                TRACES,
                json(Otlp.span(15, "null", "n", Map.of("honeyhive.session_id", "own-id", "honeyhive_event_id", own))));
        post(log(15, 2, "", body("late")));

        JsonNode event = onlyEvent("own-id");
        assertThat(event.path("event_id").asString()).isEqualTo(own);
        assertThat(event.path("metadata").path("logs").size()).isEqualTo(2);
    }

    @Test
    void logs_sessionWithoutSpan_areTheSessions() {
        client.post("/session/start", "{\"session\":{\"session_id\":\"11111111-0000-4000-8000-00000000000f\"}}");
        post("{\"body\":{\"stringValue\":\"hello\"},\"attributes\":[{\"key\":\"session.id\","
                + "\"value\":{\"stringValue\":\"11111111-0000-4000-8000-00000000000f\"}}]}");

        JsonNode session =
                client.get("/session/11111111-0000-4000-8000-00000000000f").json();
        assertThat(session.path("metadata").path("logs").get(0).path("body").asString())
                .isEqualTo("hello");
    }

    @Test
    void logs_withoutAnyId_areCountedAsRejected() {
        span(16, "partly");
        var answer = client.post(LOGS, logs("{\"body\":{\"stringValue\":\"x\"}}", log(16, 1, "", body("kept"))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()
                        .path("partialSuccess")
                        .path("rejectedLogRecords")
                        .asString())
                .isEqualTo("1");
        assertThat(answer.json().path("partialSuccess").path("errorMessage").asString())
                .contains("traceId and spanId");
        assertThat(onlyEvent("partly").path("metadata").path("logs").size()).isEqualTo(1);
        assertThat(client.post(LOGS, logs("{}")).status()).isEqualTo(400);
        assertThat(client.post(LOGS, "{}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {LOGS, "/v1/logs"})
    void logs_protobufGzip_areAnsweredInProtobuf(String path) throws Exception {
        int id = path.length();
        span(id, "gzip" + id);
        byte[] body = ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .addScopeLogs(ScopeLogs.newBuilder()
                                .addLogRecords(LogRecord.newBuilder()
                                        .setTraceId(ByteString.fromHex(Otlp.TRACE))
                                        .setSpanId(ByteString.fromHex(Otlp.spanId(id)))
                                        .setTimeUnixNano(5_000_000)
                                        .setBody(AnyValue.newBuilder().setStringValue("hello")))
                                .addLogRecords(LogRecord.newBuilder().setEventName("lost"))))
                .build()
                .toByteArray();
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(body);
        }

        var answer = client.post(
                path, zipped.toByteArray(), "Content-Type", "application/x-protobuf", "Content-Encoding", "gzip");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ExportLogsServiceResponse.parseFrom(answer.response().body())
                        .getPartialSuccess()
                        .getRejectedLogRecords())
                .isEqualTo(1);
        assertThat(onlyEvent("gzip" + id).path("metadata").path("logs").toString())
                .isEqualTo("[{\"time\":5.0,\"body\":\"hello\"}]");
    }

    private static void span(int id, String session) {
        client.post(
                TRACES,
                json(Otlp.span(id, "null", "chat", Map.of("honeyhive.session_id", session, MODEL_SPAN, "gpt-4o"))));
    }

    private static void post(String... logs) {
        var answer = client.post(LOGS, logs(logs));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
    }

    private static String logs(String... logs) {
        return "{\"resourceLogs\":[{\"scopeLogs\":[{\"scope\":{\"name\":\"app.log\"},\"logRecords\":["
                + String.join(",", logs) + "]}]}]}";
    }

    private static String log(int span, int micros, String name, String fields) {
        return "{\"traceId\":\"" + Otlp.TRACE + "\",\"spanId\":\"" + Otlp.spanId(span) + "\",\"timeUnixNano\":\""
                + (1_790_000_000_000_000_000L + micros * 1_000L) + "\",\"eventName\":\"" + name + "\"," + fields + "}";
    }

    private static String body(String content) {
        return "\"body\":{\"stringValue\":\"" + content + "\"}";
    }

    private static String exception(String type, String message) {
        List<String> attributes = new ArrayList<>();
        if (!type.isEmpty()) {
            attributes.add("{\"key\":\"exception.type\",\"value\":{\"stringValue\":\"" + type + "\"}}");
        }
        if (!message.isEmpty()) {
            attributes.add("{\"key\":\"exception.message\",\"value\":{\"stringValue\":\"" + message + "\"}}");
        }
        return "\"attributes\":[" + String.join(",", attributes) + "]";
    }

    private static JsonNode sessionRow(String session) {
        return client.get("/v1/sessions?limit=1000")
                .json()
                .path("sessions")
                .valueStream()
                .filter(row -> row.path("session_id").asString().equals(session))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode onlyEvent(String session) {
        JsonNode children = client.get("/v1/sessions/" + session).json().path("children");
        assertThat(children.size()).isEqualTo(1);
        return children.get(0);
    }
}
