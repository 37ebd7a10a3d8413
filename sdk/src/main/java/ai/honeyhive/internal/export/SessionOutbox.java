// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Session starts and enrichments, sent behind the caller's back: in order within a session, several sessions at once,
 * what waits for the same session merged into one request, tried again while the server is away. Thread-safe.
 */
public final class SessionOutbox {
    private static final int MAX_WAITING_SESSIONS = 10_000;
    private static final int THREADS = 4;
    private static final int BATCH_SESSIONS = 200;
    private static final int BATCH_BYTES = 2 << 20;
    private static final Map<String, String> JSON =
            Map.of("Content-Type", "application/json", "Accept", "application/json");

    private final Outlet outlet;
    private final Drops drops;
    private final Ledger ledger = new Ledger();
    private final ThreadPoolExecutor threads;
    private final Object lock = new Object();
    private final Map<String, Pending> waiting = new LinkedHashMap<>(); // guarded by lock
    private final Map<String, Pending> held = new HashMap<>(); // guarded by lock
    private final Set<String> underWay = new HashSet<>(); // guarded by lock
    private final SentOutputs sentOutputs = new SentOutputs(); // guarded by lock
    private int workers; // guarded by lock
    private boolean closed; // guarded by lock

    /** No thread runs before the first call. */
    public SessionOutbox(Outlet outlet, String threadName, Drops drops) {
        this.outlet = outlet;
        this.drops = drops;
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, threadName);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** What waits for one session. */
    private static final class Pending {
        private @Nullable Map<String, Object> start;
        private final Map<String, Object> update = new LinkedHashMap<>();
        private int calls;
        private boolean whole;
    }

    /** Announces a session; the body is the inner object of {@code POST /session/start}. */
    public void start(String sessionId, Map<String, Object> body) {
        enqueue(sessionId, pending -> pending.start = body);
    }

    /** Keeps a session with all that is added to it, until it is released; the body is as for {@link #start}. */
    public void hold(String sessionId, Map<String, Object> body) {
        synchronized (lock) {
            held.computeIfAbsent(sessionId, id -> new Pending()).start = body;
        }
    }

    /** Adds to a session that is held, and sends it with others in one request. One that is not held is updated. */
    public void release(String sessionId, Map<String, Object> fields) {
        Pending whole;
        synchronized (lock) {
            whole = held.remove(sessionId);
        }
        if (whole == null) {
            if (!fields.isEmpty()) {
                update(sessionId, fields);
            }
            return;
        }
        enqueue(sessionId, pending -> {
            pending.start = whole.start;
            pending.whole = true;
            pending.calls++; // a start and an update, together
            ledger.take();
            merge(pending.update, whole.update);
            merge(pending.update, fields);
        });
    }

    /** Adds to a session: maps are merged key by key, other values replaced. Returns false if it was not taken. */
    public boolean update(String sessionId, Map<String, Object> fields) {
        synchronized (lock) {
            Pending whole = held.get(sessionId);
            if (whole != null && !closed) {
                merge(whole.update, fields);
                return true;
            }
        }
        return enqueue(sessionId, pending -> merge(pending.update, fields));
    }

    /** Returns true if all that was handed over before this call was accepted within the time. */
    public boolean flush(Duration timeout) throws InterruptedException {
        return ledger.await(timeout);
    }

    /** Returns how many calls the server accepted. */
    public long delivered() {
        return ledger.delivered();
    }

    /** Takes no more, sends what waits within the time and stops the threads. Can be called twice. */
    public boolean close(Duration timeout) throws InterruptedException {
        List<String> unreleased;
        synchronized (lock) {
            unreleased = List.copyOf(held.keySet());
        }
        unreleased.forEach(sessionId -> release(sessionId, Map.of()));
        synchronized (lock) {
            closed = true;
        }
        boolean delivered = flush(timeout);
        threads.shutdownNow();
        threads.awaitTermination(1, TimeUnit.SECONDS); // what it writes to the spool shall be there when we return
        return delivered;
    }

    private interface Change {
        void apply(Pending pending);
    }

    private boolean enqueue(String sessionId, Change change) {
        DropCause refused = null;
        synchronized (lock) {
            if (closed) {
                refused = DropCause.CLOSED;
            } else if (waiting.size() >= MAX_WAITING_SESSIONS && !waiting.containsKey(sessionId)) {
                refused = DropCause.QUEUE_FULL;
            } else {
                Pending pending = waiting.computeIfAbsent(sessionId, id -> new Pending());
                change.apply(pending);
                pending.calls++;
                ledger.take();
                if (workers < THREADS && workers < waiting.size()) {
                    workers++;
                    threads.execute(this::work);
                }
            }
        }
        if (refused != null) {
            ledger.refuse(1);
            drops.add(refused, 1, "session calls", "");
        }
        return refused == null;
    }

    private void work() {
        Map<String, Pending> mine = Map.of();
        while (true) {
            synchronized (lock) {
                underWay.removeAll(mine.keySet());
                mine = takeIdle();
                if (mine.isEmpty()) {
                    workers--;
                    return;
                }
            }
            if (mine.values().iterator().next().whole) {
                sendWhole(mine);
            } else {
                mine.forEach(this::send);
            }
        }
    }

    /** Takes the session that waits longest and is not under way; if it is sent as a whole, others like it too. */
    private Map<String, Pending> takeIdle() {
        Map<String, Pending> taken = new LinkedHashMap<>();
        var entries = waiting.entrySet().iterator();
        boolean whole = true;
        while (entries.hasNext() && whole && taken.size() < BATCH_SESSIONS) {
            var entry = entries.next();
            boolean fits = taken.isEmpty() || entry.getValue().whole;
            if (fits && !underWay.contains(entry.getKey())) {
                taken.put(entry.getKey(), entry.getValue());
                underWay.add(entry.getKey());
                whole = entry.getValue().whole;
                entries.remove();
            }
        }
        return taken;
    }

    private void sendWhole(Map<String, Pending> sessions) {
        Map<String, Pending> batch = new LinkedHashMap<>();
        List<byte[]> events = new ArrayList<>();
        int bytes = 0;
        for (Map.Entry<String, Pending> session : sessions.entrySet()) {
            Pending pending = session.getValue();
            try {
                rememberOutputs(session.getKey(), pending);
                byte[] event = WholeSessions.event(session.getKey(), pending.start, pending.update);
                if (bytes > 0 && bytes + event.length > BATCH_BYTES) {
                    deliverWhole(batch, events);
                    batch = new LinkedHashMap<>();
                    events.clear();
                    bytes = 0;
                }
                batch.put(session.getKey(), pending);
                events.add(event);
                bytes += event.length;
            } catch (JacksonException e) {
                drops.add(DropCause.ENCODING, pending.calls, "session calls", e.getOriginalMessage());
                ledger.settle(pending.calls, pending.calls);
            }
        }
        if (!events.isEmpty()) {
            deliverWhole(batch, events);
        }
    }

    /** A server that refuses the batch, because it is too large or for one session in it, is asked for each alone. */
    private void deliverWhole(Map<String, Pending> batch, List<byte[]> events) {
        int calls = batch.values().stream().mapToInt(pending -> pending.calls).sum();
        Request request = new Request("POST", WholeSessions.PATH, JSON, WholeSessions.body(events), calls);
        Delivery delivery = outlet.send(request, later -> settle(request, later));
        boolean refused = delivery.lost() == DropCause.REJECTED
                || (delivery.accepted() != null && !WholeSessions.allTaken(delivery.accepted()));
        if (refused) {
            batch.forEach(this::send);
        } else {
            settle(request, delivery);
        }
    }

    private void rememberOutputs(String sessionId, Pending pending) {
        if (pending.update.get("outputs") instanceof Map<?, ?> outputs) {
            synchronized (lock) {
                sentOutputs.with(sessionId, outputs);
            }
        }
    }

    private void send(String sessionId, Pending pending) {
        int left = pending.calls;
        if (pending.start != null) {
            int calls = pending.update.isEmpty() ? left : 1;
            left -= calls;
            deliver("POST", "/session/start", Map.of("session", pending.start), calls);
        }
        if (!pending.update.isEmpty()) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("event_id", sessionId);
            body.putAll(pending.update);
            if (pending.update.get("outputs") instanceof Map<?, ?> outputs) {
                synchronized (lock) {
                    body.put("outputs", sentOutputs.with(sessionId, outputs));
                }
            }
            deliver("PUT", "/events", body, left);
        }
    }

    private void deliver(String method, String path, Map<String, Object> content, int calls) {
        try {
            Request request = new Request(method, path, JSON, Json.write(content), calls);
            settle(request, outlet.send(request, later -> settle(request, later)));
        } catch (JacksonException e) {
            drops.add(DropCause.ENCODING, calls, "session calls", e.getOriginalMessage());
            ledger.settle(calls, calls);
        }
    }

    /** Tells the ledger what became of a request; what was spooled is told later. */
    private void settle(Request request, Delivery delivery) {
        if (delivery.lost() != null) {
            String what = request.method() + " " + request.path() + ": " + delivery.detail();
            drops.add(delivery.lost(), request.count(), "session calls", what);
            ledger.settle(request.count(), request.count());
        } else if (delivery.accepted() != null) {
            ledger.settle(request.count(), 0);
        }
    }

    private static void merge(Map<String, Object> into, Map<String, Object> fields) {
        fields.forEach((field, value) -> {
            if (into.get(field) instanceof Map<?, ?> old && value instanceof Map<?, ?> added) {
                Map<Object, Object> both = new LinkedHashMap<>(old);
                both.putAll(added);
                into.put(field, both);
            } else {
                into.put(field, value);
            }
        });
    }
}
