// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.examples;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A bot that answers from a handbook. Its model is a small one without a network, but it obeys its prompt as a large one. */
final class HandbookBot {
    private static final List<String> HANDBOOK = List.of(
            "Refunds are paid within 14 days.",
            "Parcels to Alaska take 9 days.",
            "Orders are cancelled on the page of the order.",
            "Gift cards are valid for 3 years.",
            "The hotline is open from 8 to 18 o'clock.");

    private final String prompt;

    HandbookBot(String prompt) {
        this.prompt = prompt;
    }

    String answer(String question) {
        if (!prompt.contains("only what the handbook says")) {
            return "Great question! Usually this takes a few days.";
        }
        return HANDBOOK.stream()
                .max(Comparator.comparingInt(sentence -> common(sentence, question)))
                .orElseThrow();
    }

    private static int common(String sentence, String question) {
        Set<String> words = words(sentence);
        words.retainAll(words(question));
        return words.size();
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")));
    }
}
