// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.api.StreamHub.Told;
import ai.honeyhive.server.internal.api.StreamHub.Touch;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The touches that one listener has not taken yet, each once. Thread-safe. */
final class StreamSubscription implements AutoCloseable {
    private static final int MAX_PENDING = 20_000;
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(SummaryJson.QUIET_MILLIS + 100);
    /** The number of what is told though nothing was touched. */
    static final long UNNUMBERED = -1;

    private final StreamFilter filter;
    private final Consumer<StreamSubscription> leave;
    private final Object lock = new Object();
    private Map<Touch, Long> pending = new LinkedHashMap<>(); // guarded by lock: in order of their numbers
    /** Sessions by the time at which they have been silent long enough to be over; guarded by lock. */
    private final Map<Touch, Long> falling = new LinkedHashMap<>();

    private boolean open = true; // guarded by lock
    private boolean overrun; // guarded by lock

    StreamSubscription(StreamFilter filter, Consumer<StreamSubscription> leave) {
        this.filter = filter;
        this.leave = leave;
    }

    /** Adds touches; false if they became too many, and none will be added any more. */
    boolean offer(List<Told> news) {
        synchronized (lock) {
            for (Told told : news) {
                if (filter.wants(told.touch())) {
                    pending.remove(told.touch()); // so that it moves to the end
                    pending.put(told.touch(), told.number());
                    awaitSilence(told);
                }
            }
            if (pending.size() > MAX_PENDING || falling.size() > MAX_PENDING) {
                overrun = true;
                open = false;
            }
            lock.notifyAll();
            return open;
        }
    }

    /** Will say of the sessions among them when they have fallen silent. */
    void awaitSilence(Collection<Told> known) {
        synchronized (lock) {
            known.stream()
                    .filter(told -> filter.wants(told.touch()))
                    .filter(told -> told.nanos() + QUIET_NANOS > System.nanoTime())
                    .forEach(this::awaitSilence);
        }
    }

    private void awaitSilence(Told told) {
        if (told.touch().kind().equals("session")) {
            falling.remove(told.touch()); // the first is due first
            falling.put(told.touch(), told.nanos() + QUIET_NANOS);
        }
    }

    /**
     * Waits for touches, by their numbers; none came if the answer is empty, and none ever will if this is no longer open.
     * A session is told once more when it has fallen silent, since it then no longer counts as running.
     */
    Map<Touch, Long> take(long timeoutMillis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        synchronized (lock) {
            long next = fall(deadline);
            while (open && pending.isEmpty() && System.nanoTime() < deadline) {
                lock.wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime())));
                next = fall(deadline);
            }
            Map<Touch, Long> taken = pending;
            pending = new LinkedHashMap<>();
            return taken;
        }
    }

    /** Moves what has fallen silent to what is pending; returns when to look again, at the latest. */
    private long fall(long deadline) {
        Iterator<Map.Entry<Touch, Long>> entries = falling.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Touch, Long> first = entries.next();
            if (first.getValue() > System.nanoTime()) {
                return Math.min(deadline, first.getValue());
            }
            pending.putIfAbsent(first.getKey(), UNNUMBERED);
            entries.remove();
        }
        return deadline;
    }

    /** Lets touches gather. */
    void pause(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (lock) {
            long left = millis;
            while (open && left > 0) {
                lock.wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        }
    }

    boolean isOpen() {
        synchronized (lock) {
            return open;
        }
    }

    /** Whether it was ended because it did not take what it was told. */
    boolean isOverrun() {
        synchronized (lock) {
            return overrun;
        }
    }

    @Override
    public void close() {
        leave.accept(this);
        synchronized (lock) {
            open = false;
            lock.notifyAll();
        }
    }
}
