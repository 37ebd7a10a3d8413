// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.util.List;
import java.util.Map;

/**
 * Answers questions: finds passages, then lets a reader answer from them. Thread-safe.
 *
 * <p>The two steps are traced as a tool and a model event below whatever event is current. The chain event above them
 * is made by whoever poses the question, since an experiment makes one around its task anyway; alone:
 *
 * <pre>{@code
 * tracer.call("ask", EventType.CHAIN, span -> bot.answer(question));
 * }</pre>
 */
final class QuestionAnswering {
    /** How many passages the reader gets unless told otherwise. */
    static final int DEFAULT_PASSAGES = 3;

    private final PassageIndex index;
    private final Reader reader;
    private final HoneyHiveTracer tracer;
    private final int passages;

    /** @param passages how many passages the reader gets, at least 1 */
    QuestionAnswering(PassageIndex index, Reader reader, HoneyHiveTracer tracer, int passages) {
        if (passages < 1) {
            throw new IllegalArgumentException("passages is " + passages + ", must be at least 1");
        }
        this.index = index;
        this.reader = reader;
        this.tracer = tracer;
        this.passages = passages;
    }

    Answer answer(String question) {
        List<ScoredPassage> found = retrieve(question);
        Reading reading = read(new Prompt(question, found));
        return new Answer(
                reading.text(),
                found.stream().map(scored -> scored.passage().id()).toList());
    }

    private List<ScoredPassage> retrieve(String question) {
        return tracer.call("retrieve", EventType.TOOL, span -> {
            span.input("query", question).config("similarity", "BM25").config("k", passages);
            List<ScoredPassage> found = index.search(question, passages);
            span.output(
                    "passages", found.stream().map(QuestionAnswering::summary).toList());
            return found;
        });
    }

    private Reading read(Prompt prompt) {
        return tracer.call("read", EventType.MODEL, span -> {
            span.input(
                            "chat_history",
                            prompt.messages().stream()
                                    .map(message -> Map.of("role", message.role(), "content", message.content()))
                                    .toList())
                    .config("model", reader.model())
                    .config("provider", reader.provider());
            Reading reading = reader.read(prompt);
            span.output("role", "assistant").output("content", reading.text());
            TokenUsage usage = reading.usage();
            if (usage != null) {
                span.metadata("prompt_tokens", usage.prompt())
                        .metadata("completion_tokens", usage.completion())
                        .metadata("total_tokens", usage.prompt() + usage.completion());
            }
            return reading;
        });
    }

    private static Map<String, Object> summary(ScoredPassage found) {
        double score = Math.round(found.score() * 1000) / 1000.0; // as many digits as a person can use
        return Map.of("id", found.passage().id(), "title", found.passage().title(), "score", score);
    }
}
