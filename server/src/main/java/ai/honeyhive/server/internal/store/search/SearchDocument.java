// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.search;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What an event is found by: the words of its texts, and a token for each value that an exact filter may ask for. */
public final class SearchDocument {
    /** Buckets of values, as opposed to texts. */
    private static final List<Bucket> VALUES =
            List.of(Bucket.METADATA, Bucket.CONFIG, Bucket.USER_PROPERTIES, Bucket.FEEDBACK, Bucket.METRICS);

    private static final int MAX_WORDS = 50_000;
    private static final int MAX_VALUES = 256;

    private SearchDocument() {}

    /** The words and tokens of an event. */
    public static Set<String> of(Event event) {
        Set<String> words = words(event);
        int left = MAX_VALUES;
        for (Bucket bucket : VALUES) {
            left = values(bucket.wireName(), event.buckets().get(bucket), left, words);
        }
        if (left <= 0) {
            words.add(ValueTokens.TOO_MANY);
        }
        return words;
    }

    /** Whether every word of a search is among those of an event; a word with a star at its end is the begin of one. */
    public static boolean matches(Event event, SearchText search) {
        if (search.isEmpty()) {
            return true;
        }
        Set<String> words = words(event);
        return search.terms().stream()
                        .allMatch(term -> term.prefix()
                                ? words.stream().anyMatch(word -> word.startsWith(term.word()))
                                : words.contains(term.word()))
                && hasPhrases(event, search);
    }

    /** Whether each phrase of a search is in one of the texts of an event. */
    private static boolean hasPhrases(Event event, SearchText search) {
        return search.phrases().stream().allMatch(phrase -> {
            boolean[] found = {false};
            forEachText(event, text -> found[0] = found[0] || Words.follow(text, phrase));
            return found[0];
        });
    }

    private static Set<String> words(Event event) {
        Set<String> words = new LinkedHashSet<>();
        forEachText(event, text -> add(text, words));
        return words;
    }

    private static void forEachText(Event event, Consumer<String> sink) {
        sink.accept(event.name());
        if (event.error() != null) {
            sink.accept(event.error());
        }
        texts(event.buckets().get(Bucket.INPUTS), sink);
        texts(event.buckets().get(Bucket.OUTPUTS), sink);
    }

    private static void texts(JsonNode root, Consumer<String> sink) {
        Deque<JsonNode> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            if (node.isContainer()) {
                node.forEach(open::push);
            } else if (!node.isNull()) {
                sink.accept(node.asString());
            }
        }
    }

    private static void add(String text, Set<String> words) {
        if (words.size() < MAX_WORDS) {
            Words.split(text, word -> {
                if (words.size() < MAX_WORDS) {
                    words.add(word);
                }
            });
        }
    }

    private static int values(String rootPath, JsonNode root, int most, Set<String> tokens) {
        int left = most;
        Deque<Map.Entry<String, JsonNode>> open = new ArrayDeque<>(List.of(Map.entry(rootPath, root)));
        while (!open.isEmpty() && left > 0) {
            String path = open.peek().getKey();
            JsonNode node = open.pop().getValue();
            if (node.isObject()) {
                node.forEachEntry((key, value) -> open.push(Map.entry(path + '.' + key, value)));
            } else if (node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    open.push(Map.entry(path + '.' + i, node.get(i)));
                }
            } else if (!node.isNull()) {
                tokens.addAll(ValueTokens.of(path, node.asString()));
                left--;
            }
        }
        return left;
    }
}
