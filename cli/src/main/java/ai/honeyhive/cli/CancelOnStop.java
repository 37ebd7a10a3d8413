// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a run in order when the process is told to end: what is under way is cancelled, and so the record says. */
final class CancelOnStop {
    private static final int PATIENCE_SECONDS = 10;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    private CancelOnStop(Thread running) {
        this.hook = new Thread(() -> stop(running), "honeyhive-cancel");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts to watch over what this thread does. */
    static CancelOnStop ofThisThread() {
        return new CancelOnStop(Thread.currentThread());
    }

    private void stop(Thread running) {
        running.interrupt();
        try {
            over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that the run has ended, and all that is told about it. */
    void over() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) { // the process is ending, and waited for this
            return;
        }
    }
}
