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
        boolean split = index > 0
                && index < text.length()
                && Character.isHighSurrogate(text.charAt(index - 1))
                && Character.isLowSurrogate(text.charAt(index));
        return split ? index - 1 : index;
    }

    /** Returns the text with U+FFFD for each half of a surrogate pair that stands alone: UTF-8 has no place for it. */
    public static String wellFormed(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (repaired == null) {
                repaired = new StringBuilder(text);
            }
            repaired.setCharAt(i, '\ufffd');
        }
        return repaired == null ? text : repaired.toString();
    }
}
