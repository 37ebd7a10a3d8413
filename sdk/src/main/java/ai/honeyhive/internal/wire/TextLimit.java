// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.wire;

/** Keeps begin and end of a text that is too long, since both say most about it. */
public final class TextLimit {
    private TextLimit() {}

    /** Returns the text, or its begin and end around a mark that says what is missing. */
    public static String cut(String text, int maxChars) {
        if (text.length() <= maxChars) {
            return text;
        }
        int head = boundary(text, maxChars / 2);
        int tail = boundary(text, text.length() - maxChars / 2);
        return text.substring(0, head) + "[cut: " + (tail - head) + " of " + text.length() + " characters]"
                + text.substring(tail);
    }

    /** Does not cut a surrogate pair in two. */
    private static int boundary(String text, int index) {
        return index > 0 && Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }
}
