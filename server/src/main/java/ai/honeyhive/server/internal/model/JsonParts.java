// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

/** Finds the values of a JSON object in its text, without reading them. For text that this server itself has written. */
final class JsonParts {
    private final String text;
    private int at = 1; // behind the opening brace

    JsonParts(String text) {
        this.text = text;
    }

    /** What is done with each value. */
    @FunctionalInterface
    interface Sink {
        void value(String name, int start, int end);
    }

    /** Hands over the place of each value. */
    void forEach(Sink sink) {
        while (at < text.length() && text.charAt(at) != '}') {
            int nameEnd = text.indexOf('"', at + 1);
            String name = text.substring(at + 1, nameEnd);
            int start = nameEnd + 2;
            at = start;
            skipValue();
            sink.value(name, start, at);
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
            }
        }
    }

    private void skipValue() {
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                skipString();
            } else if (c == '{' || c == '[') {
                depth++;
                at++;
            } else if (c == '}' || c == ']') {
                if (depth == 0) {
                    return;
                }
                depth--;
                at++;
            } else if (c == ',' && depth == 0) {
                return;
            } else {
                at++;
            }
        }
    }

    private void skipString() {
        int end = text.indexOf('"', at + 1);
        while (isEscaped(end)) {
            end = text.indexOf('"', end + 1);
        }
        at = end + 1;
    }

    private boolean isEscaped(int quote) {
        int backslashes = 0;
        for (int i = quote - 1; i > at && text.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
