// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.store.CommitListener;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Passes what commits touched to those who listen. A listener that cannot keep up is dropped, not waited for. */
public final class StreamHub implements CommitListener, AutoCloseable {
    private static final int MAX_LISTENERS = 64;
    private static final int MAX_PENDING = 20_000;

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
        private boolean open = true; // guarded by lock

        private void offer(Collection<String> sessionIds, Collection<String> runIds) {
            synchronized (lock) {
                sessionIds.forEach(id -> pending.add(new Touch("session", id)));
                runIds.forEach(id -> pending.add(new Touch("run", id)));
                if (pending.size() > MAX_PENDING) {
                    close();
                }
                lock.notifyAll();
            }
        }

        /** Waits for touches; none came if the answer is empty, and none ever will if this is no longer open. */
        Set<Touch> take(long timeoutMillis) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            synchronized (lock) {
                while (open && pending.isEmpty()) {
                    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (left <= 0) {
                        break;
                    }
                    lock.wait(left);
                }
                Set<Touch> taken = pending;
                pending = new LinkedHashSet<>();
                return taken;
            }
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
