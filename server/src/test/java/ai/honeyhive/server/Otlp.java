// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Bodies of OTLP/JSON for tests. */
final class Otlp {
    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private Otlp() {}

    static String json(String... spans) {
        return "{\"resourceSpans\":[{\"resource\":{\"attributes\":[]},\"scopeSpans\":[{\"scope\":{\"name\":\"t\"},"
                + "\"spans\":[" + String.join(",", spans) + "]}]}]}";
    }

    static String span(int id, String parent, String name, Map<String, String> attributes) {
        var text = new StringBuilder();
        attributes.forEach((key, value) -> text.append(text.isEmpty() ? "" : ",")
                .append("{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}"));
        long start = 1_790_000_000_000_000_000L + id * 1_000L;
        return "{\"traceId\":\"" + TRACE + "\",\"spanId\":\"" + spanId(id) + "\",\"parentSpanId\":" + parent
                + ",\"name\":\"" + name + "\",\"startTimeUnixNano\":\"" + start + "\",\"endTimeUnixNano\":\""
                + (start + 1_000_000) + "\",\"attributes\":[" + text + "]}";
    }

    static String spanId(int id) {
        return String.format("%016x", id);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
