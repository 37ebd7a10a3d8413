// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** chrF and chrF++ (Popović 2015, 2017) as sacreBLEU 2 computes them, without epsilon smoothing; from 0 to 1. */
record ChrF(int characterOrder, int wordOrder, double beta) {
    static final ChrF CHRF = new ChrF(6, 0, 2);
    static final ChrF PLUS_PLUS = new ChrF(6, 2, 2);

    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    double score(String text, String reference) {
        Sums sums = new Sums();
        sums.add(characters(text), characters(reference), characterOrder);
        sums.add(words(text), words(reference), wordOrder);
        if (sums.orders == 0) {
            return text.isBlank() && reference.isBlank() ? 1 : 0;
        }
        double precision = sums.precision / sums.orders;
        double recall = sums.recall / sums.orders;
        double factor = beta * beta;
        return precision + recall == 0
                ? 0
                : Math.min(1, (1 + factor) * precision * recall / (factor * precision + recall));
    }

    private static final class Sums {
        private double precision;
        private double recall;
        private int orders;

        <T> void add(List<T> text, List<T> reference, int highest) {
            for (int n = 1; n <= Math.min(highest, Math.min(text.size(), reference.size())); n++) {
                double common = NGrams.common(NGrams.count(text, n), NGrams.count(reference, n));
                precision += common / NGrams.total(text.size(), n);
                recall += common / NGrams.total(reference.size(), n);
                orders++;
            }
        }
    }

    private static List<Integer> characters(String text) {
        return SPACES.matcher(text).replaceAll("").codePoints().boxed().toList();
    }

    /** Words with one ASCII punctuation mark at their end, or else their begin, apart. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : SPACES.split(text.strip(), -1)) {
            int last = word.length() - 1;
            if (last < 0) {
                continue;
            }
            if (last > 0 && PUNCTUATION.indexOf(word.charAt(last)) >= 0) {
                words.add(word.substring(0, last));
                words.add(word.substring(last));
            } else if (last > 0 && PUNCTUATION.indexOf(word.charAt(0)) >= 0) {
                words.add(word.substring(0, 1));
                words.add(word.substring(1));
            } else {
                words.add(word);
            }
        }
        return words;
    }
}
