// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.http.HttpAnswer;
import ai.honeyhive.internal.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Sends what waits for sessions: by the two calls for each that every HoneyHive server knows, or, to a server which says
 * that it takes them so, many sessions in one request. Thread-safe.
 */
final class SessionCalls {
    static final int MOST_UNDER_WAY = 4;

    /** A server says in this header of its answer to a start what else it takes. */
    private static final String ACCEPTS = "HoneyHive-Accepts";

    private static final String BATCHES = "sessions-batch";
    private static final String BATCH_PATH = "/sessions/batch";
    private static final int MAX_BATCH = 200;
    private static final Map<String, String> JSON =
            Map.of("Content-Type", "application/json", "Accept", "application/json");

    private final Outlet outlet;
    private final Drops drops;
    private final Ledger ledger;
    private final SentOutputs sentOutputs = new SentOutputs(); // guarded by itself
    private volatile boolean batches;

    SessionCalls(Outlet outlet, Drops drops, Ledger ledger) {
        this.outlet = outlet;
        this.drops = drops;
        this.ledger = ledger;
    }

    /** Returns how many sessions the server takes in one request. */
    int mostAtOnce() {
        return batches ? MAX_BATCH : 1;
    }

    /** Returns how many requests at a time are good; few make large batches. */
    int mostUnderWay() {
        return batches ? 2 : MOST_UNDER_WAY;
    }

    /** Sends what waited for some sessions, by their ids; when it returns, the ledger knows or will be told. */
    void send(Map<String, WaitingSession> sessions) {
        List<Prepared> prepared = new ArrayList<>(sessions.size());
        sessions.forEach((id, session) -> prepared.add(new Prepared(
                session.start(), session.update().isEmpty() ? null : update(id, session), session.calls())));
        send(prepared);
    }

    /** One session's start and update as they go out, and how many calls of the application these are. */
    private record Prepared(
            @Nullable Map<String, Object> start, @Nullable Map<String, Object> update, int calls) {}

    private Map<String, Object> update(String sessionId, WaitingSession session) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event_id", sessionId);
        body.putAll(session.update());
        if (session.update().get("outputs") instanceof Map<?, ?> outputs) {
            synchronized (sentOutputs) {
                body.put("outputs", sentOutputs.with(sessionId, outputs));
            }
        }
        return body;
    }

    private void send(List<Prepared> sessions) {
        byte[] body = sessions.size() > 1 ? batch(sessions) : null;
        if (body == null) {
            sessions.forEach(this::sendAlone);
            return;
        }
        int calls = sessions.stream().mapToInt(Prepared::calls).sum();
        Request request = new Request("POST", BATCH_PATH, JSON, body, calls);
        Delivery delivery = outlet.send(request, (count, later) -> settle(request, later));
        if (delivery.tooLarge()) {
            int half = sessions.size() / 2;
            send(sessions.subList(0, half));
            send(sessions.subList(half, sessions.size()));
        } else if (delivery.lost() == DropCause.REJECTED) {
            batches = false; // should this be another server than the one that said so; the next start tells
            sessions.forEach(this::sendAlone); // what it took it takes again, and what it refuses is then known
        } else {
            settle(request, delivery);
        }
    }

    /** Returns null when something in it has no JSON, which is then found one by one. */
    private static byte @Nullable [] batch(List<Prepared> sessions) {
        List<Map<String, Object>> starts = new ArrayList<>();
        List<Map<String, Object>> updates = new ArrayList<>();
        for (Prepared session : sessions) {
            if (session.start() != null) {
                starts.add(session.start());
            }
            if (session.update() != null) {
                updates.add(session.update());
            }
        }
        try {
            return Json.write(Map.of("starts", starts, "updates", updates));
        } catch (JacksonException e) {
            return null;
        }
    }

    private void sendAlone(Prepared session) {
        int left = session.calls();
        if (session.start() != null) {
            int calls = session.update() == null ? left : 1;
            left -= calls;
            deliver("POST", "/session/start", Map.of("session", session.start()), calls);
        }
        if (session.update() != null) {
            deliver("PUT", "/events", session.update(), left);
        }
    }

    private void deliver(String method, String path, Map<String, ?> content, int calls) {
        try {
            Request request = new Request(method, path, JSON, Json.write(content), calls);
            Delivery delivery = outlet.send(request, (count, later) -> settle(request, later));
            List<Map<String, Object>> halves = delivery.tooLarge() ? UpdateSplit.halves(content) : List.of();
            if (halves.isEmpty()) {
                settle(request, delivery);
                return;
            }
            if (calls < halves.size()) {
                ledger.take(); // one call becomes two
            }
            int first = Math.max(calls / 2, 1);
            deliver(method, path, halves.get(0), first);
            deliver(method, path, halves.get(1), Math.max(calls - first, 1));
        } catch (JacksonException e) {
            drops.add(DropCause.ENCODING, calls, "session calls", e.getOriginalMessage());
            ledger.settle(calls, calls);
        }
    }

    /** Tells the ledger what became of a request; what was spooled is told later. */
    private void settle(Request request, Delivery delivery) {
        HttpAnswer accepted = delivery.accepted();
        if (delivery.lost() != null) {
            String what = request.method() + " " + request.path() + ": " + delivery.detail();
            drops.add(delivery.lost(), request.count(), "session calls", what);
            ledger.settle(request.count(), request.count());
        } else if (accepted != null) {
            String more = accepted.header(ACCEPTS);
            batches |= more != null && more.contains(BATCHES);
            ledger.settle(request.count(), 0);
        }
    }
}
