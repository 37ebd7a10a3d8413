// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A model that says what it was told to say, one answer after the other, and keeps what it was asked. */
final class ScriptedModel implements ChatModel {
    private final Queue<ChatAnswer> answers = new ArrayDeque<>();
    final List<ChatRequest> requests = new ArrayList<>();

    static ScriptedModel saying(String... answers) {
        ScriptedModel model = new ScriptedModel();
        for (String answer : answers) {
            model.then(ChatAnswer.of(answer));
        }
        return model;
    }

    ScriptedModel then(ChatAnswer answer) {
        answers.add(answer);
        return this;
    }

    @Override
    public synchronized ChatAnswer chat(ChatRequest request) {
        requests.add(request);
        ChatAnswer answer = answers.poll();
        if (answer == null) {
            throw new IllegalStateException("asked once more than expected: " + request.prompt());
        }
        return answer;
    }
}
