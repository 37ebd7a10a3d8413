// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.retention;

import ai.honeyhive.server.internal.store.EventStore.Removed;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Removes what is too old or too much from a store, a little at a time, so that writes never wait long for it. Thread-safe.
 */
public final class Retention implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Retention.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    /** Sessions of one transaction. */
    private static final int STEP = 50;

    /** A session of the last minutes may be going on; it is not taken for its bytes. */
    private static final Duration GOING_ON = Duration.ofMinutes(5);

    private final Store store;
    private final RetentionRules rules;
    private final LongSupplier clock;
    private final Thread thread = new Thread(this::run, "honeyhive-retention");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Status status = new Status(0, 0, null);
    private boolean warnedOfBytes; // of the sweeping thread
    private boolean warnedOfStore; // of the sweeping thread

    /**
     * Does nothing until it is told to.
     *
     * @param clock Unix milliseconds
     */
    public Retention(Store store, RetentionRules rules, LongSupplier clock) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /**
     * What was removed since the server started.
     *
     * @param events without the sessions
     * @param lastSweep when the store was last looked through, Unix milliseconds; null if it was not yet
     */
    public record Status(
            long sessions, long events, @Nullable Long lastSweep) {}

    public RetentionRules rules() {
        return rules;
    }

    public Status status() {
        return status;
    }

    /** Looks through the store now, and every minute from now on, if there is a rule. */
    public void start() {
        if (!rules.equals(RetentionRules.KEEP_ALL)) {
            thread.start();
        }
    }

    private void run() {
        try {
            do {
                attempt();
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) { // nobody but us has this thread; it ends
            LOG.log(System.Logger.Level.DEBUG, "retention was interrupted");
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private void attempt() {
        try {
            sweep();
            warnedOfStore = false;
        } catch (StoreException e) { // busy, full or gone: the next time it may be better
            if (!warnedOfStore && !isClosed()) {
                warnedOfStore = true;
                LOG.log(System.Logger.Level.WARNING, "old sessions could not be removed; it is tried again", e);
            }
        }
    }

    /** Removes what is too old, then what is too much. */
    void sweep() {
        Removed removed = byAge().plus(byBytes());
        while (!isClosed() && store.shrink()) {
            Thread.onSpinWait(); // each step is a commit of its own, between which others write
        }
        Status before = status;
        status = new Status(
                before.sessions() + removed.sessions(), before.events() + removed.events(), clock.getAsLong());
        if (removed.sessions() > 0) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "removed {0} sessions with {1} events, as retention says",
                    removed.sessions(),
                    removed.events());
        }
    }

    private Removed byAge() {
        Removed all = Removed.NOTHING;
        if (rules.maxAge() == null) {
            return all;
        }
        double oldest = clock.getAsLong() - (double) rules.maxAge().toMillis();
        Removed step;
        do {
            step = isClosed() ? Removed.NOTHING : store.events().removeSessions(oldest, STEP);
            all = all.plus(step);
        } while (step.sessions() > 0);
        return all;
    }

    private Removed byBytes() {
        Removed all = Removed.NOTHING;
        if (rules.maxBytes() == null) {
            return all;
        }
        double recent = clock.getAsLong() - (double) GOING_ON.toMillis();
        while (!isClosed() && used() > rules.maxBytes()) {
            Removed step = store.events().removeSessions(recent, STEP);
            if (step.sessions() == 0) {
                warnOfBytes();
                return all;
            }
            all = all.plus(step);
        }
        warnedOfBytes = false;
        return all;
    }

    private void warnOfBytes() {
        if (!warnedOfBytes) {
            warnedOfBytes = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the data takes {0} bytes, more than the {1} it may: what is left belongs to runs, datasets or the"
                            + " last minutes. Delete runs, or allow more.",
                    used(),
                    rules.maxBytes());
        }
    }

    private long used() {
        Store.State state = store.state();
        return state.bytes() - state.freeBytes();
    }

    /** Waits for the step under way, which is short. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
