// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes wait in one queue, bounded for that queue and for all queues of the process together: a thousand tracers
 * whose servers are away must not take a thousand times what one may. Thread-safe.
 */
final class MemoryShare {
    /** What is reserved at a time, so that the one counter of all queues is seldom touched. */
    private static final long CHUNK = 16 << 10;

    private static final AtomicLong SHARED =
            new AtomicLong(Math.max(Runtime.getRuntime().maxMemory() / 4, 32L << 20));

    private final AtomicLong shared;
    private final long most;
    private final AtomicLong used = new AtomicLong();
    private volatile long reserved; // written under this

    /** A share of what all queues of this process may hold: a quarter of the heap, at least 32 MiB. */
    MemoryShare(long most) {
        this(most, SHARED);
    }

    MemoryShare(long most, AtomicLong shared) {
        this.most = most;
        this.shared = shared;
    }

    /** Takes room; false, and nothing is taken, if there is not so much. */
    boolean take(long bytes) {
        long now = used.addAndGet(bytes);
        if (now <= most && (now <= reserved || reserve(now))) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** Gives room back. */
    void give(long bytes) {
        long now = used.addAndGet(-bytes);
        if (reserved - now >= 2 * CHUNK || now == 0) {
            release();
        }
    }

    private synchronized boolean reserve(long needed) {
        while (reserved < needed) {
            if (shared.addAndGet(-CHUNK) < 0) {
                shared.addAndGet(CHUNK);
                return false;
            }
            reserved += CHUNK;
        }
        return true;
    }

    private synchronized void release() {
        long kept = (used.get() + CHUNK - 1) / CHUNK * CHUNK;
        if (kept < reserved) {
            shared.addAndGet(reserved - kept);
            reserved = kept;
        }
    }
}
