// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.context.TracerRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends what waits when the JVM ends although nobody closed the tracer. */
final class ShutdownHook {
    /** For all tracers together: whoever ends the JVM waits for us. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final AtomicBoolean INSTALLED = new AtomicBoolean();
    private static final Set<Runnable> BEFORE = ConcurrentHashMap.newKeySet();

    private ShutdownHook() {}

    static void install(TracerRegistry<TracerCore> registry) {
        if (INSTALLED.compareAndSet(false, true)) {
            Thread hook = new Thread(() -> end(registry), "honeyhive-shutdown");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException e) {
                INSTALLED.set(false); // the JVM is ending already
            }
        }
    }

    /** Adds work to be done before the tracers are closed, and returns what takes it back. */
    static Runnable before(Runnable work, TracerRegistry<TracerCore> registry) {
        install(registry);
        BEFORE.add(work);
        return () -> BEFORE.remove(work);
    }

    private static void end(TracerRegistry<TracerCore> registry) {
        for (Runnable work : BEFORE) {
            try {
                work.run();
            } catch (RuntimeException e) { // the tracers have to be closed all the same
                HoneyHiveTracer.LOG.log(Level.WARNING, "work before the end of the JVM failed", e);
            }
        }
        closeAll(registry.all());
    }

    private static void closeAll(List<TracerCore> open) {
        open.forEach(core -> core.pipeline().hurry());
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (TracerCore core : open) {
            core.tracer().close(Duration.ofNanos(Math.max(deadline - System.nanoTime(), 0)));
        }
    }
}
