// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.client.Event;
import ai.honeyhive.client.EventPage;
import ai.honeyhive.client.EventQuery;
import ai.honeyhive.client.HoneyHiveClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the events of a server that were not there before. */
final class TailEvents {
    private static final int PAGE = 1_000;
    private static final int RECENT = 7_500;
    private static final int MOST_KNOWN = 200_000;

    private final HoneyHiveClient client;
    private final @Nullable String onlySession;
    private final Set<String> known = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    });

    TailEvents(HoneyHiveClient client, @Nullable String onlySession) {
        this.client = client;
        this.onlySession = onlySession;
    }

    /** Takes what is there as known. */
    void skipPast() {
        page(query(onlySession).limit(RECENT).projections("event_id", "session_id"))
                .forEach(event -> known.add(event.id()));
    }

    /** Returns what is new anywhere, in the order in which it began. */
    List<Event> recent() {
        List<String> sessions = page(query(onlySession).limit(RECENT).projections("event_id", "session_id")).stream()
                .filter(event -> !known.contains(event.id()))
                .map(Event::sessionId)
                .distinct()
                .toList();
        List<Event> news = new ArrayList<>();
        for (int i = sessions.size() - 1; i >= 0; i--) { // the latest came first
            news.addAll(ofSession(sessions.get(i)));
        }
        return news;
    }

    /** Returns what is new in a session, in the order in which it began. */
    List<Event> ofSession(String sessionId) {
        // Whole events are large, and most of those of a long session are known.
        boolean any = pages(() -> query(sessionId).projections("event_id", "session_id")).stream()
                .anyMatch(event -> !known.contains(event.id()));
        if (!any) {
            return List.of();
        }
        List<Event> news = new ArrayList<>(pages(() -> query(sessionId)).stream()
                .filter(event -> known.add(event.id()))
                .toList());
        Collections.reverse(news);
        return news;
    }

    private static EventQuery.Builder query(@Nullable String session) {
        EventQuery.Builder query = EventQuery.builder();
        return session == null ? query : query.sessionId(session);
    }

    private List<Event> page(EventQuery.Builder query) {
        return client.events().export(query.build()).events();
    }

    private List<Event> pages(java.util.function.Supplier<EventQuery.Builder> query) {
        List<Event> all = new ArrayList<>();
        for (int number = 1; ; number++) {
            EventPage page =
                    client.events().export(query.get().limit(PAGE).page(number).build());
            all.addAll(page.events());
            if (page.events().size() < PAGE) {
                return all;
            }
        }
    }
}
