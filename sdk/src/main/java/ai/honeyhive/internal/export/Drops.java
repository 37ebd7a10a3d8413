// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was not delivered, by cause, and says so in the log once a cause. Thread-safe. */
public final class Drops {
    private static final Logger LOG = System.getLogger("ai.honeyhive.export");

    private final Map<DropCause, AtomicLong> counts = new EnumMap<>(DropCause.class); // filled once, then only read
    private final String tracer;

    /** Counts for the named tracer. */
    public Drops(String tracer) {
        this.tracer = tracer;
        for (DropCause cause : DropCause.values()) {
            counts.put(cause, new AtomicLong());
        }
    }

    /**
     * Counts.
     *
     * @param what plural noun, for the log
     * @param detail what came back; empty when there is nothing to add
     */
    public void add(DropCause cause, int count, String what, String detail) {
        if (counter(cause).getAndAdd(count) == 0) {
            LOG.log(
                    Level.WARNING,
                    "{0}: dropped {1} {2}: {3}{4}. Further drops of this kind are only counted.",
                    tracer,
                    count,
                    what,
                    cause.reason(),
                    detail.isEmpty() ? "" : " (" + detail + ")");
        }
    }

    /** Returns how many were dropped, by cause in lower case; causes that never occurred are absent. */
    public Map<String, Long> byCause() {
        Map<String, Long> dropped = new HashMap<>();
        counts.forEach((cause, count) -> {
            if (count.get() > 0) {
                dropped.put(cause.name().toLowerCase(Locale.ROOT), count.get());
            }
        });
        return dropped;
    }

    private AtomicLong counter(DropCause cause) {
        return Objects.requireNonNull(counts.get(cause));
    }
}
