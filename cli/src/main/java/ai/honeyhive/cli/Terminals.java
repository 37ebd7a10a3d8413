// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import org.jspecify.annotations.Nullable;

/** Text of models and people on its way to a terminal. */
final class Terminals {
    private Terminals() {}

    /** Returns one line without anything that a terminal would take for an order, such as colours, titles or direction. */
    static String printable(@Nullable String text) {
        return text == null
                ? ""
                : text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\x{80}-\\x{9f}]+", " ")
                        .strip();
    }

    /** Returns the same cut to so many characters. */
    static String cut(@Nullable String text, int most) {
        String line = printable(text == null || text.length() <= most * 4 ? text : text.substring(0, most * 4));
        int length = line.codePointCount(0, line.length());
        return length <= most ? line : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }
}
