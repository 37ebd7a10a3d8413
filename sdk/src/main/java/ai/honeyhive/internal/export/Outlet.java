// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way out. Without a spool a request is tried until the server takes or refuses it. With one it is tried once; what
 * cannot be sent waits on disk, and so does all that comes after it, until one thread has sent it, oldest first.
 * Thread-safe.
 */
public final class Outlet {
    private final ExportTransport transport;
    private final @Nullable Spool spool;
    private final String threadName;
    private final Drops drops;
    private final Map<String, Consumer<Delivery>> keptHere = new ConcurrentHashMap<>();
    private @Nullable Thread replay; // guarded by this
    private volatile boolean closed;

    /** Starts at once to send what an earlier process left in the spool. */
    public Outlet(ExportTransport transport, @Nullable Spool spool, String threadName, Drops drops) {
        this.transport = transport;
        this.spool = spool;
        this.threadName = threadName;
        this.drops = drops;
        startReplay();
    }

    /**
     * Sends, or keeps.
     *
     * @param later told what became of a request for which {@link Delivery#KEPT} was returned
     */
    Delivery send(Request request, Consumer<Delivery> later) {
        if (spool == null) {
            return Delivery.untilSettled(request, transport);
        }
        if (spool.isEmpty()) {
            Delivery delivery = Delivery.once(request, transport);
            if (!delivery.retryable()) {
                return delivery;
            }
        }
        try {
            String name = spool.write(request);
            if (name == null) {
                return Delivery.lost(DropCause.SPOOL_FULL, "");
            }
            keptHere.put(name, later);
        } catch (IOException e) {
            return Delivery.lost(DropCause.SPOOL_BROKEN, e.toString());
        }
        startReplay();
        return Delivery.KEPT;
    }

    /** Stops sending what is in the spool; it stays there. */
    public void close() throws InterruptedException {
        closed = true;
        Thread running;
        synchronized (this) {
            running = replay;
        }
        if (running != null) {
            running.interrupt();
            running.join(1_000);
        }
        if (spool != null) {
            spool.close();
        }
    }

    /** Returns how many bytes wait on disk. */
    public long spooledBytes() {
        return spool == null ? 0 : spool.bytes();
    }

    private synchronized void startReplay() {
        if (spool != null && !spool.isEmpty() && replay == null && !closed) {
            Thread thread = new Thread(() -> replay(spool), threadName);
            thread.setDaemon(true);
            replay = thread;
            thread.start();
        }
    }

    private void replay(Spool from) {
        int failed = 0;
        while (!Thread.currentThread().isInterrupted()) {
            String name = from.oldest();
            if (name == null) {
                break;
            }
            Delivery delivery;
            try {
                delivery = Delivery.once(from.read(name), transport);
            } catch (IOException e) {
                delivery = Delivery.lost(DropCause.SPOOL_BROKEN, e.toString());
            }
            failed++;
            if (!delivery.isFinalAfter(failed)) {
                Delivery.pause(failed, delivery);
                continue;
            }
            failed = 0;
            from.remove(name);
            Consumer<Delivery> waiting = keptHere.remove(name);
            if (waiting != null) {
                waiting.accept(delivery);
            } else if (delivery.lost() != null) {
                drops.add(delivery.lost(), 1, "requests of an earlier process", delivery.detail());
            }
        }
        synchronized (this) {
            replay = null;
        }
        startReplay(); // written between the last look and now
    }
}
