// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** Cuts a request about sessions in two, for a server that finds it too large when what it was made of is long gone. */
final class SessionSplit {
    private static final List<String> LISTS = List.of("starts", "updates");

    private SessionSplit() {}

    /** Returns two requests that say the same one after the other; empty when there is nothing to halve. */
    static List<Request> halves(Request request) throws IOException {
        if (request.path().equals(OtlpSender.PATH)) {
            return List.of();
        }
        try {
            Map<String, Object> content = Json.read(request.body());
            List<Map<String, Object>> halves =
                    request.path().equals(SessionCalls.BATCH_PATH) ? ofBatch(content) : UpdateSplit.halves(content);
            List<Request> requests = new ArrayList<>(2);
            for (Map<String, Object> half : halves) {
                requests.add(new Request(
                        request.method(), request.path(), request.headers(), Json.write(half), request.count()));
            }
            return requests;
        } catch (JacksonException e) {
            throw new IOException("no request about sessions", e);
        }
    }

    /** All starts come before all updates, as in the whole. */
    private static List<Map<String, Object>> ofBatch(Map<String, Object> batch) {
        List<Map.Entry<String, Object>> entries = new ArrayList<>();
        for (String name : LISTS) {
            if (batch.get(name) instanceof List<?> list) {
                list.forEach(entry -> entries.add(Map.entry(name, entry)));
            }
        }
        int half = entries.size() / 2;
        return half == 0
                ? List.of()
                : List.of(batch(entries.subList(0, half)), batch(entries.subList(half, entries.size())));
    }

    private static Map<String, Object> batch(List<Map.Entry<String, Object>> entries) {
        List<Object> starts = new ArrayList<>();
        List<Object> updates = new ArrayList<>();
        entries.forEach(entry -> (entry.getKey().equals("starts") ? starts : updates).add(entry.getValue()));
        return Map.of("starts", starts, "updates", updates);
    }
}
