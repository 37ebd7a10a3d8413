// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.util.List;

/** What a reader gets: a question and the passages found for it, best first. */
record Prompt(String question, List<ScoredPassage> passages) {
    private static final String INSTRUCTION = """
            Answer the question from these passages alone, with as few of their own words as possible \
            and no full sentence. If they do not hold the answer, say "not in the passages".""";

    Prompt {
        passages = List.copyOf(passages);
    }

    /** The prompt as a conversation: the passages from the system, the question from the user. */
    List<ChatMessage> messages() {
        var system = new StringBuilder(INSTRUCTION);
        for (ScoredPassage found : passages) {
            Passage passage = found.passage();
            system.append("\n\n[").append(passage.id()).append("] ").append(passage.title());
            system.append('\n').append(passage.text());
        }
        return List.of(new ChatMessage("system", system.toString()), new ChatMessage("user", question));
    }
}
