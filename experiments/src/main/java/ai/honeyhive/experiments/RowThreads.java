// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The threads of a run: a virtual one a row where the JVM has them (21 and newer), else a pool of platform threads. */
final class RowThreads {
    private static final String NAME = "honeyhive-row-";
    private static final @Nullable Supplier<ExecutorService> VIRTUAL = virtualThreads();

    private RowThreads() {}

    static boolean areVirtual() {
        return VIRTUAL != null;
    }

    /** Returns an executor that runs at least {@code maxConcurrency} rows at once; the caller shuts it down. */
    static ExecutorService open(int maxConcurrency) {
        if (VIRTUAL != null) {
            return VIRTUAL.get();
        }
        return new ThreadPoolExecutor(
                maxConcurrency, maxConcurrency, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), platformThreads());
    }

    /** Returns an executor that runs whatever comes at once; the caller shuts it down. */
    static ExecutorService openUnbounded() {
        return VIRTUAL != null ? VIRTUAL.get() : Executors.newCachedThreadPool(platformThreads());
    }

    private static ThreadFactory platformThreads() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName(NAME + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@code Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(NAME, 0).factory())}, as Java 17 can say it. */
    private static @Nullable Supplier<ExecutorService> virtualThreads() {
        try {
            Class<?> builderType = Class.forName("java.lang.Thread$Builder");
            Method ofVirtual = Thread.class.getMethod("ofVirtual");
            Method name = builderType.getMethod("name", String.class, long.class);
            Method factory = builderType.getMethod("factory");
            Method executor = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
            Supplier<ExecutorService> supplier = () -> {
                try {
                    Object builder = name.invoke(ofVirtual.invoke(null), NAME, 0L);
                    return (ExecutorService) executor.invoke(null, factory.invoke(builder));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("virtual threads were there a moment ago", e);
                }
            };
            supplier.get().shutdown(); // in 19 and 20 they are there, but only as a preview that refuses to start
            return supplier;
        } catch (ReflectiveOperationException | IllegalStateException e) {
            return null;
        }
    }
}
