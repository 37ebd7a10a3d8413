// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import java.util.function.Function;

/**
 * A model that judges can ask: any client of any vendor behind one method. Called from several threads at once. What
 * should happen around each call, such as a cache or a limit, is a decorator: a {@code ChatModel} that calls another.
 * Requests have {@code equals} for that.
 */
@FunctionalInterface
public interface ChatModel {
    /**
     * Asks the model.
     *
     * @throws Exception whatever goes wrong: it becomes the evaluator's error on this row
     */
    ChatAnswer chat(ChatRequest request) throws Exception;

    /** Adapts a function from prompt to answer: it gets the contents of all messages, with blank lines between them. */
    static ChatModel ofText(Function<String, String> function) {
        return request -> ChatAnswer.of(function.apply(request.prompt()));
    }
}
