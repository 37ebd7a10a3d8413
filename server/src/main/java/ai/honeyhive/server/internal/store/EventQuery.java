// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events, latest start first.
 *
 * @param from earliest start in Unix milliseconds, inclusive; null for no bound
 * @param to latest start, inclusive
 * @param page from 1
 */
public record EventQuery(
        List<EventFilter> filters,
        @Nullable Double from,
        @Nullable Double to,
        int limit,
        int page) {
    public EventQuery {
        filters = List.copyOf(filters);
    }

    public long offset() {
        return (page - 1L) * limit;
    }
}
