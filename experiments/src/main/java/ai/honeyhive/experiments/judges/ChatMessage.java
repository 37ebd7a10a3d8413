// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static java.util.Objects.requireNonNull;

/**
 * One message of a chat.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 * @param content what it says
 */
public record ChatMessage(String role, String content) {
    /** Checks that both are there. */
    public ChatMessage {
        requireNonNull(role, "role");
        requireNonNull(content, "content");
    }

    /** Returns an instruction of the application. */
    public static ChatMessage system(String content) {
        return new ChatMessage("system", content);
    }

    /** Returns a message of the user. */
    public static ChatMessage user(String content) {
        return new ChatMessage("user", content);
    }

    /** Returns an answer of the model. */
    public static ChatMessage assistant(String content) {
        return new ChatMessage("assistant", content);
    }
}
