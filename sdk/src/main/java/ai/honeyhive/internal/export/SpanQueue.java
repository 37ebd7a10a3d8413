// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.http.HttpTransport;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * From an ended span to an acknowledged request: a bounded queue and one daemon thread that sends batches and tries
 * again while the server is away. OpenTelemetry's own batch processor reports a flush as successful even when the
 * server refused everything, hence this one. Thread-safe.
 */
public final class SpanQueue implements SpanProcessor {
    private static final int CAPACITY = 20_000;
    private static final int BATCH = 512;
    private static final long DELAY_NANOS = Duration.ofMillis(500).toNanos();
    private static final int IDLE_ROUNDS = 60;

    private final ConcurrentLinkedQueue<ReadableSpan> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Ledger ledger = new Ledger();
    private final OtlpSender sender;
    private final Drops drops;
    private final String threadName;
    private volatile @Nullable Thread worker; // written under this
    private volatile boolean hurry;
    private volatile boolean closed;

    /** Sends to {@code transport}; nothing runs before the first span ends. */
    public SpanQueue(HttpTransport transport, String source, String threadName, Drops drops) {
        this.sender = new OtlpSender(transport, source);
        this.threadName = threadName;
        this.drops = drops;
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (!span.getSpanContext().isSampled()) {
            return;
        }
        if (closed) {
            refuse(DropCause.CLOSED);
            return;
        }
        int waiting = size.incrementAndGet();
        if (waiting > CAPACITY) {
            size.decrementAndGet();
            refuse(DropCause.QUEUE_FULL);
            return;
        }
        ledger.take();
        queue.add(span);
        Thread running = worker;
        if (running == null) {
            startWorker();
        } else if (waiting == BATCH) {
            LockSupport.unpark(running);
        }
    }

    /** Returns true if every span that ended before this call was accepted within the time. */
    public boolean flush(Duration timeout) throws InterruptedException {
        hurry = true;
        LockSupport.unpark(worker);
        return ledger.await(timeout);
    }

    /** Takes no more spans, sends what waits within the time and stops the thread. Can be called twice. */
    public boolean close(Duration timeout) throws InterruptedException {
        closed = true;
        boolean delivered = flush(timeout);
        Thread running = worker;
        if (running != null) {
            running.interrupt();
        }
        sender.close();
        return delivered;
    }

    /** Part of the provider's shutdown, which comes after {@link #close(Duration)}. */
    @Override
    public CompletableResultCode shutdown() {
        closed = true;
        return CompletableResultCode.ofSuccess();
    }

    private void refuse(DropCause cause) {
        ledger.refuse(1);
        drops.add(cause, 1, "spans", "");
    }

    private synchronized void startWorker() {
        if (worker == null) {
            Thread thread = new Thread(this::work, threadName);
            thread.setDaemon(true);
            worker = thread;
            thread.start();
        }
    }

    private void work() {
        int idle = 0;
        boolean interrupted = false;
        while (!interrupted && idle < IDLE_ROUNDS) {
            if (size.get() < BATCH && !hurry) {
                LockSupport.parkNanos(this, DELAY_NANOS);
            }
            hurry = false;
            List<ReadableSpan> batch = nextBatch();
            idle = batch.isEmpty() ? idle + 1 : 0;
            while (!batch.isEmpty() && !interrupted) {
                interrupted = !deliver(batch);
                batch = interrupted ? List.of() : nextBatch();
            }
            interrupted |= Thread.interrupted() || (closed && queue.isEmpty());
        }
        leave(interrupted);
    }

    /** Ends this thread; the next span starts another. */
    private void leave(boolean interrupted) {
        if (interrupted && closed) {
            int left = 0;
            while (queue.poll() != null) {
                size.decrementAndGet();
                left++;
            }
            if (left > 0) {
                drops.add(DropCause.CLOSED, left, "spans", "not delivered in time");
                ledger.settle(left, left);
            }
        }
        synchronized (this) {
            worker = null;
        }
        if (!queue.isEmpty()) { // added between the last look and now
            startWorker();
        }
    }

    private List<ReadableSpan> nextBatch() {
        List<ReadableSpan> batch = new ArrayList<>(Math.min(size.get(), BATCH));
        while (batch.size() < BATCH) {
            ReadableSpan span = queue.poll();
            if (span == null) {
                break;
            }
            batch.add(span);
        }
        size.addAndGet(-batch.size());
        return batch;
    }

    /** Sends until the server takes or refuses the batch; false when this thread shall end. */
    private boolean deliver(List<ReadableSpan> batch) {
        byte[] body;
        try {
            List<SpanData> data = new ArrayList<>(batch.size());
            for (ReadableSpan span : batch) {
                data.add(span.toSpanData());
            }
            body = sender.encode(data);
        } catch (RuntimeException e) { // our fault, not the caller's
            lose(DropCause.ENCODING, batch.size(), batch.size(), e.toString());
            return true;
        }
        Delivery delivery = Delivery.of(() -> sender.send(body));
        if (delivery.lost() != null) {
            lose(delivery.lost(), batch.size(), batch.size(), delivery.detail());
        } else if (delivery.accepted() != null) {
            settle(batch.size(), delivery.accepted().body());
        }
        return !delivery.interrupted();
    }

    private void settle(int spans, byte[] response) {
        int rejected = (int) Math.min(PartialSuccess.rejectedSpans(response), spans);
        if (rejected > 0) {
            lose(DropCause.REJECTED, spans, rejected, "partial success");
        } else {
            ledger.settle(spans, 0);
        }
    }

    private void lose(DropCause cause, int settled, int lost, String detail) {
        drops.add(cause, lost, "spans", detail);
        ledger.settle(settled, lost);
    }
}
