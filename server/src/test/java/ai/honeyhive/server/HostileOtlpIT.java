// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static ai.honeyhive.server.Otlp.json;
import static ai.honeyhive.server.Otlp.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Exports that no library means to send: never the server's fault, and nothing lost that can be kept. */
class HostileOtlpIT {
    private static final String TRACES = "/opentelemetry/v1/traces";
    private static final String LOGS = "/opentelemetry/v1/logs";
    private static final String PROTOBUF = "application/x-protobuf";

    /** Attributes that mean something to one of the dialects, given values of every other type below. */
    private static final List<String> KEYS = List.of(
            "honeyhive.session_name",
            "honeyhive.source",
            "honeyhive_event_type",
            "honeyhive_event_name",
            "honeyhive_event_id",
            "honeyhive_error",
            "honeyhive_error.message",
            "honeyhive_inputs",
            "honeyhive_inputs.a",
            "honeyhive_outputs",
            "honeyhive_metadata",
            "honeyhive_metadata.cost",
            "honeyhive_metrics.f1",
            "honeyhive_config",
            "honeyhive.experiment_metadata",
            "gen_ai.operation.name",
            "gen_ai.request.model",
            "gen_ai.response.model",
            "gen_ai.provider.name",
            "gen_ai.system",
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.output_tokens",
            "gen_ai.usage.cache_read.input_tokens",
            "gen_ai.input.messages",
            "gen_ai.output.messages",
            "gen_ai.system_instructions",
            "gen_ai.tool.definitions",
            "gen_ai.tool.definitions.0.parameters",
            "gen_ai.tool.call.arguments",
            "gen_ai.evaluation.name",
            "gen_ai.evaluation.score.value",
            "gen_ai.response.finish_reasons",
            "gen_ai.response.time_to_first_chunk",
            "gen_ai.prompt",
            "gen_ai.prompt.0",
            "gen_ai.prompt.0.role",
            "gen_ai.prompt.0.tool_calls",
            "gen_ai.prompt.99999999.content",
            "gen_ai.completion",
            "gen_ai.completion.0.content",
            "gen_ai.client.estimated_cost",
            "openinference.span.kind",
            "llm.model_name",
            "llm.input_messages.0.message.contents",
            "llm.input_messages.0.message.role",
            "llm.output_messages.0.message.tool_calls.0.tool_call.function",
            "llm.invocation_parameters",
            "llm.token_count.prompt",
            "llm.tools.0.tool.json_schema",
            "retrieval.documents.0.document.content",
            "embedding.embeddings.0",
            "metadata",
            "input.value",
            "output.value",
            "traceloop.span.kind",
            "traceloop.entity.input",
            "traceloop.association.properties.run_id",
            "llm.request.functions.0.name",
            "spring.ai.kind",
            "spring.ai.model.request.tool.names",
            "db.vector.query.response.documents",
            "input_tokens",
            "user.id",
            "",
            ".",
            "..",
            "a.b.",
            "\u0000");

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

    @AfterEach
    void nextGoodRequestWorks() {
        assertThat(client.post(TRACES, json(span(1, "null", "good", Map.of()))).status())
                .isEqualTo(200);
        assertThat(client.get("/v1/sessions?limit=100").status()).isEqualTo(200);
    }

    @Test
    void export_everyAttributeOfEveryType_isKept() {
        List<AnyValue> values = values();
        int id = 1_000;
        for (AnyValue value : values) {
            var scope = ScopeSpans.newBuilder();
            String session = "types-" + id;
            for (String key : KEYS) {
                scope.addSpans(protobufSpan(id++, session).addAttributes(attribute(key, value)));
            }
            // and all at once
            Span.Builder all = protobufSpan(id++, session);
            KEYS.forEach(key -> all.addAttributes(attribute(key, value)));
            all.addEvents(Span.Event.newBuilder().setName("gen_ai.choice").addAttributes(attribute("message", value)));
            all.addEvents(
                    Span.Event.newBuilder().setName("exception").addAttributes(attribute("exception.type", value)));
            scope.addSpans(all);

            var answer = client.post(TRACES, bytes(scope), "Content-Type", PROTOBUF);

            assertThat(answer.status()).as("%s: %s", value, answer.body()).isEqualTo(200);
            assertThat(client.get("/v1/sessions/" + session)
                            .json()
                            .path("children")
                            .size())
                    .as("%s", value)
                    .isGreaterThanOrEqualTo(KEYS.size());
        }
    }

    @Test
    void export_randomPairsOfAttributes_areNeverTheServersFault() {
        Random random = new Random(42);
        List<AnyValue> values = values();
        for (int round = 0; round < 40; round++) {
            var scope = ScopeSpans.newBuilder();
            for (int i = 0; i < 50; i++) {
                Span.Builder span = protobufSpan(100_000 + round * 50 + i, "random");
                for (int n = random.nextInt(12); n >= 0; n--) {
                    span.addAttributes(attribute(
                            KEYS.get(random.nextInt(KEYS.size())), values.get(random.nextInt(values.size()))));
                }
                scope.addSpans(span);
            }
            var answer = client.post(TRACES, bytes(scope), "Content-Type", PROTOBUF);
            assertThat(answer.status()).as("round %d: %s", round, answer.body()).isEqualTo(200);
        }
        assertThat(client.get("/v1/sessions/random").status()).isEqualTo(200);
        assertThat(client.post("/v1/events/search", "{\"filters\":[],\"limit\":1000}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void export_circlesOfParents_areShownUnderTheSession() {
        client.post(
                TRACES,
                json(
                        span(51, parent(52), "a", Map.of("session.id", "circle")),
                        span(52, parent(53), "b", Map.of()),
                        span(53, parent(51), "c", Map.of()),
                        span(54, parent(54), "self", Map.of("session.id", "circle")),
                        span(55, parent(53), "below", Map.of())));

        JsonNode children = client.get("/v1/sessions/circle").json().path("children");
        assertThat(children.valueStream().map(child -> child.path("event_name").asString()))
                .containsExactlyInAnyOrder("a", "b", "c", "self", "below");
    }

    @Test
    void export_timesMissingOrMad_areMadeSenseOf() {
        long good = 1_790_000_000_000_000_000L;
        var scope = ScopeSpans.newBuilder();
        long[][] times = {
            {0, 0}, {good, 0}, {0, good}, {good, good - 5_000_000}, {-1, Long.MIN_VALUE}, {good, -1}, {1, 1}
        };
        for (int i = 0; i < times.length; i++) {
            scope.addSpans(protobufSpan(60 + i, "times")
                    .setStartTimeUnixNano(times[i][0])
                    .setEndTimeUnixNano(times[i][1]));
        }

        assertThat(client.post(TRACES, bytes(scope), "Content-Type", PROTOBUF).status())
                .isEqualTo(200);

        JsonNode session = client.get("/v1/sessions/times").json();
        assertThat(session.path("children").size()).isEqualTo(times.length);
        assertThat(session.path("children").valueStream()).allSatisfy(event -> {
            assertThat(event.path("start_time").asLong()).isNotNegative();
            assertThat(event.path("duration").asDouble(0)).isNotNegative();
        });
        assertThat(session.path("start_time").asLong()).isEqualTo(1_790_000_000_000L);
    }

    @Test
    void export_tenThousandAttributes_areAllKept() {
        Span.Builder span = protobufSpan(71, "many");
        for (int i = 0; i < 5_000; i++) {
            span.addAttributes(attribute("k" + i, text("v")));
            span.addAttributes(attribute("honeyhive_inputs.list." + i, text("v")));
        }

        assertThat(client.post(TRACES, bytes(ScopeSpans.newBuilder().addSpans(span)), "Content-Type", PROTOBUF)
                        .status())
                .isEqualTo(200);

        JsonNode event = client.get("/v1/sessions/many").json().path("children").get(0);
        assertThat(event.path("metadata").path("k4999").asString()).isEqualTo("v");
        assertThat(event.path("inputs").path("list").size()).isEqualTo(5_000);
    }

    @Test
    void export_deepKvlist_isKeptOrRefused() {
        AnyValue deep = text("bottom");
        for (int i = 0; i < 300; i++) {
            deep = AnyValue.newBuilder()
                    .setKvlistValue(KeyValueList.newBuilder().addValues(attribute("k", deep)))
                    .build();
        }
        byte[] body = bytes(ScopeSpans.newBuilder()
                .addSpans(protobufSpan(72, "deep").addAttributes(attribute("input.value", deep))));
        AnyValue deeper = deep;
        for (int i = 0; i < 500; i++) {
            deeper = AnyValue.newBuilder()
                    .setArrayValue(ArrayValue.newBuilder().addValues(deeper))
                    .build();
        }
        byte[] tooDeep = bytes(ScopeSpans.newBuilder()
                .addSpans(protobufSpan(73, "deep").addAttributes(attribute("input.value", deeper))));

        assertThat(client.post(TRACES, body, "Content-Type", PROTOBUF).status()).isEqualTo(200);
        assertThat(client.post(TRACES, tooDeep, "Content-Type", PROTOBUF).status())
                .isEqualTo(400);

        assertThat(client.get("/v1/sessions/deep").body()).contains("bottom");
    }

    @Test
    void export_textsThatAreNoUnicode_areKept() {
        byte[] lone = json(span(74, "null", "n", Map.of("session.id", "lone", "k", "a\\ud800b")))
                .getBytes(StandardCharsets.UTF_8);
        byte[] bad =
                bytes(ScopeSpans.newBuilder().addSpans(protobufSpan(75, "bad").setName("gr?n")));
        for (int i = 0; i < bad.length; i++) {
            bad[i] = bad[i] == '?' ? (byte) 0xfc : bad[i];
        }

        assertThat(client.post(TRACES, lone, "Content-Type", "application/json").status())
                .isEqualTo(200);
        assertThat(client.post(TRACES, bad, "Content-Type", PROTOBUF).status()).isEqualTo(200);

        assertThat(client.get("/v1/sessions/lone").json().path("children").size())
                .isEqualTo(1);
        assertThat(client.get("/v1/sessions/bad").body()).contains("gr\uFFFDn");
    }

    @ParameterizedTest
    @ValueSource(strings = {TRACES, LOGS})
    void export_mutilatedBodies_areNeverTheServersFault(String path) {
        Random random = new Random(7);
        byte[] protobuf = bytes(ScopeSpans.newBuilder()
                .addSpans(protobufSpan(76, "mutilated").addAttributes(attribute("k", values().get(9)))));
        byte[] json = (path.equals(TRACES)
                        ? json(span(77, "null", "n", Map.of("session.id", "mutilated", "k", "v")))
                        : "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"x\"},"
                                + "\"traceId\":\"" + Otlp.TRACE + "\",\"spanId\":\"" + Otlp.spanId(1) + "\"}]}]}]}")
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 1_000; round++) {
            boolean binary = round % 2 == 0;
            byte[] body = (binary ? protobuf : json).clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(5) == 0 ? random.nextInt(body.length) : body.length;

            var answer = client.post(
                    path, Arrays.copyOf(body, length), "Content-Type", binary ? PROTOBUF : "application/json");

            assertThat(answer.status()).as("round %d: %s", round, answer.body()).isIn(200, 400);
        }
    }

    private static List<AnyValue> values() {
        List<AnyValue> values = new ArrayList<>(List.of(
                AnyValue.getDefaultInstance(),
                text(""),
                text("word"),
                text("\u0000\u0007\uFFFF"),
                AnyValue.newBuilder().setBoolValue(true).build(),
                AnyValue.newBuilder().setIntValue(Long.MIN_VALUE).build(),
                AnyValue.newBuilder().setIntValue(Long.MAX_VALUE).build(),
                AnyValue.newBuilder().setDoubleValue(Double.NaN).build(),
                AnyValue.newBuilder().setDoubleValue(Double.NEGATIVE_INFINITY).build(),
                AnyValue.newBuilder().setDoubleValue(-Double.MAX_VALUE).build(),
                AnyValue.newBuilder()
                        .setBytesValue(ByteString.fromHex("00ff80"))
                        .build(),
                AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.getDefaultInstance())
                        .build(),
                AnyValue.newBuilder()
                        .setKvlistValue(KeyValueList.getDefaultInstance())
                        .build()));
        for (String json : List.of(
                "[",
                "null",
                "[null]",
                "{}",
                "[1,\"a\",[],{}]",
                "\"quoted",
                "1e999999999",
                "-1e400",
                "9".repeat(500),
                "{\"role\":7,\"parts\":{\"a\":1},\"tool_calls\":\"x\"}",
                "[{\"role\":null,\"parts\":[null,7,{\"type\":9}]}]",
                "[{\"parts\":[{\"type\":\"tool_call\"},{\"type\":\"tool_call_response\"},{\"type\":\"text\"}]}]",
                "[{\"message\":{\"contents\":7,\"tool_calls\":[7,null,{\"tool_call\":7}]}}]",
                "$1.5USD",
                "NaN",
                "Infinity")) {
            values.add(text(json));
        }
        values.add(AnyValue.newBuilder()
                .setArrayValue(ArrayValue.newBuilder()
                        .addValues(values.get(12))
                        .addValues(values.get(0))
                        .addValues(text("x")))
                .build());
        values.add(AnyValue.newBuilder()
                .setKvlistValue(KeyValueList.newBuilder()
                        .addValues(attribute("", values.get(7)))
                        .addValues(attribute("role", values.get(10)))
                        .addValues(attribute("content", values.get(0)))
                        .addValues(attribute("content", values.get(11))))
                .build());
        return values;
    }

    private static AnyValue text(String text) {
        return AnyValue.newBuilder().setStringValue(text).build();
    }

    private static KeyValue attribute(String key, AnyValue value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    private static Span.Builder protobufSpan(int id, String session) {
        return Span.newBuilder()
                .setTraceId(ByteString.fromHex(Otlp.TRACE))
                .setSpanId(ByteString.fromHex(Otlp.spanId(id)))
                .setName("n")
                .setStartTimeUnixNano(1_790_000_000_000_000_000L + id)
                .setEndTimeUnixNano(1_790_000_000_000_000_000L + id + 5_000)
                .addAttributes(attribute("honeyhive.session_id", text(session)));
    }

    private static byte[] bytes(ScopeSpans.Builder scope) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build()
                .toByteArray();
    }

    private static String parent(int id) {
        return "\"" + Otlp.spanId(id) + "\"";
    }
}
