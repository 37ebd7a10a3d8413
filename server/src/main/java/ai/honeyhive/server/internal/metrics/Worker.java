// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A thread that works in steps as long as there is work, and sleeps until it is woken. Started by the first waking. */
final class Worker implements AutoCloseable {
    /** What a step answers that may be followed by another at once. */
    static final long AGAIN = 0;

    /** What a step answers that has nothing to do until somebody wakes the worker. */
    static final long NOTHING = Long.MAX_VALUE;

    private static final System.Logger LOG = System.getLogger(Worker.class.getName());
    private static final long FAILURE_MILLIS = 1_000;
    private static final long MAX_FAILURE_MILLIS = 60_000;

    private final String name;
    private final Object lock = new Object();
    private LongSupplier step = () -> NOTHING; // set before the first waking
    private @Nullable Thread thread; // guarded by lock
    private boolean woken; // guarded by lock
    private boolean closed; // guarded by lock
    private int failures; // of the thread

    Worker(String name) {
        this.name = name;
    }

    /** @param work does something, and answers after how many milliseconds there is more to do */
    void does(LongSupplier work) {
        step = work;
    }

    void wake() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            woken = true;
            if (thread == null) {
                thread = new Thread(this::run, name);
                thread.setDaemon(true);
                thread.start();
            }
            lock.notifyAll();
        }
    }

    private void run() {
        while (true) {
            synchronized (lock) {
                if (closed) {
                    return;
                }
                woken = false;
            }
            long pause = step();
            if (pause > 0 && !sleep(pause)) {
                return;
            }
        }
    }

    /** What goes wrong in one step must not end all: the store may be busy, the disk full, and be well again later. */
    private long step() {
        try {
            long pause = step.getAsLong();
            failures = 0;
            return pause;
        } catch (RuntimeException e) {
            if (failures == 0) {
                LOG.log(System.Logger.Level.WARNING, "metrics could not be computed, and will be tried again", e);
            }
            failures = Math.min(failures + 1, 10);
            synchronized (lock) {
                woken = false;
            }
            return Math.min(MAX_FAILURE_MILLIS, FAILURE_MILLIS << failures);
        }
    }

    /** Returns false if the worker is closed. */
    private boolean sleep(long millis) {
        boolean forEver = millis == NOTHING;
        long deadline = System.nanoTime() + (forEver ? 0 : Math.min(millis, 3_600_000) * 1_000_000);
        synchronized (lock) {
            while (!closed && !woken) {
                long left = forEver ? 0 : (deadline - System.nanoTime()) / 1_000_000;
                if (!forEver && left <= 0) {
                    return true;
                }
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    return false; // nobody but us has this thread
                }
            }
            return !closed;
        }
    }

    /** Waits for the step under way. */
    @Override
    public void close() {
        Thread running;
        synchronized (lock) {
            closed = true;
            running = thread;
            lock.notifyAll();
        }
        boolean interrupted = false;
        while (running != null && running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                interrupted = true;
                running.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
