// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.api.RunScores.EventKind;
import ai.honeyhive.server.internal.model.EventDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of two runs that did the same: of the same datapoint, of the same name and type; of several such the first with the
 * first, the second with the second.
 */
final class EventPairs {
    private EventPairs() {}

    record Pair(String datapointId, EventDigest first, EventDigest second) {}

    private record Place(String datapointId, EventKind kind) {}

    /** In the order of the first run's events. */
    static List<Pair> of(List<EventDigest> first, List<EventDigest> second) {
        Map<Place, Deque<EventDigest>> partners = new HashMap<>();
        places(second)
                .forEach((event, place) -> partners.computeIfAbsent(place, key -> new ArrayDeque<>())
                        .add(event));
        List<Pair> pairs = new ArrayList<>();
        places(first).forEach((event, place) -> {
            Deque<EventDigest> candidates = partners.get(place);
            EventDigest partner = candidates == null ? null : candidates.poll();
            if (partner != null) {
                pairs.add(new Pair(place.datapointId, event, partner));
            }
        });
        return pairs;
    }

    /** Events that belong to a datapoint, by themselves or by their session. */
    private static Map<EventDigest, Place> places(List<EventDigest> events) {
        Map<String, String> ofSession = new HashMap<>();
        for (EventDigest event : events) {
            if (event.datapointId() != null) {
                ofSession.putIfAbsent(event.sessionId(), event.datapointId());
            }
        }
        Map<EventDigest, Place> places = new LinkedHashMap<>();
        for (EventDigest event : events) {
            @Nullable String datapoint = event.datapointId() != null ? event.datapointId() : ofSession.get(event.sessionId());
            if (datapoint != null) {
                places.put(event, new Place(datapoint, EventKind.of(event)));
            }
        }
        return places;
    }
}
