// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.wire.PlainValues;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Session starts and enrichments, sent behind the caller's back: in order within a session, several sessions at once,
 * what waits for the same session merged into one request, tried again while the server is away. Thread-safe.
 */
public final class SessionOutbox {
    private static final int MAX_WAITING_SESSIONS = 10_000;
    private static final long MAX_WAITING_BYTES = 32L << 20;
    private static final int THREADS = SessionCalls.MOST_UNDER_WAY;
    private static final long MAX_BATCH_BYTES = 1L << 20;

    private final Drops drops;
    private final Ledger ledger = new Ledger();
    private final SessionCalls calls;
    private final MemoryShare memory = new MemoryShare(MAX_WAITING_BYTES);
    private final ThreadPoolExecutor threads;
    private final Object lock = new Object();
    private final Map<String, WaitingSession> waiting = new LinkedHashMap<>(); // guarded by lock
    private final Set<String> underWay = new HashSet<>(); // guarded by lock
    private int workers; // guarded by lock
    private boolean closed; // guarded by lock

    /** No thread runs before the first call. */
    public SessionOutbox(Outlet outlet, String threadName, Drops drops) {
        this.drops = drops;
        this.calls = new SessionCalls(outlet, drops, ledger);
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, threadName);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Announces a session; the body is the inner object of {@code POST /session/start}. */
    public void start(String sessionId, Map<String, Object> body) {
        enqueue(sessionId, body, session -> session.start(body));
    }

    /** Adds to a session: maps are merged key by key, other values replaced. Returns false if it was not taken. */
    public boolean update(String sessionId, Map<String, Object> fields) {
        return enqueue(sessionId, fields, session -> session.add(fields));
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

    private boolean enqueue(String sessionId, Map<String, Object> content, Consumer<WaitingSession> change) {
        DropCause refused = null;
        long bytes = PlainValues.size(content);
        synchronized (lock) {
            if (closed) {
                refused = DropCause.CLOSED;
            } else if (waiting.size() >= MAX_WAITING_SESSIONS && !waiting.containsKey(sessionId)) {
                refused = DropCause.QUEUE_FULL;
            } else {
                WaitingSession session = waiting.computeIfAbsent(sessionId, id -> new WaitingSession());
                if (session.take(bytes, memory)) {
                    change.accept(session);
                    ledger.take();
                } else {
                    refused = DropCause.QUEUE_FULL;
                    if (session.calls() == 0) {
                        waiting.remove(sessionId);
                    }
                }
                if (workers < calls.mostUnderWay() && workers < waiting.size()) {
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
        Map<String, WaitingSession> mine = Map.of();
        while (true) {
            synchronized (lock) {
                underWay.removeAll(mine.keySet());
                mine = takeIdle();
                if (mine.isEmpty()) {
                    workers--;
                    return;
                }
            }
            try {
                calls.send(mine);
            } finally {
                mine.values().forEach(session -> memory.give(session.bytes()));
            }
        }
    }

    /** Takes the session that waits longest and is not under way, and as many more as go into one request. */
    private Map<String, WaitingSession> takeIdle() {
        Map<String, WaitingSession> taken = new LinkedHashMap<>();
        long bytes = 0;
        var entries = waiting.entrySet().iterator();
        while (entries.hasNext() && taken.size() < calls.mostAtOnce()) {
            var entry = entries.next();
            if (underWay.contains(entry.getKey())) {
                continue;
            }
            bytes += entry.getValue().bytes();
            if (bytes > MAX_BATCH_BYTES && !taken.isEmpty()) {
                break;
            }
            taken.put(entry.getKey(), entry.getValue());
            entries.remove();
        }
        underWay.addAll(taken.keySet());
        return taken;
    }
}
