// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays what was recorded: the n-th time a request is asked, it gets its n-th answer. */
final class Player implements Deck {
    private final List<Interaction> recorded;
    private final Map<String, Deque<RecordedResponse>> unplayed = new HashMap<>(); // guarded by this

    Player(Collection<Interaction> interactions) {
        this.recorded = List.copyOf(interactions);
        for (Interaction interaction : recorded) {
            unplayed.computeIfAbsent(interaction.request().key(), key -> new ArrayDeque<>())
                    .add(interaction.response());
        }
    }

    @Override
    public RecordedResponse answer(Call call, RecordedRequest request) {
        RecordedResponse answer = next(request.key());
        if (answer == null) {
            throw new CassetteException(Miss.explain(request, recorded));
        }
        return answer;
    }

    private synchronized @Nullable RecordedResponse next(String key) {
        Deque<RecordedResponse> answers = unplayed.get(key);
        return answers == null ? null : answers.poll();
    }
}
