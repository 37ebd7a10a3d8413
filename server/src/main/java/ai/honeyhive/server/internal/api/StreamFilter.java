// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.api.StreamHub.Touch;
import java.util.List;
import java.util.Set;

/** What a listener wants to hear of: some sessions and runs, or everything if it names none. */
record StreamFilter(Set<String> sessionIds, Set<String> runIds) {
    private static final int MAX_IDS = 1_000;

    static StreamFilter of(QueryParameters query) {
        return new StreamFilter(ids(query, "session_id"), ids(query, "run_id"));
    }

    boolean wants(Touch touch) {
        boolean everything = sessionIds.isEmpty() && runIds.isEmpty();
        return everything || (touch.kind().equals("session") ? sessionIds : runIds).contains(touch.id());
    }

    private static Set<String> ids(QueryParameters query, String name) {
        List<String> ids = query.list(name);
        if (ids.size() > MAX_IDS) {
            throw ApiException.badRequest(name + " must not be given more than " + MAX_IDS + " times");
        }
        return Set.copyOf(ids);
    }
}
