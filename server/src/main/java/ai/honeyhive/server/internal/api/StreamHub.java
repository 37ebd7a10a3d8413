// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.store.CommitListener;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Passes what commits touched to those who listen. A listener that cannot keep up is dropped, not waited for. */
public final class StreamHub implements CommitListener, AutoCloseable {
    private static final int MAX_LISTENERS = 64;
    private static final int MAX_PENDING = 20_000;
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(SummaryJson.QUIET_MILLIS + 100);

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Kind of thing that changed, and which. */
    record Touch(String kind, String id) {}

    @Override
    public void committed(Set<String> sessionIds, Set<String> runIds) {
        for (Subscription subscription : subscriptions) {
            subscription.offer(sessionIds, runIds);
        }
    }

    /** A new listener; empty if there are too many. */
    Optional<Subscription> subscribe() {
        var subscription = new Subscription();
        subscriptions.add(subscription);
        if (closed || subscriptions.size() > MAX_LISTENERS) {
            subscription.close();
            return Optional.empty();
        }
        return Optional.of(subscription);
    }

    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(Subscription::close);
    }

    /** The touches that one listener has not taken yet, each once. */
    final class Subscription implements AutoCloseable {
        private final Object lock = new Object();
        private Set<Touch> pending = new LinkedHashSet<>(); // guarded by lock
        /** Sessions by the time at which they have been silent long enough to be over; guarded by lock. */
        private final Map<String, Long> falling = new LinkedHashMap<>();

        private boolean open = true; // guarded by lock

        private void offer(Collection<String> sessionIds, Collection<String> runIds) {
            synchronized (lock) {
                long silent = System.nanoTime() + QUIET_NANOS;
                for (String id : sessionIds) {
                    pending.add(new Touch("session", id));
                    falling.remove(id); // so that it moves to the end: the first is due first
                    falling.put(id, silent);
                }
                runIds.forEach(id -> pending.add(new Touch("run", id)));
                if (pending.size() > MAX_PENDING || falling.size() > MAX_PENDING) {
                    close();
                }
                lock.notifyAll();
            }
        }

        /**
         * Waits for touches; none came if the answer is empty, and none ever will if this is no longer open. A session
         * is told once more when it has fallen silent, since it then no longer counts as running.
         */
        Set<Touch> take(long timeoutMillis) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            synchronized (lock) {
                long next = fall(deadline);
                while (open && pending.isEmpty() && System.nanoTime() < deadline) {
                    lock.wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime())));
                    next = fall(deadline);
                }
                Set<Touch> taken = pending;
                pending = new LinkedHashSet<>();
                return taken;
            }
        }

        /** Moves what has fallen silent to what is pending; returns when to look again, at the latest. */
        private long fall(long deadline) {
            Iterator<Map.Entry<String, Long>> entries = falling.entrySet().iterator();
            while (entries.hasNext()) {
                Map.Entry<String, Long> first = entries.next();
                if (first.getValue() > System.nanoTime()) {
                    return Math.min(deadline, first.getValue());
                }
                pending.add(new Touch("session", first.getKey()));
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

        @Override
        public void close() {
            subscriptions.remove(this);
            synchronized (lock) {
                open = false;
                lock.notifyAll();
            }
        }
    }
}
