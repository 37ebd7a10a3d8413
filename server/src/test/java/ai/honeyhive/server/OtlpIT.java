// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static ai.honeyhive.server.Otlp.bytes;
import static ai.honeyhive.server.Otlp.json;
import static ai.honeyhive.server.Otlp.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpIT {
    private static final String PATH = "/opentelemetry/v1/traces";
    private static final String PROTOBUF = "application/x-protobuf";

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
    @ValueSource(strings = {"/opentelemetry/v1/traces", "/v1/traces"})
    void export_json_isVisibleBeforeTheAnswer(String path) {
        String session = "session of " + path.replace('/', '-');
        var answer = client.post(path, json(span(path.length(), "null", "n", Map.of("honeyhive.session_id", session))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/json");
        assertThat(eventsOf(session)).isEqualTo(1);
    }

    @Test
    void export_protobufGzipChunked_isStoredAndAnsweredInProtobuf() throws Exception {
        byte[] body = gzip(request("protobuf-session", 100, 50).toByteArray());

        var answer = client.send(client.request(PATH, "Content-Type", PROTOBUF, "Content-Encoding", "gzip")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Content-Type")).contains(PROTOBUF);
        assertThat(ExportTraceServiceResponse.parseFrom(answer.response().body()))
                .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
        assertThat(eventsOf("protobuf-session")).isEqualTo(50);
    }

    /** HoneyHive's JavaScript tracer has no other way to switch its HTTP spans off. */
    @ParameterizedTest
    @CsvSource({
        "true, http.method, 0",
        "TRUE, http.request.method, 0",
        "false, http.method, 1",
        "true, method, 1",
        "true, honeyhive_event_type, 1"
    })
    void export_httpTracingDisabled_dropsHttpSpans(String disabled, String attribute, int stored) {
        String session = "http " + disabled + " " + attribute;

        var answer = client.post(
                PATH,
                json(
                        span(
                                900 + session.length(),
                                "null",
                                "GET",
                                Map.of(
                                        "honeyhive.session_id",
                                        session,
                                        "traceloop.association.properties.disable_http_tracing",
                                        disabled,
                                        attribute,
                                        "GET")),
                        span(950 + session.length(), "null", "n", Map.of("honeyhive.session_id", session))));

        assertThat(answer.body()).isEqualTo("{}");
        assertThat(eventsOf(session)).isEqualTo(stored + 1);
    }

    @Test
    void export_sameBatchTwice_countsOnce() {
        byte[] body = request("twice", 200, 3).toByteArray();

        client.post(PATH, body, "Content-Type", PROTOBUF);
        client.post(PATH, body, "Content-Type", PROTOBUF);

        assertThat(eventsOf("twice")).isEqualTo(3);
        assertThat(client.get("/v1/sessions/twice").json().path("children").size())
                .isEqualTo(3);
    }

    @Test
    void export_spansOfOneTraceWithoutSession_joinTheirNeighbours() {
        client.post(
                PATH,
                json(
                        span(301, "null", "root", Map.of("honeyhive.session_id", "neighbours")),
                        span(302, "\"" + Otlp.spanId(301) + "\"", "foreign", Map.of())));

        assertThat(eventsOf("neighbours")).isEqualTo(2);
    }

    @Test
    void export_someSpansBroken_storesTheOthersAndSaysWhich() {
        var answer = client.post(
                PATH, json(span(401, "null", "good", Map.of("honeyhive.session_id", "partly")), "{\"traceId\":\"x\"}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("partialSuccess").path("rejectedSpans").asString())
                .isEqualTo("1");
        assertThat(answer.json().path("partialSuccess").path("errorMessage").asString())
                .contains("spans[1].traceId: expected 32 hexadecimal digits");
        assertThat(eventsOf("partly")).isEqualTo(1);
    }

    @Test
    void export_noUsableSpan_isRefused() {
        var answer = client.post(PATH, json("{\"traceId\":\"x\"}"));

        assertError(answer, 400, "no span could be read: resourceSpans[0].scopeSpans[0].spans[0].traceId");
    }

    @Test
    void export_malformedBodies_areRefusedWithAReason() throws Exception {
        assertError(client.post(PATH, "{nope"), 400, "the body is not JSON");
        assertError(client.post(PATH, "[]"), 400, "body: expected an object, found array");
        assertError(client.post(PATH, bytes("nope nope nope"), "Content-Type", PROTOBUF), 400, "protobuf");
        assertError(client.post(PATH, bytes("<a/>"), "Content-Type", "text/xml"), 415, "text/xml");
        assertError(client.post(PATH, bytes("x")), 415, "Content-Type ''");
        assertError(
                client.post(PATH, bytes("x"), "Content-Type", PROTOBUF, "Content-Encoding", "gzip"),
                400,
                "the body is not gzip");
        assertError(
                client.post(PATH, bytes("x"), "Content-Type", PROTOBUF, "Content-Encoding", "br"),
                415,
                "Content-Encoding 'br' is not supported");
    }

    @Test
    void export_bombs_areRefused() throws Exception {
        byte[] zeros = gzip(new byte[100 * 1024 * 1024]);

        assertError(client.post(PATH, zeros, "Content-Type", PROTOBUF, "Content-Encoding", "gzip"), 413, "200 times");
        assertError(client.post(PATH, "[".repeat(100_000)), 400, "nesting depth");
    }

    @Test
    void export_valueNestedAsDeepAsAllowed_isReadBack() {
        String deep = "[".repeat(199) + "]".repeat(199);
        client.post(
                PATH,
                json(span(
                        501,
                        "null",
                        "deep",
                        Map.of("honeyhive.session_id", "deep", "input.value", "{\\\"a\\\":" + deep + "}"))));

        assertThat(client.get("/v1/sessions/deep")
                        .json()
                        .path("children")
                        .get(0)
                        .path("inputs")
                        .toString())
                .contains(deep);
    }

    @Test
    void export_emptyRequest_isFine() {
        assertThat(client.post(PATH, "{}").status()).isEqualTo(200);
        assertThat(client.post(PATH, new byte[0], "Content-Type", PROTOBUF).status())
                .isEqualTo(200);
    }

    private static int eventsOf(String session) {
        return client.get("/v1/sessions?limit=1000")
                .json()
                .path("sessions")
                .valueStream()
                .filter(row -> row.path("session_id").asString().equals(session))
                .mapToInt(row -> row.path("num_events").asInt())
                .sum();
    }

    private static void assertError(ApiClient.Answer answer, int status, String message) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("statusCode").asInt()).isEqualTo(status);
        assertThat(answer.json().path("success").asBoolean()).isFalse();
        assertThat(answer.json().path("message").asString()).contains(message);
        assertThat(answer.body()).doesNotContain("Exception", "\\tat ");
    }

    private static ExportTraceServiceRequest request(String session, int firstId, int spans) {
        var scope = ScopeSpans.newBuilder();
        for (int i = 0; i < spans; i++) {
            var span = Span.newBuilder()
                    .setTraceId(ByteString.fromHex(Otlp.TRACE))
                    .setSpanId(ByteString.fromHex(Otlp.spanId(firstId + i)))
                    .setName("span " + i)
                    .setStartTimeUnixNano(1_790_000_000_000_000_000L + i)
                    .setEndTimeUnixNano(1_790_000_000_000_000_000L + i + 1000);
            span.addAttributesBuilder()
                    .setKey("honeyhive.session_id")
                    .getValueBuilder()
                    .setStringValue(session);
            scope.addSpans(span);
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
