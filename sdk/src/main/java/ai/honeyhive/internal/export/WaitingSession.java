// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.wire.PlainValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What waits to be sent for one session: its start, and all its updates as one. Not thread-safe. */
final class WaitingSession {
    private @Nullable Map<String, Object> start;
    private final Map<String, Object> update = new LinkedHashMap<>();
    private int calls;
    private long bytes;

    /** Takes room for more; what was overwritten since needs none, which is only looked at when room is short. */
    boolean take(long more, MemoryShare memory) {
        if (!memory.take(more)) {
            long real = PlainValues.size(start) + PlainValues.size(update);
            memory.give(bytes - real);
            bytes = real;
            if (!memory.take(more)) {
                return false;
            }
        }
        bytes += more;
        return true;
    }

    void start(Map<String, Object> body) {
        start = body;
        calls++;
    }

    /** Merges maps key by key and replaces other values. */
    void add(Map<String, Object> fields) {
        fields.forEach((field, value) -> {
            if (update.get(field) instanceof Map<?, ?> old && value instanceof Map<?, ?> added) {
                Map<Object, Object> both = new LinkedHashMap<>(old);
                both.putAll(added);
                update.put(field, both);
            } else {
                update.put(field, value);
            }
        });
        calls++;
    }

    @Nullable Map<String, Object> start() {
        return start;
    }

    /** Returns the fields of all updates; empty when there was none. */
    Map<String, Object> update() {
        return update;
    }

    /** Returns how many calls these were. */
    int calls() {
        return calls;
    }

    /** Returns how much room was taken. */
    long bytes() {
        return bytes;
    }
}
