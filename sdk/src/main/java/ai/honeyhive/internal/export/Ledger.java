// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows what was taken and what became of it, so that a flush can tell the truth. Thread-safe.
 *
 * <pre>
 *   taken = still under way + delivered + lost
 * </pre>
 */
final class Ledger {
    private final AtomicLong taken = new AtomicLong();
    private final Object lock = new Object();
    private long settled; // guarded by lock
    private long delivered; // guarded by lock
    private long lost; // guarded by lock
    private long lostReported; // guarded by lock

    /** Something was taken and has to be delivered. */
    void take() {
        taken.incrementAndGet();
    }

    /** Something was refused at the door: never taken, but lost all the same. */
    void refuse(int count) {
        synchronized (lock) {
            lost += count;
        }
    }

    /** The fate of {@code count} taken things is known. */
    void settle(int count, int lostOfThem) {
        synchronized (lock) {
            settled += count;
            delivered += count - lostOfThem;
            lost += lostOfThem;
            lock.notifyAll();
        }
    }

    /** Returns how many were accepted. */
    long delivered() {
        synchronized (lock) {
            return delivered;
        }
    }

    /**
     * Waits until all that was taken before this call is settled.
     *
     * @return true if that came in time and nothing was lost since the last call that told of a loss
     */
    boolean await(Duration timeout) throws InterruptedException {
        return await(taken.get(), timeout);
    }

    /** Waits until so many are settled, for who counts by himself what he takes; otherwise as {@link #await(Duration)}. */
    boolean await(long target, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (lock) {
            while (settled < target) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                lock.wait(left);
            }
            boolean nothingLost = lost == lostReported;
            lostReported = lost;
            return nothingLost;
        }
    }
}
