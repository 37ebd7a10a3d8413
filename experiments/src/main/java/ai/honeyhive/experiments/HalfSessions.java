// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.Event;
import ai.honeyhive.client.EventFilter;
import ai.honeyhive.client.EventPage;
import ai.honeyhive.client.EventQuery;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.HoneyHiveException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Sessions of rows that a killed process had begun, and that a resumed run runs again: the server is to have each row once. */
final class HalfSessions {
    private static final int PAGE = 1_000;

    private HalfSessions() {}

    /**
     * Removes a run's sessions but for those of rows that ended.
     *
     * @return what could not be removed, as a sentence; empty if all is well
     */
    static Optional<String> remove(HoneyHiveClient client, String runId, Set<String> ended) {
        Set<String> half = new HashSet<>();
        try {
            for (String session : sessions(client, runId)) {
                if (!ended.contains(session)) {
                    half.add(session);
                }
            }
            for (String session : half) {
                client.sessions().delete(session);
            }
            return Optional.empty();
        } catch (HoneyHiveException e) {
            return Optional.of("sessions of rows that were under way when the run was broken off may be there twice: "
                    + e.getMessage());
        }
    }

    /** By all events of the run: of a session whose start has not arrived there may be a few spans. */
    private static Set<String> sessions(HoneyHiveClient client, String runId) {
        Set<String> found = new HashSet<>();
        EventPage page;
        int number = 1;
        do {
            page = client.events()
                    .export(EventQuery.builder()
                            .filter(EventFilter.text("metadata.run_id", EventFilter.Operator.IS, runId))
                            .limit(PAGE)
                            .page(number++)
                            .build());
            page.events().stream().map(Event::sessionId).forEach(found::add);
        } while (page.events().size() == PAGE);
        return found;
    }
}
