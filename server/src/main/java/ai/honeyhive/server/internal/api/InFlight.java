// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import java.util.concurrent.TimeUnit;

/** Counts requests under way, so that the server ends after them. */
final class InFlight {
    private static final long DRAIN_SECONDS = 10;

    private final Object lock = new Object();
    private int count; // guarded by lock
    private boolean closed; // guarded by lock

    void enter() {
        synchronized (lock) {
            if (closed) {
                throw ApiException.unavailable("the server is shutting down");
            }
            count++;
        }
    }

    void leave() {
        synchronized (lock) {
            count--;
            lock.notifyAll();
        }
    }

    void drain() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        synchronized (lock) {
            closed = true;
            while (count > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
