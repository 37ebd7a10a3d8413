// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<String, Kept> keptHere = new HashMap<>(); // guarded by itself, with the writing
    private @Nullable Thread replay; // guarded by this
    private final Map<String, String> failures = new ConcurrentHashMap<>(); // by path
    private volatile @Nullable Delivery firstFailure; // of the request that was spooled first
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
     * @param later told what became of a request for which {@link Delivery#KEPT} was returned, or of each part of it
     */
    Delivery send(Request request, Later later) {
        if (spool == null) {
            return untilSettled(request);
        }
        if (spool.isEmpty()) {
            Delivery delivery = attempt(request);
            if (!delivery.retryable()) {
                return delivery;
            }
            firstFailure = delivery;
        }
        Delivery delivery = keep(request, later, spool);
        startReplay();
        return delivery;
    }

    /** Told what became of so many spans or calls. */
    interface Later {
        void accept(int count, Delivery delivery);
    }

    private record Kept(Later later, int count) {}

    private Delivery keep(Request request, @Nullable Later later, Spool in) {
        try {
            synchronized (keptHere) { // or it might be sent before it is known who waits for it
                String name = in.write(request);
                if (name == null) {
                    return Delivery.lost(DropCause.SPOOL_FULL, "");
                }
                if (later != null) {
                    keptHere.put(name, new Kept(later, request.count()));
                }
            }
            return Delivery.KEPT;
        } catch (IOException e) {
            return Delivery.lost(DropCause.SPOOL_BROKEN, e.toString());
        }
    }

    /** Tries until the server accepts or refuses; while it is away or busy, again and again until interrupted. */
    private Delivery untilSettled(Request request) {
        for (int failed = 1; ; failed++) {
            Delivery delivery = attempt(request);
            if (delivery.isFinalAfter(failed) || !Delivery.pause(failed, delivery)) {
                return delivery;
            }
        }
    }

    private Delivery attempt(Request request) {
        Delivery delivery = Delivery.once(request, transport);
        if (delivery.accepted() == null) {
            failures.put(request.path(), request.method() + ' ' + request.path() + ": " + delivery.detail());
        } else {
            failures.remove(request.path());
        }
        return delivery;
    }

    /** Returns what came back last where requests are not accepted at present; null when all is well. */
    public @Nullable String lastFailure() {
        String all = String.join("; ", new TreeMap<>(failures).values());
        return all.isEmpty() ? null : all;
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
        try {
            sendAll(from);
        } finally {
            synchronized (this) {
                replay = null;
            }
            startReplay(); // written between the last look and now
        }
    }

    private void sendAll(Spool from) {
        Delivery first = firstFailure;
        firstFailure = null;
        int failed = first == null ? 0 : 1;
        if (first != null) {
            Delivery.pause(failed, first); // it has just said when it may be asked again
        }
        while (!Thread.currentThread().isInterrupted()) {
            String name = from.oldest();
            if (name == null) {
                break;
            }
            Delivery delivery;
            List<Request> halves = List.of();
            try {
                Request request = from.read(name);
                delivery = attempt(request);
                if (delivery.tooLarge()) {
                    halves = OtlpSplit.halves(request);
                    delivery = halves.isEmpty() ? inParts(request, delivery) : delivery;
                }
            } catch (IOException e) {
                delivery = Delivery.lost(DropCause.SPOOL_BROKEN, e.toString());
            }
            failed++;
            if (!delivery.isFinalAfter(failed)) {
                Delivery.pause(failed, delivery);
                continue;
            }
            failed = 0;
            Kept kept;
            synchronized (keptHere) {
                kept = keptHere.remove(name);
            }
            Later later = kept == null ? null : kept.later();
            List<Delivery> kepts = new ArrayList<>(2);
            halves.forEach(half -> kepts.add(keep(half, later, from)));
            from.remove(name);
            if (halves.isEmpty()) {
                tell(later, kept == null ? 1 : kept.count(), delivery);
            }
            for (int i = 0; i < kepts.size(); i++) {
                tell(later, halves.get(i).count(), kepts.get(i));
            }
        }
    }

    /**
     * Sends the parts at once, for nothing that was said of the session later may come before them. Cut short, the whole
     * stays on disk and is sent again: what it says twice changes nothing.
     */
    private Delivery inParts(Request request, Delivery refused) throws IOException {
        Delivery result = refused;
        List<Request> halves = SessionSplit.halves(request);
        for (int i = 0; i < halves.size(); i++) {
            Delivery delivery = untilSettled(halves.get(i));
            if (delivery.tooLarge()) {
                delivery = inParts(halves.get(i), delivery);
            }
            if (delivery.retryable()) {
                return delivery;
            }
            result = i == 0 || delivery.lost() != null ? delivery : result;
        }
        return result;
    }

    private void tell(@Nullable Later later, int count, Delivery delivery) {
        if (later != null) {
            later.accept(count, delivery);
        } else if (delivery.lost() != null) {
            drops.add(delivery.lost(), count, "requests of an earlier process", delivery.detail());
        }
    }
}
