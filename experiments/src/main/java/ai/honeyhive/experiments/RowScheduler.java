// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs rows on an executor, never more than allowed at once, and never more than that submitted; returns them in the
 * dataset's order. For one run.
 */
final class RowScheduler {
    /** How long rows that were interrupted may take to end. */
    private static final long GRACE_SECONDS = 5;

    private final Executor executor;
    private final int maxConcurrency;
    private final Semaphore places;
    private final Set<Job> jobs = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private volatile boolean cancelling;

    RowScheduler(Executor executor, int maxConcurrency) {
        this.executor = executor;
        this.maxConcurrency = maxConcurrency;
        this.places = new Semaphore(maxConcurrency);
    }

    /** Waits before a row starts, for whatever reason. */
    interface Admission {
        void await() throws InterruptedException;

        /** Asked right before a row starts: whether it is not to, nor any after it. */
        boolean isOver();
    }

    /**
     * Rows that ended, in order, and why not all did.
     *
     * @param cancelled whether the calling thread was interrupted
     * @param stopped whether there were to be no more
     */
    record Outcome(List<Row> rows, boolean cancelled, boolean stopped) {}

    /** Whether rows under way are being interrupted because the run is cancelled. */
    boolean isCancelling() {
        return cancelling;
    }

    /**
     * Runs all rows and waits for them. An interrupt of the calling thread interrupts the rows under way, and is
     * reported instead of restored: the caller has to finish its work first.
     *
     * @param ended called with each row in the thread that ran it
     * @throws Error if the JVM broke in a row
     */
    Outcome run(List<RowSlot> slots, Function<RowSlot, Row> runner, Admission admission, Consumer<Row> ended) {
        AtomicReferenceArray<@Nullable Row> rows = new AtomicReferenceArray<>(slots.size());
        boolean cancelled = false;
        boolean stopped = false;
        try {
            for (int i = 0; i < slots.size() && broken.get() == null; i++) {
                int index = i;
                admission.await();
                places.acquire();
                if (admission.isOver()) {
                    places.release();
                    stopped = true;
                    break;
                }
                submit(new Job(() -> {
                    Row row = runner.apply(slots.get(index));
                    rows.set(index, row);
                    ended.accept(row);
                }));
            }
            places.acquire(maxConcurrency);
        } catch (InterruptedException e) {
            cancelled = true;
            cancelJobs();
        }
        rethrow(broken.get());
        List<Row> inOrder = new ArrayList<>(slots.size());
        for (int i = 0; i < rows.length(); i++) {
            Row row = rows.get(i);
            if (row != null) {
                inOrder.add(row);
            }
        }
        return new Outcome(inOrder, cancelled, stopped);
    }

    private void submit(Job job) {
        jobs.add(job);
        try {
            executor.execute(job);
        } catch (RuntimeException refused) { // an executor of the user's that is full or shut down
            job.cancel();
            cancelJobs();
            throw refused;
        }
    }

    private void cancelJobs() {
        cancelling = true;
        jobs.forEach(Job::cancel);
        try {
            places.tryAcquire(maxConcurrency, GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) { // asked twice: wait no longer
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** A row on its way; holds one place until it ended or was cancelled before it began. */
    private final class Job implements Runnable {
        private final Runnable row;
        private @Nullable Thread thread; // guarded by this
        private boolean over; // guarded by this

        Job(Runnable row) {
            this.row = row;
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            try {
                row.run();
            } catch (Throwable failure) { // a row catches what is its own: this is the JVM's end, or our fault
                broken.compareAndSet(null, failure);
            } finally {
                end();
            }
        }

        private synchronized boolean begin() {
            if (!over) {
                thread = Thread.currentThread();
            }
            return !over;
        }

        private synchronized void end() {
            thread = null;
            Thread.interrupted(); // an interrupt meant for this row must not hit the thread's next
            leave();
        }

        synchronized void cancel() {
            if (thread != null) {
                thread.interrupt();
            } else if (!over) {
                leave();
            }
        }

        private void leave() {
            over = true;
            jobs.remove(this);
            places.release();
        }
    }
}
