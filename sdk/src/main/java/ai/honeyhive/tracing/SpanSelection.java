// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import java.util.List;

/**
 * Which spans are recorded at all.
 *
 * @param include prefixes of names, of which a span needs one; empty lets all in
 * @param exclude prefixes of names that are left out
 * @param ratio share of sessions that are recorded, from 0 to 1; spans that fail are recorded all the same
 */
record SpanSelection(List<String> include, List<String> exclude, double ratio) {
    SpanSelection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    boolean keeps(String spanName) {
        return (include.isEmpty() || startsWithOne(spanName, include))
                && (exclude.isEmpty() || !startsWithOne(spanName, exclude));
    }

    /** Decides by the session's id, so that a session is recorded wholly or not at all, in every process alike. */
    boolean samples(String sessionId) {
        if (ratio >= 1) {
            return true;
        }
        // The multiplier spreads ids that differ little (Knuth, The Art of Computer Programming 3, section 6.4).
        int spread = sessionId.hashCode() * 0x9E3779B1;
        return (spread >>> 1) < ratio * Integer.MAX_VALUE;
    }

    private static boolean startsWithOne(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
