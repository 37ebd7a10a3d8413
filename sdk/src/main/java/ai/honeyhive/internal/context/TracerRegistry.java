// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.context;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The living tracers of this process by their random id. Holds them weakly: a tracer that nobody holds any more is
 * gone here too. Thread-safe.
 *
 * @param <T> the tracer
 */
public final class TracerRegistry<T> {
    private static final Logger LOG = System.getLogger(TracerRegistry.class.getName());

    private final ConcurrentHashMap<String, WeakReference<T>> byId = new ConcurrentHashMap<>();
    private volatile WeakReference<T> standard = new WeakReference<>(null); // written under this

    /** Adds a tracer; it becomes the default if no living tracer is. */
    public void register(String id, T tracer) {
        byId.values().removeIf(reference -> reference.get() == null);
        WeakReference<T> reference = new WeakReference<>(tracer);
        byId.put(id, reference);
        synchronized (this) {
            if (standard.get() == null) {
                standard = reference;
            }
        }
    }

    /** Adds a tracer that is only found by its id. */
    public void registerBesides(String id, T tracer) {
        byId.put(id, new WeakReference<>(tracer));
    }

    /** Forgets a tracer, as default too. */
    public void unregister(String id, T tracer) {
        byId.remove(id);
        synchronized (this) {
            if (standard.get() == tracer) {
                standard = new WeakReference<>(null);
            }
        }
    }

    /** Makes a tracer the default, or with null none. */
    public synchronized void setDefault(@Nullable T tracer) {
        standard = new WeakReference<>(tracer);
    }

    /** Discovery: the tracer that is named in baggage, else the default; null when there is neither. */
    public @Nullable T discover(Context context) {
        String id = Baggage.fromContext(context).getEntryValue(SafeKeys.TRACER_ID);
        T found = id == null ? null : find(id);
        if (found != null) {
            LOG.log(Level.DEBUG, "tracer {0} found in baggage", id);
            return found;
        }
        T fallback = standard.get();
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(
                    Level.DEBUG,
                    "{0}, {1}",
                    id == null
                            ? "no tracer in baggage"
                            : "tracer " + id + " in baggage is not of this process or closed",
                    fallback == null ? "and there is no default tracer" : "so the default tracer serves");
        }
        return fallback;
    }

    /** Returns a snapshot of the living tracers. */
    public List<T> all() {
        List<T> living = new ArrayList<>();
        for (WeakReference<T> reference : byId.values()) {
            T tracer = reference.get();
            if (tracer != null) {
                living.add(tracer);
            }
        }
        return living;
    }

    private @Nullable T find(String id) {
        WeakReference<T> reference = byId.get(id);
        return reference == null ? null : reference.get();
    }
}
