// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lets the model answer, and writes down what it said. */
final class Recorder implements Deck {
    private final Upstream model;
    private final Scrubber scrubber;
    private final List<Interaction> recorded = new ArrayList<>(); // guarded by this
    private final Set<String> missing = new HashSet<>(); // guarded by this

    Recorder(Upstream model, Scrubber scrubber) {
        this.model = model;
        this.scrubber = scrubber;
    }

    @Override
    public RecordedResponse answer(Call call, RecordedRequest request) throws InterruptedException {
        String key = request.key();
        try {
            RecordedResponse response = model.send(call);
            synchronized (this) {
                recorded.add(new Interaction(request, scrubber.scrub(response)));
                missing.remove(key);
            }
            return response;
        } catch (IOException e) {
            synchronized (this) {
                missing.add(key);
            }
            throw new CassetteException(
                    request.title() + " was not recorded, and the file stays as it was: " + model + " did not answer: "
                            + e,
                    e);
        }
    }

    /** Returns what was recorded so far, in the order of the answers. */
    synchronized List<Interaction> interactions() {
        return List.copyOf(recorded);
    }

    /** Returns whether every request was answered, if not at once. */
    synchronized boolean complete() {
        return missing.isEmpty();
    }
}
