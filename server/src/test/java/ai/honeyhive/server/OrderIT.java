// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static ai.honeyhive.server.Otlp.json;
import static ai.honeyhive.server.Otlp.span;
import static ai.honeyhive.server.Otlp.spanId;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the order in which a session's parts arrive, and however often, it looks the same in the end. */
class OrderIT {
    private static final String SESSION = "5f1e2d3c-0000-4000-8000-000000000001";
    private static final String OWN_ID = "5f1e2d3c-0000-4000-8000-000000000002";
    private static final int ROUNDS = 60;
    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void session_partsInAnyOrderAndRepeated_looksTheSame(boolean announced, boolean inMemory) {
        var builder = HoneyHiveServer.builder();
        try (HoneyHiveServer server = (inMemory ? builder.inMemory() : builder.dataDirectory(directory))
                .build()
                .start()) {
            var client = new ApiClient(server.url());
            String expected = null;
            for (int seed = 0; seed < ROUNDS; seed++) {
                List<Delivery> deliveries = deliveries(announced, new Random(seed));
                deliveries.forEach(delivery -> delivery.send(client));

                String seen = look(client);
                expected = expected == null ? seen : expected;
                assertThat(seen).as("seed %d: %s", seed, deliveries).isEqualTo(expected);
                assertThat(client.delete("/v1/sessions/" + SESSION).status()).isEqualTo(200);
            }
            assertThat(expected)
                    .contains("\"num_events\":8", "\"cost\":0.6", "Weather?", "Rainy.", "late line", "\"rating\":5")
                    .contains("\"rewritten\"", "\"failed\"");
        }
    }

    /** The session as a tree, and its line in the list; without the time of the server. */
    private static String look(ApiClient client) {
        JsonNode tree = client.get("/v1/sessions/" + SESSION).json();
        JsonNode rows = client.get("/v1/sessions").json().path("sessions");
        assertThat(rows.size()).isEqualTo(1);
        ((ObjectNode) rows.get(0)).remove("updated_at");
        return SORTED.writeValueAsString(tree) + "\n" + SORTED.writeValueAsString(rows);
    }

    private record Delivery(String method, String path, String body) {
        void send(ApiClient client) {
            var answer = method.equals("PUT") ? client.put(path, body) : client.post(path, body);
            assertThat(answer.status()).as("%s: %s", this, answer.body()).isEqualTo(200);
        }

        @Override
        public String toString() {
            return method + " " + path + " " + body.length();
        }
    }

    private static List<Delivery> deliveries(boolean announced, Random random) {
        String usage = "honeyhive_metadata.cost";
        List<String> spans = new ArrayList<>(List.of(
                span(1, "null", "GET /ask", Map.of("http.request.method", "GET")), // knows nothing of the session
                span(
                        2,
                        parent(1),
                        "answer",
                        Map.of(
                                "honeyhive.session_id",
                                SESSION,
                                "honeyhive_event_type",
                                "chain",
                                "honeyhive.source",
                                "prod",
                                "honeyhive_event_id",
                                OWN_ID)),
                span(3, parent(2), "retrieve", Map.of("honeyhive.session_id", SESSION, "user.id", "u-2")),
                span(4, parent(2), "chat", Map.of("gen_ai.request.model", "gpt-4o", usage, "0.1")),
                span(5, parent(4), "HTTP POST", Map.of("user.id", "u-1")),
                span(6, parent(2), "chat", Map.of("gen_ai.request.model", "none", "session.id", SESSION)),
                span(7, parent(9), "orphan", Map.of()),
                span(8, parent(8), "own parent", Map.of("honeyhive.session_id", SESSION))));
        List<Delivery> all = new ArrayList<>();
        Collections.shuffle(spans, random);
        int cut = random.nextInt(spans.size());
        all.add(post("traces", json(spans.subList(0, cut).toArray(String[]::new))));
        spans.subList(cut, spans.size()).forEach(span -> all.add(post("traces", json(span))));
        all.add(logs(log(4, 1, "gen_ai.user.message", "Weather?"), log(4, 2, "gen_ai.choice", "Rainy.")));
        all.add(logs(log(2, 9, "", "late line")));
        all.add(logs(log(2, 1, "", "early line"), log(6, 1, "gen_ai.user.message", "Hi")));
        all.add(put(event(4), "\"metadata\":{\"cost\":0.1}"));
        all.add(put(event(3), "\"metadata\":{\"cost\":0.2},\"metrics\":{\"recall\":0.5}"));
        all.add(put(event(6), "\"outputs\":{\"rewritten\":true},\"metadata\":{\"cost\":0.3}"));
        all.add(put(OWN_ID, "\"error\":\"failed\",\"config\":{\"v\":2}"));
        all.add(put(SESSION, "\"feedback\":{\"rating\":5},\"outputs\":{\"answer\":\"x\"},\"metadata\":{\"a\":1}"));
        if (announced) {
            all.add(new Delivery(
                    "POST",
                    "/session/start",
                    "{\"session\":{\"session_id\":\"" + SESSION
                            + "\",\"session_name\":\"named\",\"start_time\":1790000000000,\"source\":\"dev\","
                            + "\"metadata\":{\"a\":0,\"b\":1},\"inputs\":{\"q\":\"why\"}}}"));
        }
        all.addAll(all.subList(0, all.size() / 2));
        Collections.shuffle(all, random);
        return all;
    }

    private static Delivery post(String signal, String body) {
        return new Delivery("POST", "/opentelemetry/v1/" + signal, body);
    }

    private static Delivery put(String eventId, String fields) {
        return new Delivery("PUT", "/events", "{\"event_id\":\"" + eventId + "\"," + fields + "}");
    }

    private static Delivery logs(String... logs) {
        return post("logs", "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + String.join(",", logs) + "]}]}]}");
    }

    private static String log(int span, int micros, String name, String content) {
        return "{\"traceId\":\"" + Otlp.TRACE + "\",\"spanId\":\"" + spanId(span) + "\",\"timeUnixNano\":\""
                + (1_790_000_000_000_000_000L + micros * 1_000L) + "\",\"eventName\":\"" + name
                + "\",\"body\":{\"stringValue\":\"" + content + "\"}}";
    }

    private static String parent(int id) {
        return "\"" + spanId(id) + "\"";
    }

    /** The id that follows from the ids of trace and span. */
    private static String event(int span) {
        return UUID.nameUUIDFromBytes(HexFormat.of().parseHex(Otlp.TRACE + spanId(span)))
                .toString();
    }
}
