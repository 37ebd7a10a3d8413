// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.store.SessionPage;
import ai.honeyhive.server.internal.store.SessionQuery;
import ai.honeyhive.server.internal.store.TimeCursor;
import ai.honeyhive.server.internal.store.search.SearchText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Walks through the sessions that match, newest first. */
final class SessionSearch {
    private static final int PAGE = 500;

    /** Sorts behind every session id. */
    private static final String LAST_ID = "\uffff";

    private final EventStore events;

    SessionSearch(EventStore events) {
        this.events = events;
    }

    /**
     * Shows matching sessions with their lines to a visitor until it returns false.
     *
     * @param after where to begin; null for the newest
     * @param mayGoOn asked between pages; when false the walk ends, although more may match
     * @return behind the last session that was looked at; null if there is no further one
     */
    @Nullable TimeCursor walk(
            SessionCriteria criteria,
            @Nullable TimeCursor after,
            long now,
            Patience mayGoOn,
            BiPredicate<SessionRow, ObjectNode> visitor) {
        Set<String> wanted = criteria.asksEvents() ? sessionsOf(criteria, criteria.some(), criteria.text()) : null;
        Set<String> unwanted = new HashSet<>();
        for (EventFilter filter : criteria.none()) {
            unwanted.addAll(sessionsOf(criteria, List.of(filter), SearchText.EVERYTHING));
        }
        TimeCursor at = after == null && criteria.to() != null ? new TimeCursor(criteria.to(), LAST_ID) : after;
        while (true) {
            SessionPage page =
                    events.sessions(new SessionQuery(PAGE, at, criteria.runId(), SessionQuery.Order.NEWEST_FIRST));
            for (SessionRow row : page.sessions()) {
                if (criteria.from() != null && row.startTime() < criteria.from()) {
                    return null;
                }
                at = TimeCursor.behind(row);
                if ((wanted != null && !wanted.contains(row.sessionId())) || unwanted.contains(row.sessionId())) {
                    continue;
                }
                ObjectNode line = SummaryJson.of(row, now);
                if (criteria.ofLine().stream().allMatch(filter -> filter.matches(line)) && !visitor.test(row, line)) {
                    return at;
                }
            }
            if (page.next() == null) {
                return null;
            }
            if (!mayGoOn.isLeft()) {
                return at;
            }
        }
    }

    /** Events cannot be earlier than the session that they make part of. */
    private Set<String> sessionsOf(SessionCriteria criteria, List<EventFilter> filters, SearchText text) {
        Set<String> ids = new HashSet<>();
        events.scan(new EventQuery(filters, criteria.from(), null, Integer.MAX_VALUE, 1, text), event -> {
            ids.add(event.sessionId());
            return true;
        });
        return ids;
    }

    /** Whether there is time for more. */
    @FunctionalInterface
    interface Patience {
        boolean isLeft();

        static Patience ofMillis(long millis) {
            long end = System.nanoTime() + millis * 1_000_000;
            return () -> System.nanoTime() < end;
        }
    }
}
