// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import java.util.regex.Pattern;

/** Text inside Markdown that stays text: no markup, no HTML, no mention of people. */
final class Markdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]()<>#+!|~&$-]");
    private static final Pattern REFERENCE =
            Pattern.compile("(@)(?=[\\p{Alnum}])|(\\\\#)(?=\\d)|(://)|((?i)www(?=\\.))");
    private static final Pattern BLANK = Pattern.compile("[\\p{Cntrl}\\s\\x{2028}\\x{2029}]+");
    private static final Pattern DIRECTION =
            Pattern.compile("[\\x{61C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");
    private static final String JOINER = "\u2060"; // seen by nobody, but ends a mention and a link

    private Markdown() {}

    /** Returns a text on one line. */
    static String text(String content) {
        String leftToRight = DIRECTION.matcher(content).replaceAll(""); // they turn around what comes after them too
        String line = BLANK.matcher(leftToRight).replaceAll(" ").strip();
        String escaped = SPECIAL.matcher(line).replaceAll("\\\\$0");
        return REFERENCE.matcher(escaped).replaceAll("$0" + JOINER);
    }
}
