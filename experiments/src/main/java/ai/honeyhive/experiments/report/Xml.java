// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

/** Text inside XML and HTML that stays text, in elements and in quoted attributes. */
final class Xml {
    private Xml() {}

    /** Escapes what has a meaning there; characters that XML 1.0 does not have become U+FFFD. */
    static String text(String content) {
        StringBuilder text = new StringBuilder(content.length() + 16);
        content.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                case '\n' -> text.append("&#10;"); // in attributes a bare one would become a space
                default -> text.appendCodePoint(isCharacter(character) ? character : 0xFFFD);
            }
        });
        return text.toString();
    }

    private static boolean isCharacter(int character) {
        return character == '\t'
                || (character >= 0x20 && character < 0x7F)
                || (character > 0x9F && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
