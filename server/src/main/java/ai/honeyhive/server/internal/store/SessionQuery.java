// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * Which part of the session list.
 *
 * @param after the last session of the page before; null for the first page
 * @param order newest first, or oldest first
 */
public record SessionQuery(
        int limit, @Nullable TimeCursor after, @Nullable String runId, Order order) {
    /** Both orders break ties by session id. */
    public enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST
    }
}
