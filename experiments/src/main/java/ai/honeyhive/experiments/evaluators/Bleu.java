// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * BLEU (Papineni et al. 2002) as sacreBLEU 2 computes it (Post 2018): tokens of mteval-v13a, case kept, exponential
 * smoothing of zero counts (Chen and Cherry 2014, method 3). From 0 to 1, where sacreBLEU says 0 to 100.
 */
public final class Bleu {
    private static final int ORDERS = 4;
    private static final Pattern SYMBOLS = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
    private static final Pattern POINT_AFTER = Pattern.compile("([^0-9])([.,])");
    private static final Pattern POINT_BEFORE = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH = Pattern.compile("([0-9])(-)");
    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final int[] correct = new int[ORDERS];
    private final int[] total = new int[ORDERS];
    private int length;
    private int referenceLength;

    private Bleu() {}

    /**
     * Returns BLEU of one text: n-grams longer than the text are left out ("effective order").
     *
     * @param references at least one
     */
    public static double sentence(String text, List<String> references) {
        if (text.isBlank() && references.stream().anyMatch(String::isBlank)) {
            return 1;
        }
        Bleu counts = new Bleu();
        counts.add(text, references);
        return counts.score(true);
    }

    /**
     * Returns BLEU of many texts together, counted before it is divided.
     *
     * @param texts the outputs of a run
     * @param references for each text, in the same order, at least one
     */
    public static double corpus(List<String> texts, List<List<String>> references) {
        if (texts.size() != references.size()) {
            throw new IllegalArgumentException(texts.size() + " texts, but references for " + references.size());
        }
        Bleu counts = new Bleu();
        for (int i = 0; i < texts.size(); i++) {
            counts.add(texts.get(i), references.get(i));
        }
        return counts.score(false);
    }

    private void add(String text, List<String> references) {
        List<String> tokens = tokens(text);
        List<List<String>> truths = references.stream().map(Bleu::tokens).toList();
        length += tokens.size();
        referenceLength += truths.stream()
                .map(List::size)
                .min(Comparator.<Integer>comparingInt(size -> Math.abs(size - tokens.size()))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> new IllegalArgumentException("BLEU needs a reference"));
        for (int n = 1; n <= ORDERS; n++) {
            Map<List<String>, Integer> most = new HashMap<>();
            for (List<String> truth : truths) {
                NGrams.count(truth, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
            }
            correct[n - 1] += NGrams.common(NGrams.count(tokens, n), most);
            total[n - 1] += NGrams.total(tokens.size(), n);
        }
    }

    private double score(boolean effectiveOrder) {
        if (correct[0] == 0) { // then there is no longer one either
            return 0;
        }
        double logs = 0;
        double smoothing = 1;
        int orders = 0;
        while (orders < ORDERS && total[orders] > 0) {
            double precision = (double) correct[orders] / total[orders];
            if (correct[orders] == 0) {
                smoothing *= 2;
                precision = 1 / (smoothing * total[orders]);
            }
            logs += Math.log(precision);
            orders++;
        }
        if (orders < ORDERS && !effectiveOrder) {
            return 0;
        }
        double brevity = length < referenceLength ? Math.exp(1 - (double) referenceLength / length) : 1;
        return Math.min(1, brevity * Math.exp(logs / orders));
    }

    /** The tokens of mteval-v13a.pl. */
    static List<String> tokens(String text) {
        String line = text.stripTrailing()
                .replace("<skipped>", "")
                .replace("-\n", "")
                .replace('\n', ' ')
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
        line = SYMBOLS.matcher(" " + line + " ").replaceAll(" $1 ");
        line = POINT_AFTER.matcher(line).replaceAll("$1 $2 ");
        line = POINT_BEFORE.matcher(line).replaceAll(" $1 $2");
        line = DASH.matcher(line).replaceAll("$1 $2 ");
        String stripped = SPACES.matcher(line).replaceAll(" ").strip();
        return stripped.isEmpty() ? List.of() : List.of(stripped.split(" ", -1));
    }
}
