// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.tracing.HoneyHiveTracer;
import ai.honeyhive.tracing.TracerHealth;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends each row when it ends and holds new rows back while too many wait to be acknowledged, so that a fast run over
 * many rows overflows no queue. While the server does not answer nothing is held back: the rows go on without it.
 * Thread-safe.
 */
final class SendWindow {
    /** So many rows may wait, whatever they have: each has a session, and those of ten thousand find room. */
    private static final int MOST_WAITING = 1_000;

    /** With so many rows waiting it is also looked at how many spans they have. */
    private static final int SOME_WAITING = 200;

    /** A queue of the tracer holds fifty thousand spans. */
    private static final long MOST_SPANS = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A flush that ends this soon before its time was not cut short by a loss: timers are not exact. */
    private static final Duration TIMER_MARGIN = Duration.ofMillis(100);

    private static final Duration LAST_TRY = Duration.ofSeconds(2);

    private final HoneyHiveTracer tracer;
    private final Consumer<List<Row>> settled;
    private final Object lock = new Object();
    private final Deque<Row> unsettled = new ArrayDeque<>(); // guarded by lock: ended, but not known to be accepted
    private long ended; // guarded by lock
    private long acknowledgedOrPassed; // guarded by lock: what unsettled begins behind
    private long acknowledged; // guarded by lock
    private boolean unanswered; // guarded by lock
    private boolean refused; // guarded by lock
    private boolean closed; // guarded by lock
    private @Nullable Thread sender; // guarded by lock

    /** @param settled is told of rows of which the server has accepted everything */
    SendWindow(HoneyHiveTracer tracer, Consumer<List<Row>> settled) {
        this.tracer = tracer;
        this.settled = settled;
    }

    /** A row has ended: its events and its session can go. */
    void rowEnded(Row row) {
        synchronized (lock) {
            ended++;
            unsettled.add(row);
            if (sender == null && !closed) {
                sender = new Thread(this::send, "honeyhive-experiment-sender");
                sender.setDaemon(true);
                sender.start();
            }
            lock.notifyAll();
        }
    }

    /** Waits until a further row may run. */
    void awaitRoom() throws InterruptedException {
        synchronized (lock) {
            while (!unanswered && isFull(ended - acknowledged)) {
                lock.wait();
            }
        }
    }

    private boolean isFull(long waiting) {
        return waiting >= MOST_WAITING
                || (waiting >= SOME_WAITING && tracer.health().spansWaiting() >= MOST_SPANS);
    }

    /**
     * Sends the rest, with little patience if the server did not answer last time.
     *
     * @return whether everything was accepted, from the first row on
     */
    boolean finish(Duration timeout) {
        Thread running;
        synchronized (lock) {
            closed = true;
            running = sender;
            lock.notifyAll();
        }
        try {
            if (running != null) {
                running.join(2 * PATIENCE.toMillis()); // two flushes at once would share one report of a loss
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        boolean answering;
        synchronized (lock) {
            answering = !unanswered;
        }
        Duration patience = answering ? timeout : LAST_TRY;
        boolean accepted;
        boolean moving;
        do {
            long before = delivered();
            long begin = System.nanoTime();
            accepted = tracer.flush(patience);
            moving = System.nanoTime() - begin >= patience.minus(TIMER_MARGIN).toNanos() && delivered() != before;
        } while (!accepted && moving);
        if (accepted) {
            settle(Long.MAX_VALUE);
        }
        synchronized (lock) {
            return accepted && !refused;
        }
    }

    /** Tells of the rows that ended before a flush which was accepted as a whole; one after a loss proves nothing of older ones. */
    private void settle(long upTo) {
        List<Row> rows = new ArrayList<>();
        synchronized (lock) {
            while (!unsettled.isEmpty() && acknowledgedOrPassed < upTo) {
                rows.add(unsettled.removeFirst());
                acknowledgedOrPassed++;
            }
        }
        if (!rows.isEmpty()) {
            settled.accept(rows);
        }
    }

    /** Drops the rows of which something was lost: they never settle. */
    private void pass(long upTo) {
        synchronized (lock) {
            while (!unsettled.isEmpty() && acknowledgedOrPassed < upTo) {
                unsettled.removeFirst();
                acknowledgedOrPassed++;
            }
        }
    }

    /** Returns how much of what the tracer sends has found its end; a slow server lets it grow, a lost one does not. */
    private long delivered() {
        TracerHealth health = tracer.health();
        return health.spansDelivered() + health.sessionCallsDelivered() + health.droppedInAll();
    }

    private void send() {
        try {
            for (long upTo = awaitEnded(); upTo >= 0; upTo = awaitEnded()) {
                long before = delivered();
                long begin = System.nanoTime();
                boolean accepted = tracer.flush(PATIENCE);
                boolean inTime =
                        System.nanoTime() - begin < PATIENCE.minus(TIMER_MARGIN).toNanos();
                boolean stalled = !accepted && !inTime && delivered() == before;
                if (accepted) {
                    settle(upTo);
                } else if (inTime) {
                    pass(upTo);
                }
                synchronized (lock) {
                    if (accepted || inTime || stalled) { // else it is slow, but moving: look again
                        acknowledged = upTo;
                    }
                    unanswered = stalled;
                    refused |= !accepted && inTime; // a flush tells of a loss only once
                    lock.notifyAll();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody of ours does this: end, as asked
        } finally {
            synchronized (lock) {
                unanswered |= !closed; // whatever ended this thread early, no row may wait for it
                lock.notifyAll();
            }
        }
    }

    /** Returns how many rows have ended, once there are new ones; -1 when closed. */
    private long awaitEnded() throws InterruptedException {
        synchronized (lock) {
            while (!closed && ended == acknowledged) {
                lock.wait();
            }
            return closed ? -1 : ended;
        }
    }
}
