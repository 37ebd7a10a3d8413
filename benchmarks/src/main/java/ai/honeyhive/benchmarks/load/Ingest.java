// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Sends batches over some connections at a time, each the next one as soon as its last is acknowledged. */
final class Ingest implements AutoCloseable {
    private final Api api;
    private final LongFunction<byte @Nullable []> batches;
    private final AtomicLong next;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<IOException> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final long began = System.nanoTime();

    /**
     * Begins to send.
     *
     * @param batches the request of a number; null ends it
     */
    Ingest(Api api, int connections, long first, LongFunction<byte @Nullable []> batches) {
        this.api = api;
        this.batches = batches;
        this.next = new AtomicLong(first);
        for (int i = 0; i < connections; i++) {
            Thread thread = new Thread(this::send, "load-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    /** Waits until everything is acknowledged. */
    Result await() throws IOException, InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        IOException failure = failures.peek();
        if (failure != null) {
            throw failure;
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Result(acknowledged.get() * Spans.BATCH / seconds, Times.of(List.copyOf(millis)), next.get());
    }

    /** Sends no more, and waits for what is under way. */
    Result stop() throws IOException, InterruptedException {
        stopped.set(true);
        return await();
    }

    /**
     * What came of it.
     *
     * @param rate spans a second
     * @param times of the requests
     * @param next the number of the first batch that was not sent
     */
    record Result(double rate, Times times, long next) {}

    private void send() {
        try {
            while (!stopped.get() && failures.isEmpty()) {
                byte[] batch = batches.apply(next.getAndIncrement());
                if (batch == null) {
                    next.decrementAndGet();
                    return;
                }
                long sent = System.nanoTime();
                api.export(batch);
                millis.add((System.nanoTime() - sent) / 1e6);
                acknowledged.incrementAndGet();
            }
        } catch (IOException e) {
            failures.add(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
