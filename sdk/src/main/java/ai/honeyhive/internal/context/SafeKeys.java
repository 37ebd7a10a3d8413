// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.context;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Selective baggage propagation: the six keys that travel with the context, and the only filter. Session, span and
 * parent ids never travel, since another tracer's span would take them for its own.
 */
public final class SafeKeys {
    public static final String RUN_ID = "run_id";
    public static final String DATASET_ID = "dataset_id";
    public static final String DATAPOINT_ID = "datapoint_id";
    public static final String TRACER_ID = "honeyhive_tracer_id";
    public static final String PROJECT = "project";
    public static final String SOURCE = "source";

    /** All six, in the order in which they are written. */
    public static final List<String> ALL = List.of(RUN_ID, DATASET_ID, DATAPOINT_ID, TRACER_ID, PROJECT, SOURCE);

    private static final Logger LOG = System.getLogger(SafeKeys.class.getName());

    private SafeKeys() {}

    /** Builds baggage of the safe entries; empty values are skipped, other keys filtered and named at debug. */
    public static Baggage baggage(Map<String, ? extends @Nullable String> entries) {
        BaggageBuilder builder = Baggage.builder();
        List<String> filtered = new ArrayList<>(0);
        entries.forEach((key, value) -> {
            if (!ALL.contains(key)) {
                filtered.add(key);
            } else if (value != null && !value.isEmpty()) {
                builder.put(key, value);
            }
        });
        sayFiltered(filtered);
        return builder.build();
    }

    /** Names, at debug, what does not travel; never the values. */
    static void sayFiltered(List<String> keys) {
        if (!keys.isEmpty()) {
            LOG.log(Level.DEBUG, "not propagated as baggage: {0}", keys);
        }
    }

    /** Puts our entries into a context; the caller's other entries stay, ours override those of an outer tracer. */
    static Baggage merge(Baggage ambient, Baggage ours) {
        if (ambient.isEmpty() || ambient == ours) {
            return ours;
        }
        if (agree(ambient, ours)) {
            return ambient;
        }
        BaggageBuilder builder = ambient.toBuilder();
        for (String key : ALL) {
            String value = ours.getEntryValue(key);
            if (value == null) {
                builder.remove(key);
            } else {
                builder.put(key, value);
            }
        }
        return builder.build();
    }

    private static boolean agree(Baggage ambient, Baggage ours) {
        for (String key : ALL) {
            if (!Objects.equals(ambient.getEntryValue(key), ours.getEntryValue(key))) {
                return false;
            }
        }
        return true;
    }
}
