// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the page is measured with: a long list of small sessions, and one large session. */
final class SpeedData {
    private static final int BATCH = 1_000;
    private static final int CHILDREN = 49;
    private static final String PASSAGE = "Parcels to Norway take four to six working days. ".repeat(8);

    private final ServerData server;
    private final double now;

    SpeedData(ServerData server) {
        this.server = server;
        this.now = server.now();
    }

    /** Sessions of a chain, a tool and a model event. */
    void sessions(int count) throws Exception {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String session = UUID.randomUUID().toString();
            double start = now - 60_000 - i * 1_500.0;
            Map<String, ?> inputs = Map.of("question", "How long does parcel " + i + " take to Norway?");
            events.add(event(session, session, null, "session", "answer", start, 900 + i % 700, inputs));
            String chain = UUID.randomUUID().toString();
            events.add(event(chain, session, session, "chain", "answer", start, 890, inputs));
            events.add(leaf(session, chain, "tool", "retrieve", start + 5, 200));
            events.add(leaf(session, chain, "model", "read", start + 210, 600));
        }
        write(events);
    }

    /** A session whose events are chains with models and tools below them, no two rows folded into one; gives its id. */
    String session(int count) throws Exception {
        String session = UUID.randomUUID().toString();
        List<Map<String, Object>> events = new ArrayList<>();
        double start = now - 3_600_000;
        events.add(event(session, session, null, "session", "crawl", start, count * 40.0, Map.of("seed", "faq")));
        String chain = session;
        for (int i = 0; i < count; i++) {
            if (i % (CHILDREN + 1) == 0) {
                chain = UUID.randomUUID().toString();
                String name = "step " + i / (CHILDREN + 1);
                events.add(event(chain, session, session, "chain", name, start, CHILDREN * 40, Map.of("step", i)));
            } else {
                String type = i % 3 == 0 ? "model" : "tool";
                events.add(leaf(session, chain, type, type + " " + i % 5, start, 35));
            }
            start += 40;
        }
        write(events);
        return session;
    }

    private Map<String, Object> leaf(
            String session, String parent, String type, String name, double start, double length) {
        String id = UUID.randomUUID().toString();
        Map<String, ?> inputs = type.equals("model")
                ? Map.of("chat_history", List.of(Map.of("role", "user", "content", PASSAGE)))
                : Map.of("query", "parcels to Norway", "passage", PASSAGE);
        Map<String, Object> event = event(id, session, parent, type, name, start, length, inputs);
        event.put("outputs", Map.of("role", "assistant", "content", PASSAGE));
        event.put("config", Map.of("model", "small-reader"));
        event.put("metadata", Map.of("prompt_tokens", 800, "completion_tokens", 60, "total_tokens", 860));
        return event;
    }

    private static Map<String, Object> event(
            String id,
            String session,
            @Nullable String parent,
            String type,
            String name,
            double start,
            double length,
            Map<String, ?> inputs) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_id", id);
        event.put("session_id", session);
        event.put("parent_id", parent);
        event.put("event_type", type);
        event.put("event_name", name);
        event.put("start_time", start);
        event.put("end_time", start + length);
        event.put("duration", length);
        event.put("inputs", inputs);
        return event;
    }

    private void write(List<Map<String, Object>> events) throws Exception {
        for (int from = 0; from < events.size(); from += BATCH) {
            server.post(
                    "/v1/events/batch", Map.of("events", events.subList(from, Math.min(from + BATCH, events.size()))));
        }
    }
}
