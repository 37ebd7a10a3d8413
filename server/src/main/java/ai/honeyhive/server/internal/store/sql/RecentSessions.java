// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.SessionRow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sessions and their rows as the writing connection wrote them last: one that is under way is soon written again, and need
 * not be read for it. Bounded in number, and large ones are left out. Of one thread.
 */
final class RecentSessions {
    private static final int MAX_SESSIONS = 2_048;
    private static final int MAX_CHARACTERS = 2_048;

    private final Map<String, Event> sessions = new Latest<>();
    private final Map<String, SessionRow> rows = new Latest<>();

    @Nullable Event session(String eventId) {
        return sessions.get(eventId);
    }

    @Nullable SessionRow row(String sessionId) {
        return rows.get(sessionId);
    }

    /** Keeps an event that was written, if it is a session's. */
    void wrote(Event event, int characters) {
        if (event.isSession() && characters <= MAX_CHARACTERS) {
            sessions.put(event.eventId(), event);
        } else {
            sessions.remove(event.eventId());
        }
    }

    void wrote(SessionRow row, int characters) {
        if (characters <= MAX_CHARACTERS) {
            rows.put(row.sessionId(), row);
        } else {
            rows.remove(row.sessionId());
        }
    }

    void forget(String sessionId) {
        sessions.remove(sessionId);
        rows.remove(sessionId);
    }

    /** When what was written last has not been committed. */
    void forgetAll() {
        sessions.clear();
        rows.clear();
    }

    @SuppressWarnings("serial") // never written
    private static final class Latest<T> extends LinkedHashMap<String, T> {
        private Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MAX_SESSIONS;
        }
    }
}
