// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * From an ended span to an acknowledged request: a queue bounded in number and bytes, and one daemon thread that sends
 * batches and tries again while the server is away. OpenTelemetry's own batch processor reports a flush as successful
 * even when the server refused everything, hence this one. Thread-safe.
 */
public final class SpanQueue {
    private static final int CAPACITY = 50_000;
    private static final long CAPACITY_BYTES = 64L << 20;
    private static final long BATCH_BYTES = 8L << 20;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ConcurrentLinkedQueue<EndedSpan> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final MemoryShare memory = new MemoryShare(CAPACITY_BYTES);
    private final Ledger ledger;
    private final OtlpSender sender;
    private final Outlet outlet;
    private final Drops drops;
    private final String threadName;
    private final long delayNanos;
    private final int batchSize;
    private volatile @Nullable Thread worker; // written under this
    private volatile boolean hurry;
    private volatile boolean closed;

    /**
     * Nothing runs before the first span ends.
     *
     * @param source said in a header of each request
     */
    public SpanQueue(String source, String threadName, Batching batching, Outlet outlet, Drops drops) {
        this.sender = new OtlpSender(source);
        this.threadName = threadName;
        this.delayNanos = batching.delay().toNanos();
        this.batchSize = batching.size();
        this.outlet = outlet;
        this.drops = drops;
        this.ledger = new Ledger();
    }

    /** Takes an ended span; returns at once, also when there is no room. */
    public void add(EndedSpan span) {
        if (closed) {
            refuse(DropCause.CLOSED);
            return;
        }
        int spanBytes = span.approximateSize();
        int waiting = size.incrementAndGet();
        if (waiting > CAPACITY || !memory.take(spanBytes)) {
            size.decrementAndGet();
            refuse(DropCause.QUEUE_FULL);
            return;
        }
        ledger.take();
        queue.add(span);
        Thread running = worker;
        if (running == null) {
            startWorker();
        } else if (waiting == batchSize || delayNanos == 0) {
            LockSupport.unpark(running);
        }
    }

    /** Returns true if every span that ended before this call was accepted within the time. */
    public boolean flush(Duration timeout) throws InterruptedException {
        hurry();
        return ledger.await(timeout);
    }

    /** Sends what waits without waiting for more. */
    public void hurry() {
        hurry = true;
        LockSupport.unpark(worker);
    }

    /** Takes no more spans, sends what waits within the time and stops the thread. Can be called twice. */
    public boolean close(Duration timeout) throws InterruptedException {
        closed = true;
        boolean delivered = flush(timeout);
        Thread running = worker;
        if (running != null) {
            running.interrupt();
            running.join(Duration.ofSeconds(1).toMillis()); // what it writes to the spool shall be there when we return
        }
        sender.close();
        return delivered;
    }

    /** Returns how many spans were neither accepted nor lost so far: in memory, under way or on disk. */
    public long waiting() {
        return ledger.waiting();
    }

    /** Returns how many spans the server accepted. */
    public long delivered() {
        return ledger.delivered();
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
        try {
            sendUntilIdle();
        } finally { // also after an Error, such as one for want of memory
            synchronized (this) {
                worker = null;
            }
            if (!queue.isEmpty()) { // added between the last look and now
                startWorker();
            }
        }
    }

    private void sendUntilIdle() {
        long idleSince = System.nanoTime();
        boolean interrupted = false;
        while (!interrupted && System.nanoTime() - idleSince < IDLE.toNanos()) {
            if (size.get() < batchSize && !hurry && (delayNanos > 0 || size.get() == 0)) {
                LockSupport.parkNanos(this, delayNanos > 0 ? delayNanos : IDLE.toNanos());
            }
            hurry = false;
            List<EndedSpan> batch = nextBatch();
            while (!batch.isEmpty()) {
                idleSince = System.nanoTime();
                deliver(batch);
                batch = nextBatch(); // an interrupted thread delivers to the spool, or counts what is lost
            }
            interrupted = Thread.interrupted() || (closed && queue.isEmpty());
        }
    }

    private List<EndedSpan> nextBatch() {
        List<EndedSpan> batch = new ArrayList<>(Math.min(size.get(), batchSize));
        long batchBytes = 0;
        while (batch.size() < batchSize && batchBytes < BATCH_BYTES) {
            EndedSpan span = queue.poll();
            if (span == null) {
                break;
            }
            batch.add(span);
            batchBytes += span.approximateSize();
        }
        size.addAndGet(-batch.size());
        memory.give(batchBytes);
        return batch;
    }

    private void deliver(List<EndedSpan> batch) {
        byte[] body;
        try {
            List<SpanData> data = new ArrayList<>(batch.size());
            for (EndedSpan span : batch) {
                data.add(span.toSpanData());
            }
            body = sender.encode(data);
        } catch (RuntimeException | OutOfMemoryError e) { // our fault, not the caller's
            lose(DropCause.ENCODING, batch.size(), batch.size(), e.toString());
            return;
        }
        int spans = batch.size();
        Delivery delivery = outlet.send(sender.request(body, spans), this::settle);
        if (delivery.tooLarge() && spans > 1) {
            deliver(batch.subList(0, spans / 2));
            deliver(batch.subList(spans / 2, spans));
        } else {
            settle(spans, delivery);
        }
    }

    /** Tells the ledger what became of spans; what was spooled is told later. */
    private void settle(int spans, Delivery delivery) {
        if (delivery.lost() != null) {
            lose(delivery.lost(), spans, spans, delivery.detail());
        } else if (delivery.accepted() != null) {
            int rejected = (int)
                    Math.min(PartialSuccess.rejectedSpans(delivery.accepted().body()), spans);
            if (rejected > 0) {
                lose(DropCause.REJECTED, spans, rejected, "partial success");
            } else {
                ledger.settle(spans, 0);
            }
        }
    }

    private void lose(DropCause cause, int settled, int lost, String detail) {
        drops.add(cause, lost, "spans", detail);
        ledger.settle(settled, lost);
    }
}
