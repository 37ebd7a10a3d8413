// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.examples;

import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One question to a small bot: a tree of events, enriched, in one session; and a step that fails. */
public final class BasicUsage {
    private static final List<String> HANDBOOK = List.of(
            "Refunds are paid within 14 days.", "Parcels are delivered within 3 days.", "Support answers in 2 hours.");

    private BasicUsage() {}

    /** Takes key and server from HH_API_KEY and HH_API_URL. */
    public static void main(String[] args) {
        try (HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                .project("examples")
                .sessionName("basic-usage")
                .build()) {
            System.out.println(answer(tracer, "When are refunds paid?"));
            try {
                tracer.run("send-mail", EventType.TOOL, span -> {
                    span.input("to", "customer");
                    throw new IllegalStateException("the mail server is away");
                });
            } catch (IllegalStateException e) {
                System.out.println("Not sent, and seen so in the trace: " + e.getMessage());
            }
            tracer.enrichSession(e -> e.userProperty("plan", "pro").feedback("rating", 5));

            System.out.println("All of it was accepted: " + tracer.flush(Duration.ofSeconds(10)));
            System.out.println("Session " + tracer.sessionId());
        }
    }

    private static String answer(HoneyHiveTracer tracer, String question) {
        return tracer.call("answer", EventType.CHAIN, span -> {
            span.input("question", question);
            List<String> passages = retrieve(tracer, question);
            String text = tracer.call("complete", EventType.MODEL, model -> {
                model.input("passages", passages).config("model", "first-passage");
                model.output("text", passages.get(0)).metric("passages", passages.size());
                return passages.get(0);
            });
            span.output("answer", text);
            return text;
        });
    }

    private static List<String> retrieve(HoneyHiveTracer tracer, String question) {
        return tracer.call("retrieve", EventType.TOOL, span -> {
            List<String> words = words(question);
            List<String> found = HANDBOOK.stream()
                    .filter(line -> words.contains(words(line).get(0)))
                    .toList();
            noteIndex(tracer);
            span.input("question", question).output("passages", found);
            return found;
        });
    }

    private static List<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).split("\\W+", -1));
    }

    /** Deep in the code, with no span at hand: the tracer knows which one is open. */
    private static void noteIndex(HoneyHiveTracer tracer) {
        tracer.enrichSpan(e -> e.metadata("index", "handbook-v3").metric("lines", HANDBOOK.size()));
    }
}
