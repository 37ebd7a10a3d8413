// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.tracing.HoneyHiveTracer;
import ai.honeyhive.tracing.TracerHealth;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends each row when it ends and holds new rows back while too many wait to be acknowledged, so that a fast run over
 * many rows overflows no queue. While the server does not answer nothing is held back: the rows go on without it.
 * Thread-safe.
 */
final class SendWindow {
    /** A queue of the tracer holds some ten thousand spans: this leaves a row a hundred of them. */
    private static final int MOST_WAITING = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A flush that ends this soon before its time was not cut short by a loss: timers are not exact. */
    private static final Duration TIMER_MARGIN = Duration.ofMillis(100);

    private static final Duration LAST_TRY = Duration.ofSeconds(2);

    private final HoneyHiveTracer tracer;
    private final Object lock = new Object();
    private long ended; // guarded by lock
    private long acknowledged; // guarded by lock
    private boolean unanswered; // guarded by lock
    private boolean refused; // guarded by lock
    private boolean closed; // guarded by lock
    private @Nullable Thread sender; // guarded by lock

    SendWindow(HoneyHiveTracer tracer) {
        this.tracer = tracer;
    }

    /** A row has ended: its events and its session can go. */
    void rowEnded() {
        synchronized (lock) {
            ended++;
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
            while (ended - acknowledged >= MOST_WAITING && !unanswered) {
                lock.wait();
            }
        }
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
            long before = settled();
            long begin = System.nanoTime();
            accepted = tracer.flush(patience);
            moving = System.nanoTime() - begin >= patience.minus(TIMER_MARGIN).toNanos() && settled() != before;
        } while (!accepted && moving);
        synchronized (lock) {
            return accepted && !refused;
        }
    }

    /** Returns how much of what the tracer sends has found its end; a slow server lets it grow, a lost one does not. */
    private long settled() {
        TracerHealth health = tracer.health();
        return health.spansDelivered() + health.sessionCallsDelivered() + health.droppedInAll();
    }

    private void send() {
        try {
            for (long upTo = awaitEnded(); upTo >= 0; upTo = awaitEnded()) {
                long before = settled();
                long begin = System.nanoTime();
                boolean accepted = tracer.flush(PATIENCE);
                boolean inTime =
                        System.nanoTime() - begin < PATIENCE.minus(TIMER_MARGIN).toNanos();
                boolean stalled = !accepted && !inTime && settled() == before;
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
