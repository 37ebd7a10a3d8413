// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The outputs that were sent for each session so far. HoneyHive merges all other maps of an update key by key but replaces
 * outputs, so an update has to repeat what was there. Remembers the sessions used last, within a bound of characters; of one
 * that is forgotten, the next outputs replace the earlier. Not thread-safe.
 */
final class SentOutputs {
    private static final long MAX_CHARS = 1L << 20;

    private record Sent(Map<Object, Object> outputs, int chars) {}

    private final LinkedHashMap<String, Sent> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private long chars;

    /** Adds outputs of a session and returns all that it has now. */
    Map<Object, Object> with(String sessionId, Map<?, ?> added) {
        Sent before = sessions.remove(sessionId);
        Map<Object, Object> all = new LinkedHashMap<>();
        if (before != null) {
            chars -= before.chars();
            all.putAll(before.outputs());
        }
        all.putAll(added);
        Sent now = new Sent(all, all.toString().length());
        sessions.put(sessionId, now);
        chars += now.chars();
        var eldest = sessions.entrySet().iterator();
        while (chars > MAX_CHARS && eldest.hasNext()) {
            chars -= eldest.next().getValue().chars();
            eldest.remove();
        }
        return all;
    }
}
