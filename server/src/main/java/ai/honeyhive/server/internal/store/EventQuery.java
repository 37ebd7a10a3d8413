// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.store.search.SearchText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events, latest start first.
 *
 * @param from earliest start in Unix milliseconds, inclusive; null for no bound
 * @param to latest start, inclusive
 * @param page from 1; not heeded where {@code after} is given
 * @param text words that the names, errors, inputs and outputs must have
 * @param after the last event of the page before, so that nothing is missed or doubled while events arrive
 */
public record EventQuery(
        List<EventFilter> filters,
        @Nullable Double from,
        @Nullable Double to,
        int limit,
        int page,
        SearchText text,
        @Nullable TimeCursor after) {
    public EventQuery {
        filters = List.copyOf(filters);
    }

    public EventQuery(List<EventFilter> filters, @Nullable Double from, @Nullable Double to, int limit, int page) {
        this(filters, from, to, limit, page, SearchText.EVERYTHING);
    }

    public EventQuery(
            List<EventFilter> filters,
            @Nullable Double from,
            @Nullable Double to,
            int limit,
            int page,
            SearchText text) {
        this(filters, from, to, limit, page, text, null);
    }

    public long offset() {
        return after == null ? (page - 1L) * limit : 0;
    }
}
