// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.runs;

import ai.honeyhive.server.internal.store.CommitListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values made of runs, kept until something is written to one of their runs or sessions, the least used ones dropped first.
 * One value is made at a time. Thread-safe.
 */
final class ChangeAwareCache<K, V> implements CommitListener {
    private static final int MAX_TOUCHED = 10_000;

    private final Function<V, Set<String>> sessionIds;
    private final ToLongFunction<V> weight;
    private final long maxWeight;
    private final ReentrantLock making = new ReentrantLock();
    private final Object lock = new Object();

    /** In the order of their last use; guarded by lock. */
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** What is being made; guarded by lock. */
    private final List<Watch> watches = new ArrayList<>();

    private record Entry<V>(V value, Set<String> runIds, Set<String> sessionIds, long weight) {
        boolean touchedBy(Set<String> sessions, Set<String> runs) {
            return !Collections.disjoint(runIds, runs) || !Collections.disjoint(sessionIds, sessions);
        }
    }

    /** What was written while a value was made. */
    private static final class Watch {
        private final Set<String> runIds;
        private final Set<String> sessions = new HashSet<>();
        private boolean stale;

        Watch(Set<String> runIds) {
            this.runIds = runIds;
        }
    }

    ChangeAwareCache(Function<V, Set<String>> sessionIds, ToLongFunction<V> weight, long maxWeight) {
        this.sessionIds = sessionIds;
        this.weight = weight;
        this.maxWeight = maxWeight;
    }

    /** The value, made now unless it is known. */
    V get(K key, Set<String> runIds, Supplier<V> maker) {
        V known = find(key);
        if (known != null) {
            return known;
        }
        making.lock();
        try {
            known = find(key); // somebody else may have made it meanwhile
            return known != null ? known : made(key, runIds, maker);
        } finally {
            making.unlock();
        }
    }

    @Override
    public void committed(Set<String> sessions, Set<String> runs) {
        synchronized (lock) {
            entries.values().removeIf(entry -> entry.touchedBy(sessions, runs));
            for (Watch watch : watches) {
                watch.stale |= !Collections.disjoint(watch.runIds, runs);
                if (!watch.stale) {
                    watch.sessions.addAll(sessions);
                    watch.stale = watch.sessions.size() > MAX_TOUCHED;
                }
            }
        }
    }

    private @Nullable V find(K key) {
        synchronized (lock) {
            Entry<V> entry = entries.get(key);
            return entry == null ? null : entry.value;
        }
    }

    private V made(K key, Set<String> runIds, Supplier<V> maker) {
        var watch = new Watch(runIds);
        synchronized (lock) {
            watches.add(watch);
        }
        try {
            V value = maker.get();
            var entry = new Entry<>(value, runIds, sessionIds.apply(value), weight.applyAsLong(value));
            synchronized (lock) {
                if (!watch.stale && Collections.disjoint(entry.sessionIds, watch.sessions)) {
                    entries.put(key, entry);
                    makeRoom();
                }
            }
            return value;
        } finally {
            synchronized (lock) {
                watches.remove(watch);
            }
        }
    }

    /** The newest stays even if it alone is too heavy: its pages are asked for next. */
    private void makeRoom() {
        long sum = entries.values().stream().mapToLong(Entry::weight).sum();
        for (Iterator<Entry<V>> oldest = entries.values().iterator(); sum > maxWeight && entries.size() > 1; ) {
            sum -= oldest.next().weight;
            oldest.remove();
        }
    }
}
