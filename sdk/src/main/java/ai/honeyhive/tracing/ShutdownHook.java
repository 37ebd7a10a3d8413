// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.context.TracerRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends what waits when the JVM ends although nobody closed the tracer. */
final class ShutdownHook {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final AtomicBoolean INSTALLED = new AtomicBoolean();

    private ShutdownHook() {}

    static void install(TracerRegistry<HoneyHiveTracer> registry) {
        if (INSTALLED.compareAndSet(false, true)) {
            Thread hook =
                    new Thread(() -> registry.all().forEach(tracer -> tracer.close(TIMEOUT)), "honeyhive-shutdown");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException e) {
                INSTALLED.set(false); // the JVM is ending already
            }
        }
    }
}
