// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Interactions and how far they were played: the n-th time a request is asked, it gets its n-th answer. Thread-safe. */
final class Tape {
    private final List<Interaction> recorded = new ArrayList<>(); // guarded by this
    private final Map<String, Deque<RecordedResponse>> unplayed = new HashMap<>(); // guarded by this

    Tape(Collection<Interaction> interactions) {
        interactions.forEach(this::add);
    }

    synchronized void add(Interaction interaction) {
        recorded.add(interaction);
        unplayed.computeIfAbsent(interaction.request().key(), key -> new ArrayDeque<>())
                .add(interaction.response());
    }

    /** Plays the next answer; empty if there is none, or none any more. */
    synchronized Optional<RecordedResponse> play(RecordedRequest request) {
        Deque<RecordedResponse> answers = unplayed.get(request.key());
        return answers == null ? Optional.empty() : Optional.ofNullable(answers.poll());
    }

    synchronized List<Interaction> interactions() {
        return List.copyOf(recorded);
    }

    /** Says why a request has no answer: how it differs from the one that is nearest. */
    synchronized String explain(RecordedRequest request) {
        long times = recorded.stream()
                .filter(interaction -> interaction.request().key().equals(request.key()))
                .count();
        String asked = request.method() + " " + request.path();
        if (times > 0) {
            return asked + " was recorded " + times + (times == 1 ? " time" : " times") + ", but is asked once more:\n"
                    + request.key();
        }
        if (recorded.isEmpty()) {
            return asked + " was not recorded; the cassette is empty:\n" + request.key();
        }
        List<String> nearest = List.of();
        Patch<String> least = new Patch<>();
        int fewest = Integer.MAX_VALUE;
        for (Interaction interaction : recorded) {
            List<String> lines = interaction.request().lines();
            Patch<String> patch = DiffUtils.diff(lines, request.lines());
            int changed = patch.getDeltas().stream()
                    .mapToInt(delta ->
                            delta.getSource().size() + delta.getTarget().size())
                    .sum();
            if (changed < fewest) {
                fewest = changed;
                nearest = lines;
                least = patch;
            }
        }
        return asked + " was not recorded; the nearest request that was differs so:\n"
                + String.join("\n", UnifiedDiffUtils.generateUnifiedDiff("recorded", "asked", nearest, least, 3));
    }
}
