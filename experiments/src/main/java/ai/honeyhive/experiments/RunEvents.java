// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.Event;
import ai.honeyhive.client.EventPage;
import ai.honeyhive.client.EventQuery;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.HoneyHiveException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events that a server has of a run, without their contents. */
final class RunEvents {
    private static final int PAGE = 2_000;

    private RunEvents() {}

    /**
     * Reads all events by session, the earliest first.
     *
     * @throws HoneyHiveException if the server refuses or is away
     */
    static Map<String, List<Event>> bySession(HoneyHiveClient client, String runId) {
        List<Event> events = new ArrayList<>();
        for (int page = 1; ; page++) {
            EventPage some = client.events()
                    .export(EventQuery.builder()
                            .runId(runId)
                            .limit(PAGE)
                            .page(page)
                            .projections(
                                    "event_id",
                                    "session_id",
                                    "parent_id",
                                    "event_type",
                                    "event_name",
                                    "start_time",
                                    "duration",
                                    "error",
                                    "metadata",
                                    "metrics")
                            .build());
            events.addAll(some.events());
            if (some.events().size() < PAGE) {
                break;
            }
        }
        Map<String, List<Event>> sessions = new LinkedHashMap<>();
        for (int i = events.size() - 1; i >= 0; i--) { // the latest came first
            Event event = events.get(i);
            sessions.computeIfAbsent(event.sessionId(), id -> new ArrayList<>()).add(event);
        }
        return sessions;
    }
}
