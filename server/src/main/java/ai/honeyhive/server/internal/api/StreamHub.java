// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.store.CommitListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Passes what commits touched to those who listen, and remembers the latest touches for those who come back. A listener
 * that cannot keep up is dropped, not waited for.
 */
public final class StreamHub implements CommitListener, AutoCloseable {
    private static final int MAX_LISTENERS = 64;
    private static final int MAX_REMEMBERED = 20_000;

    /** Of this server's life: numbers of another one mean nothing here. */
    private final String life = Long.toHexString(RandomGenerator.getDefault().nextLong());

    private final List<StreamSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    /** The last time of each touch, the latest last; guarded by lock. */
    private final Map<Touch, Told> remembered = new LinkedHashMap<>();

    private long told; // guarded by lock: the number of the latest touch
    private long forgotten; // guarded by lock: the number up to which touches may be missing from what is remembered
    private volatile boolean closed;

    /** Kind of thing that changed, and which. */
    record Touch(String kind, String id) {}

    /** A touch, its number, and when it was. */
    record Told(Touch touch, long number, long nanos) {}

    /**
     * A listener that has come.
     *
     * @param complete false if it may have missed something that nobody remembers
     */
    record Welcome(StreamSubscription subscription, boolean complete) {}

    @Override
    public void committed(Set<String> sessionIds, Set<String> runIds) {
        synchronized (lock) {
            List<Told> news = new ArrayList<>(sessionIds.size() + runIds.size());
            sessionIds.forEach(id -> news.add(remember(new Touch("session", id))));
            runIds.forEach(id -> news.add(remember(new Touch("run", id))));
            subscriptions.removeIf(subscription -> !subscription.offer(news));
        }
    }

    private Told remember(Touch touch) {
        var news = new Told(touch, ++told, System.nanoTime());
        remembered.remove(touch); // so that it moves to the end
        remembered.put(touch, news);
        if (remembered.size() > MAX_REMEMBERED) {
            Told oldest = remembered.values().iterator().next();
            remembered.remove(oldest.touch());
            forgotten = oldest.number();
        }
        return news;
    }

    /**
     * A new listener; empty if there are too many.
     *
     * @param lastId of the message that it had last; null if it had none
     */
    Optional<Welcome> subscribe(StreamFilter filter, @Nullable String lastId) {
        synchronized (lock) {
            if (closed || subscriptions.size() >= MAX_LISTENERS) {
                return Optional.empty();
            }
            var subscription = new StreamSubscription(filter, this::leave);
            boolean complete = lastId == null || resume(subscription, lastId);
            subscriptions.add(subscription);
            return Optional.of(new Welcome(subscription, complete));
        }
    }

    private boolean resume(StreamSubscription subscription, String lastId) {
        long last = number(lastId);
        if (last < forgotten || last > told) {
            return false;
        }
        subscription.offer(remembered.values().stream()
                .filter(news -> news.number() > last)
                .toList());
        subscription.awaitSilence(remembered.values());
        return true;
    }

    /** What a client is to send to go on behind a touch. */
    String id(long number) {
        return life + "-" + number;
    }

    /** The id of the latest touch. */
    String lastId() {
        synchronized (lock) {
            return id(told);
        }
    }

    private long number(String id) {
        String prefix = life + "-";
        try {
            return id.startsWith(prefix) ? Long.parseLong(id.substring(prefix.length())) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void leave(StreamSubscription subscription) {
        subscriptions.remove(subscription);
    }

    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(StreamSubscription::close);
    }
}
