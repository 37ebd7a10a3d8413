// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import java.nio.charset.StandardCharsets;

/** A part of all events, always the same: whether an event is in it depends on its id alone. */
final class Sample {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Sample() {}

    /** A smaller percentage has no event that a larger one has not. */
    static boolean holds(String eventId, double percent) {
        return share(eventId) * 100 < percent;
    }

    /** From 0 up to, but not, 1: FNV-1a, and the last mixing steps of MurmurHash 3, since ids may differ in little. */
    private static double share(String eventId) {
        long hash = OFFSET;
        for (byte part : eventId.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (part & 0xff)) * PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return ((hash ^ (hash >>> 33)) >>> 11) * 0x1.0p-53;
    }
}
