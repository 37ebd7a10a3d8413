// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a server has said that it has stored; and what it should never have said. Thread-safe. */
final class Acknowledged {
    /** Event ids by session id. */
    final Map<String, Set<String>> events = new ConcurrentHashMap<>();

    /** Keys of metadata by session id. */
    final Map<String, Set<String>> enrichments = new ConcurrentHashMap<>();

    /** Status by run id. */
    final Map<String, String> runs = new ConcurrentHashMap<>();

    final Set<String> datapoints = ConcurrentHashMap.newKeySet();
    final Queue<String> wrongAnswers = new ConcurrentLinkedQueue<>();

    void event(String sessionId, String eventId) {
        events.computeIfAbsent(sessionId, id -> ConcurrentHashMap.newKeySet()).add(eventId);
    }

    void enrichment(String sessionId, String key) {
        enrichments
                .computeIfAbsent(sessionId, id -> ConcurrentHashMap.newKeySet())
                .add(key);
    }

    int size() {
        return events.values().stream().mapToInt(Set::size).sum()
                + enrichments.values().stream().mapToInt(Set::size).sum()
                + runs.size()
                + datapoints.size();
    }

    void addAll(Acknowledged other) {
        other.events.forEach((session, ids) -> ids.forEach(id -> event(session, id)));
        other.enrichments.forEach((session, keys) -> keys.forEach(key -> enrichment(session, key)));
        runs.putAll(other.runs);
        datapoints.addAll(other.datapoints);
        wrongAnswers.addAll(other.wrongAnswers);
    }
}
