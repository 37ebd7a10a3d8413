// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.context.TracerRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends what waits when the JVM ends although nobody closed the tracer. */
final class ShutdownHook {
    /** For all tracers together: whoever ends the JVM waits for us. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final AtomicBoolean INSTALLED = new AtomicBoolean();

    private ShutdownHook() {}

    static void install(TracerRegistry<TracerCore> registry) {
        if (INSTALLED.compareAndSet(false, true)) {
            Thread hook = new Thread(() -> closeAll(registry.all()), "honeyhive-shutdown");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException e) {
                INSTALLED.set(false); // the JVM is ending already
            }
        }
    }

    private static void closeAll(List<TracerCore> open) {
        open.forEach(core -> core.pipeline().hurry());
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (TracerCore core : open) {
            core.tracer().close(Duration.ofNanos(Math.max(deadline - System.nanoTime(), 0)));
        }
    }
}
