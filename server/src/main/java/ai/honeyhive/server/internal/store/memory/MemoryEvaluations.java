// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.memory;

import ai.honeyhive.server.internal.store.Evaluation;
import ai.honeyhive.server.internal.store.EvaluationQueue.Arrival;
import ai.honeyhive.server.internal.store.EvaluationTables;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Arrivals and evaluations in maps; guarded by the lock of the store that owns them. */
final class MemoryEvaluations implements EvaluationTables {
    private final Map<String, Arrival> arrivals = new LinkedHashMap<>();
    private final Map<Pair, Evaluation> byPair = new HashMap<>();
    private final NavigableMap<Turn, Evaluation> modelTurns = new TreeMap<>();
    private final NavigableMap<Turn, Evaluation> otherTurns = new TreeMap<>();
    private long places;
    private boolean watching;

    private record Pair(String eventId, String metric) {
        static Pair of(Evaluation evaluation) {
            return new Pair(evaluation.eventId(), evaluation.metric());
        }
    }

    private record Turn(long notBefore, long place) implements Comparable<Turn> {
        static Turn of(Evaluation evaluation) {
            return new Turn(evaluation.notBefore(), evaluation.place());
        }

        @Override
        public int compareTo(Turn other) {
            int order = Long.compare(notBefore, other.notBefore);
            return order != 0 ? order : Long.compare(place, other.place);
        }
    }

    void watch(boolean on) {
        watching = on;
    }

    void arrived(String eventId) {
        if (watching) {
            addArrival(eventId);
        }
    }

    @Override
    public void addArrival(String eventId) {
        arrivals.remove(eventId); // so that it moves to the end
        arrivals.put(eventId, new Arrival(++places, eventId));
    }

    @Override
    public void remove(Arrival arrival) {
        arrivals.remove(arrival.eventId(), arrival);
    }

    @Override
    public void add(Evaluation given) {
        Evaluation known = byPair.get(Pair.of(given));
        if (known != null) {
            remove(known);
        }
        var placed = new Evaluation(
                ++places, given.eventId(), given.metric(), given.asksModel(), given.attempts(), given.notBefore());
        byPair.put(Pair.of(placed), placed);
        turns(placed.asksModel()).put(Turn.of(placed), placed);
    }

    @Override
    public void remove(Evaluation evaluation) {
        if (byPair.remove(Pair.of(evaluation), evaluation)) {
            turns(evaluation.asksModel()).remove(Turn.of(evaluation));
        }
    }

    Collection<Arrival> arrivals() {
        return arrivals.values();
    }

    Stream<Evaluation> inTurn(boolean askingModel) {
        return turns(askingModel).values().stream();
    }

    int evaluations() {
        return byPair.size();
    }

    private NavigableMap<Turn, Evaluation> turns(boolean askingModel) {
        return askingModel ? modelTurns : otherTurns;
    }
}
