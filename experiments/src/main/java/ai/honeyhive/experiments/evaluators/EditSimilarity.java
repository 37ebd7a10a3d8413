// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.commons.text.similarity.SimilarityInput;

/** Similarities of texts by their characters. */
final class EditSimilarity {
    private static final double BOOST_FROM = 0.7;
    private static final double PREFIX_WEIGHT = 0.1;
    private static final int LONGEST_PREFIX = 4;

    private EditSimilarity() {}

    /** Code points, so that an emoji is one character. */
    private static final class CodePoints implements SimilarityInput<Integer> {
        private final int[] points;

        CodePoints(int[] points) {
            this.points = points;
        }

        @Override
        public Integer at(int index) {
            return points[index];
        }

        @Override
        public int length() {
            return points.length;
        }
    }

    static double levenshtein(String one, String other) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        int longest = Math.max(a.length, b.length);
        if (longest == 0) {
            return 1;
        }
        int distance = LevenshteinDistance.getDefaultInstance().apply(new CodePoints(a), new CodePoints(b));
        return 1 - (double) distance / longest;
    }

    // Not that of Commons Text, which takes less than 0.1 for the prefix of texts longer than ten characters.
    static double jaroWinkler(String one, String other) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        double jaro = jaro(a, b);
        if (jaro < BOOST_FROM) {
            return jaro;
        }
        int prefix = 0;
        while (prefix < Math.min(LONGEST_PREFIX, Math.min(a.length, b.length)) && a[prefix] == b[prefix]) {
            prefix++;
        }
        return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
    }

    private static double jaro(int[] a, int[] b) {
        if (a.length == 0 || b.length == 0) {
            return a.length == b.length ? 1 : 0;
        }
        int window = Math.max(0, Math.max(a.length, b.length) / 2 - 1);
        boolean[] matchedA = new boolean[a.length];
        boolean[] matchedB = new boolean[b.length];
        int matches = 0;
        for (int i = 0; i < a.length; i++) {
            int last = Math.min(b.length - 1, i + window);
            for (int j = Math.max(0, i - window); j <= last; j++) {
                if (!matchedB[j] && a[i] == b[j]) {
                    matchedA[i] = true;
                    matchedB[j] = true;
                    matches++;
                    break;
                }
            }
        }
        if (matches == 0) {
            return 0;
        }
        int outOfOrder = 0;
        int j = 0;
        for (int i = 0; i < a.length; i++) {
            if (matchedA[i]) {
                while (!matchedB[j]) {
                    j++;
                }
                outOfOrder += a[i] == b[j] ? 0 : 1;
                j++;
            }
        }
        double m = matches;
        int transpositions = outOfOrder / 2; // whole ones only, as in Winkler's strcmp95
        return (m / a.length + m / b.length + (m - transpositions) / m) / 3;
    }
}
