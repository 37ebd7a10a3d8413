// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes texts apart into words without case and accents. Scripts that write without spaces give a word for each
 * character, so that parts of a text are found in them too.
 */
public final class Words {
    private static final int MAX_WORD = 64;

    private Words() {}

    /** The different words of a text, in order. */
    public static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        split(text, words::add);
        return words;
    }

    /** Whether the words of a text have some in this order, one behind the other. */
    static boolean follow(String text, List<String> phrase) {
        List<String> words = new ArrayList<>();
        split(text, words::add);
        return Collections.indexOfSubList(words, phrase) >= 0;
    }

    /** Hands over each word; a longer one is cut, here as in what is searched for. */
    static void split(String text, Consumer<String> sink) {
        String plain = plain(text);
        int start = -1;
        int i = 0;
        while (i < plain.length()) {
            int c = plain.codePointAt(i);
            boolean alone = Character.isIdeographic(c) || isKana(c);
            boolean inWord = !alone && Character.isLetterOrDigit(c);
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                emit(plain, start, i, sink);
                start = -1;
            }
            if (alone) {
                sink.accept(Character.toString(c));
            }
            i += Character.charCount(c);
        }
        if (start >= 0) {
            emit(plain, start, plain.length(), sink);
        }
    }

    private static void emit(String text, int start, int end, Consumer<String> sink) {
        int cut = Math.min(end, start + MAX_WORD);
        if (cut < end && Character.isHighSurrogate(text.charAt(cut - 1))) {
            cut--;
        }
        sink.accept(text.substring(start, cut));
    }

    /** Without case, accents and compatibility forms; most texts are plain already. */
    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(c -> c < 0x80)) {
            return lower;
        }
        String apart = Normalizer.normalize(lower, Normalizer.Form.NFKD);
        StringBuilder kept = new StringBuilder(apart.length());
        apart.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isKana(int c) {
        Character.UnicodeScript script = c < 0x3000 ? Character.UnicodeScript.COMMON : Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA;
    }
}
