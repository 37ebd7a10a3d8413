// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.wire.Json;
import ai.honeyhive.internal.wire.PlainValues;
import java.time.Duration;
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
    private static final long MAX_WAITING_BYTES = 32L << 20;
    private static final int THREADS = 4;
    private static final Map<String, String> JSON =
            Map.of("Content-Type", "application/json", "Accept", "application/json");

    private final Outlet outlet;
    private final Drops drops;
    private final Ledger ledger = new Ledger();
    private final MemoryShare memory = new MemoryShare(MAX_WAITING_BYTES);
    private final ThreadPoolExecutor threads;
    private final Object lock = new Object();
    private final Map<String, Pending> waiting = new LinkedHashMap<>(); // guarded by lock
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
        private long bytes;

        /** Takes room for more; what was overwritten since needs none, which is only looked at when room is short. */
        private boolean take(long more, MemoryShare memory) {
            if (!memory.take(more)) {
                long real = PlainValues.size(start) + PlainValues.size(update);
                memory.give(bytes - real);
                bytes = real;
                if (!memory.take(more)) {
                    return false;
                }
            }
            bytes += more;
            return true;
        }
    }

    /** Announces a session; the body is the inner object of {@code POST /session/start}. */
    public void start(String sessionId, Map<String, Object> body) {
        enqueue(sessionId, body, pending -> pending.start = body);
    }

    /** Adds to a session: maps are merged key by key, other values replaced. Returns false if it was not taken. */
    public boolean update(String sessionId, Map<String, Object> fields) {
        return enqueue(sessionId, fields, pending -> merge(pending.update, fields));
    }

    /** Returns true if all that was handed over before this call was accepted within the time. */
    public boolean flush(Duration timeout) throws InterruptedException {
        return ledger.await(timeout);
    }

    /** Returns how many calls were neither accepted nor lost so far: in memory, under way or on disk. */
    public long waiting() {
        return ledger.waiting();
    }

    /** Returns how many calls the server accepted. */
    public long delivered() {
        return ledger.delivered();
    }

    /** Takes no more, sends what waits within the time and stops the threads. Can be called twice. */
    public boolean close(Duration timeout) throws InterruptedException {
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

    private boolean enqueue(String sessionId, Map<String, Object> content, Change change) {
        DropCause refused = null;
        long bytes = PlainValues.size(content);
        synchronized (lock) {
            if (closed) {
                refused = DropCause.CLOSED;
            } else if (waiting.size() >= MAX_WAITING_SESSIONS && !waiting.containsKey(sessionId)) {
                refused = DropCause.QUEUE_FULL;
            } else {
                Pending pending = waiting.computeIfAbsent(sessionId, id -> new Pending());
                if (pending.take(bytes, memory)) {
                    change.apply(pending);
                    pending.calls++;
                    ledger.take();
                } else {
                    refused = DropCause.QUEUE_FULL;
                    if (pending.calls == 0) {
                        waiting.remove(sessionId);
                    }
                }
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
        String sessionId = null;
        while (true) {
            Pending pending = null;
            synchronized (lock) {
                if (sessionId != null) {
                    underWay.remove(sessionId);
                }
                sessionId = nextIdle();
                if (sessionId != null) {
                    underWay.add(sessionId);
                    pending = waiting.remove(sessionId);
                }
                if (sessionId == null || pending == null) {
                    workers--;
                    return;
                }
            }
            try {
                send(sessionId, pending);
            } finally {
                memory.give(pending.bytes);
            }
        }
    }

    private @Nullable String nextIdle() {
        for (String sessionId : waiting.keySet()) {
            if (!underWay.contains(sessionId)) {
                return sessionId;
            }
        }
        return null;
    }

    private void send(String sessionId, Pending pending) {
        if (pending.start != null) {
            int calls = pending.update.isEmpty() ? pending.calls : 1;
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
            deliver("PUT", "/events", body, pending.calls - (pending.start == null ? 0 : 1));
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
