// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The terms a question is about, each with its share of what they tell together; the shares add up to 1. */
record QuestionTerms(Map<String, Double> shares) {
    /** Words that ask. They say nothing about the subject, so they are not looked for in the passages. */
    private static final Set<String> ASKING = Set.copyOf(
            Terms.distinct("what which who whose whom when where why how many much long do does did is are was"
                    + " were can may must have has had i me my you your we us it its from there time get take go so"));

    QuestionTerms {
        shares = Map.copyOf(shares);
    }

    static QuestionTerms of(String question, ToDoubleFunction<String> weight) {
        Set<String> terms = new HashSet<>(Terms.distinct(question));
        terms.removeAll(ASKING);
        double total = terms.stream().mapToDouble(weight).sum();
        var shares = new HashMap<String, Double>();
        for (String term : terms) {
            shares.put(term, weight.applyAsDouble(term) / total);
        }
        return new QuestionTerms(shares);
    }

    boolean contains(String term) {
        return shares.containsKey(term);
    }

    /** Returns 0 for a term that the question does not have. */
    double share(String term) {
        return shares.getOrDefault(term, 0.0);
    }

    /** Returns the shares of those of these terms that the question has, added up: from 0 to 1. */
    double overlap(Set<String> terms) {
        double sum = 0;
        for (String term : terms) {
            sum += share(term);
        }
        return sum;
    }
}
