// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One short line that tells what went into an event. */
public final class Preview {
    public static final int MAX_LENGTH = 300;

    private Preview() {}

    /** The last user message of a chat, else the first text among the inputs, else the first value; null if none. */
    public static @Nullable String of(ObjectNode inputs) {
        JsonNode history = inputs.get("chat_history");
        if (history != null && history.isArray()) {
            String text = lastUserMessage(history);
            if (text != null) {
                return line(text);
            }
        }
        JsonNode found = firstText(inputs);
        if (found == null) {
            found = firstScalar(inputs);
        }
        return found == null ? null : line(found.asString());
    }

    /** Folds whitespace and cuts what exceeds {@link #MAX_LENGTH} characters, never inside a surrogate pair. */
    public static String line(String text) {
        char[] line = new char[Math.min(text.length(), MAX_LENGTH + 1)];
        int length = 0;
        boolean gap = false;
        for (int i = 0; i < text.length() && length <= MAX_LENGTH; i++) {
            char c = text.charAt(i);
            if (c == ' ' || Character.isWhitespace(c)) {
                gap = length > 0;
            } else {
                if (gap) {
                    line[length++] = ' ';
                    gap = false;
                }
                if (length <= MAX_LENGTH) {
                    line[length++] = c;
                }
            }
        }
        if (length <= MAX_LENGTH) {
            return new String(line, 0, length);
        }
        int end = Character.isHighSurrogate(line[MAX_LENGTH - 2]) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
        return new String(line, 0, end) + "…";
    }

    private static @Nullable String lastUserMessage(JsonNode history) {
        for (int i = history.size() - 1; i >= 0; i--) {
            JsonNode message = history.get(i);
            if ("user".equals(message.path("role").asString(""))) {
                JsonNode content = firstText(message.path("content"));
                return content == null ? null : content.asString();
            }
        }
        return null;
    }

    private static @Nullable JsonNode firstText(JsonNode node) {
        if (node.isString()) {
            return node.asString().isBlank() ? null : node;
        }
        for (JsonNode child : node) {
            JsonNode found = firstText(child);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable JsonNode firstScalar(JsonNode node) {
        if (node.isNumber() || node.isBoolean()) {
            return node;
        }
        for (JsonNode child : node) {
            JsonNode found = firstScalar(child);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
