// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics.models;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The models that the user configured, and the threads that wait for them; one for all stores of a server. */
public final class MetricModels implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MetricModels.class.getName());
    private static final int CLOSE_SECONDS = 5;

    private final @Nullable Judge judge;
    private final @Nullable Embeddings embeddings;
    private final int concurrency;
    private final ExecutorService threads;

    private MetricModels(@Nullable Judge judge, @Nullable Embeddings embeddings) {
        this.judge = judge;
        this.embeddings = embeddings;
        this.concurrency = Math.max(
                1, (judge == null ? 0 : judge.concurrency()) + (embeddings == null ? 0 : embeddings.concurrency()));
        this.threads = threads(concurrency);
    }

    /**
     * Uses what was configured.
     *
     * @param cost of a judge's calls
     * @param clock Unix milliseconds
     */
    public static MetricModels of(
            @Nullable ModelSettings judge,
            @Nullable ModelSettings embeddings,
            Judge.CallCost cost,
            LongSupplier clock) {
        return new MetricModels(
                judge == null ? null : new Judge(judge, cost, clock),
                embeddings == null ? null : new Embeddings(embeddings, clock));
    }

    private static ExecutorService threads(int most) {
        var number = new AtomicInteger();
        var pool = new ThreadPoolExecutor(most, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            var thread = new Thread(work, "honeyhive-judge-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Null if none is configured. */
    public @Nullable Judge judge() {
        return judge;
    }

    /** Null if none are configured. */
    public @Nullable Embeddings embeddings() {
        return embeddings;
    }

    /** How many calls may be under way at once. */
    public int concurrency() {
        return concurrency;
    }

    /** Does what waits for a model. */
    public ExecutorService threads() {
        return threads;
    }

    /** Breaks off calls under way, and waits a little for those who made them. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "calls to models are still under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
