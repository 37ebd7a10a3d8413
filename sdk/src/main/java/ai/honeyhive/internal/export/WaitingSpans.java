// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Ended spans, first in first out, bounded in number and bytes. Many threads add; one at a time takes. Adding is one
 * atomic step and makes no object: a span is hung onto the one before it, and says how many there were up to it, and how
 * large they were together. Whoever takes cuts the chain off and turns it round.
 *
 * <pre>
 *   newest -> span 9 -> span 8 -> cut         oldest -> span 6 -> span 7
 *             added since the last look                 turned round, next to be taken
 * </pre>
 */
public final class WaitingSpans {
    private static final AtomicReferenceFieldUpdater<WaitingSpans, Link> NEWEST =
            AtomicReferenceFieldUpdater.newUpdater(WaitingSpans.class, Link.class, "newest");

    private final int capacity;
    private final int capacityBytes;
    private volatile Link newest = new Cut(0, 0); // written through NEWEST
    private @Nullable EndedSpan oldest; // of who takes, as are the writes of the next two
    private volatile long taken;
    private volatile int takenBytes; // modulo 2^32, as all sums of bytes here

    /** Nothing waits at first. */
    WaitingSpans(int capacity, int capacityBytes) {
        this.capacity = capacity;
        this.capacityBytes = capacityBytes;
    }

    /** What hangs in the chain. The numbers run on and over; only their differences are used. */
    public interface Link {
        /** Returns the one before. */
        @Nullable Link earlier();

        /** Returns how many were added up to this one, modulo 2^32. */
        int number();

        /** Returns how large they were together, modulo 2^32. */
        int bytes();

        /** Keeps what is to be returned from now on. */
        void hang(@Nullable Link earlier, int number, int bytes);
    }

    /** Returns how many wait now, with this one; 0 when there was no room for it. */
    int add(EndedSpan span) {
        int size = span.approximateSize();
        Link before;
        int waiting;
        do {
            before = newest;
            waiting = before.number() - (int) taken + 1;
            int bytes = before.bytes() + size;
            if (waiting > capacity || bytes - takenBytes > capacityBytes) {
                return 0;
            }
            span.hang(before, before.number() + 1, bytes);
        } while (!NEWEST.compareAndSet(this, before, span));
        return waiting;
    }

    /** Takes the oldest, until there are so many or they have so many bytes. */
    List<EndedSpan> take(int most, int mostBytes) {
        List<EndedSpan> batch = new ArrayList<>(Math.min(size(), most));
        int bytes = takenBytes;
        while (batch.size() < most && bytes - takenBytes < mostBytes) {
            EndedSpan span = poll();
            if (span == null) {
                break;
            }
            batch.add(span);
            bytes = span.bytes();
        }
        long now = taken + batch.size();
        taken = now;
        takenBytes = bytes;
        return batch;
    }

    /** Returns how many wait. */
    int size() {
        long before = taken;
        return newest.number() - (int) before;
    }

    /** Returns how many were ever added. */
    long added() {
        long before = taken;
        return before + (newest.number() - (int) before);
    }

    private @Nullable EndedSpan poll() {
        if (oldest == null) {
            cutOff();
        }
        EndedSpan span = oldest;
        if (span != null) {
            oldest = (EndedSpan) span.earlier();
            span.hang(null, span.number(), span.bytes()); // whoever keeps a span shall not keep those after it
        }
        return span;
    }

    private void cutOff() {
        Link last = newest;
        while (!(last instanceof Cut) && !NEWEST.compareAndSet(this, last, new Cut(last.number(), last.bytes()))) {
            last = newest;
        }
        Link link = last;
        while (link instanceof EndedSpan span) {
            link = span.earlier();
            span.hang(oldest, span.number(), span.bytes());
            oldest = span;
        }
    }

    /** Where the chain was cut off: it goes on counting from there. */
    private record Cut(int number, int bytes) implements Link {
        @Override
        public @Nullable Link earlier() {
            return null;
        }

        @Override
        public void hang(@Nullable Link earlier, int number, int bytes) {
            throw new UnsupportedOperationException("nothing is before the cut");
        }
    }
}
