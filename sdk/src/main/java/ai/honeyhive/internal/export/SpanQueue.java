// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * From an ended span to an acknowledged request: a queue bounded in number and bytes, and one daemon thread that sends
 * batches and tries again while the server is away. OpenTelemetry's own batch processor reports a flush as successful
 * even when the server refused everything, hence this one. Thread-safe.
 */
public final class SpanQueue {
    private static final int CAPACITY = 50_000;
    private static final int CAPACITY_BYTES = 64 << 20;
    private static final int BATCH_BYTES = 8 << 20;
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** Who makes many spans at once shall not share the processor with the sending of the first of them. */
    private static final Duration GRACE = Duration.ofMillis(10);

    private static final int NO_GRACE = CAPACITY / 4; // so many waiting are sent at once

    private final WaitingSpans waiting = new WaitingSpans(CAPACITY, CAPACITY_BYTES);
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
        int now = waiting.add(span);
        if (now == 0) {
            refuse(DropCause.QUEUE_FULL);
            return;
        }
        Thread running = worker;
        if (running == null) {
            startWorker();
        } else if (now == batchSize || now == NO_GRACE || delayNanos == 0) {
            LockSupport.unpark(running);
        }
    }

    /** Returns true if every span that ended before this call was accepted within the time. */
    public boolean flush(Duration timeout) throws InterruptedException {
        long before = waiting.added();
        hurry();
        return ledger.await(before, timeout);
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

    /** Returns how many spans wait. */
    public int waiting() {
        return waiting.size();
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
        long idleSince = System.nanoTime();
        boolean interrupted = false;
        while (!interrupted && System.nanoTime() - idleSince < IDLE.toNanos()) {
            if (waiting.size() < batchSize && !hurry && (delayNanos > 0 || waiting.size() == 0)) {
                LockSupport.parkNanos(this, delayNanos > 0 ? delayNanos : IDLE.toNanos());
            }
            if (waiting.size() >= batchSize && waiting.size() < NO_GRACE && !hurry && delayNanos > 0) {
                LockSupport.parkNanos(this, Math.min(GRACE.toNanos(), delayNanos));
            }
            hurry = false;
            List<EndedSpan> batch = waiting.take(batchSize, BATCH_BYTES);
            while (!batch.isEmpty()) {
                idleSince = System.nanoTime();
                deliver(batch);
                batch = waiting.take(
                        batchSize, BATCH_BYTES); // an interrupted thread delivers to the spool, or counts what is lost
            }
            interrupted = Thread.interrupted() || (closed && waiting.size() == 0);
        }
        synchronized (this) {
            worker = null;
        }
        if (waiting.size() > 0) { // added between the last look and now
            startWorker();
        }
    }

    private void deliver(List<EndedSpan> batch) {
        byte[] body;
        try {
            List<SpanData> data = new ArrayList<>(batch.size());
            for (EndedSpan span : batch) {
                data.add(span.toSpanData());
            }
            body = sender.encode(data);
        } catch (RuntimeException e) { // our fault, not the caller's
            lose(DropCause.ENCODING, batch.size(), batch.size(), e.toString());
            return;
        }
        int spans = batch.size();
        Delivery delivery = outlet.send(sender.request(body, spans), result -> settle(spans, result));
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
