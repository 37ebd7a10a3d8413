// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.examples;

import static ai.honeyhive.experiments.Experiments.evaluate;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Score;
import ai.honeyhive.experiments.evaluators.Evaluators;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.util.Map;

/** An experiment whose task adds to its spans and sessions, with metrics of its own. */
public final class EvaluateWithEnrichment {
    private static final Dataset CAPITALS = Dataset.of(
            Datapoint.of(Map.of("country", "Peru"), "Lima"),
            Datapoint.of(Map.of("country", "France"), "Paris"),
            Datapoint.of(Map.of("country", "Kenya"), "Nairobi"),
            Datapoint.of(Map.of("country", "Australia"), "Canberra"));

    private EvaluateWithEnrichment() {}

    /** Takes key and server from HH_API_KEY and HH_API_URL. */
    public static void main(String[] args) {
        try (HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                .project("examples")
                .source("evaluation")
                .build()) {
            Geographer geographer = new Geographer(tracer);
            ExperimentRun run = evaluate("capitals", CAPITALS, row -> geographer.capitalOf(row.input("country")))
                    .tracer(tracer)
                    .evaluator(Evaluators.exactMatch())
                    .evaluator("one_word", answer -> !answer.contains(" "))
                    .evaluator("closeness", EvaluateWithEnrichment::closeness)
                    .maxConcurrency(4)
                    .run();
            System.out.println("Run " + run.id() + " exact_match "
                    + run.metric("exact_match").orElseThrow().mean());
        }
    }

    /** A metric with a reason and a further number. */
    private static Score closeness(String answer, Datapoint row) {
        String expected = String.valueOf(row.groundTruth().orElse(""));
        boolean sameLetter = answer.charAt(0) == expected.charAt(0);
        return Score.of(answer.equals(expected) ? 1.0 : sameLetter ? 0.5 : 0.0)
                .because("expected " + expected)
                .with("length_difference", Math.abs(answer.length() - expected.length()));
    }

    /** The application under test. It gets its tracer as it gets everything else; each row has a session of its own. */
    private record Geographer(HoneyHiveTracer tracer) {
        private static final Map<String, String> KNOWN = Map.of("Peru", "Lima", "France", "Paris", "Kenya", "Nairobi");

        String capitalOf(String country) {
            return tracer.call("look-up", EventType.TOOL, span -> {
                String capital = KNOWN.getOrDefault(country, "Sydney");
                span.input("country", country).output("capital", capital);
                tracer.enrichSpan(
                        e -> e.metadata("known", KNOWN.containsKey(country)).metric("atlas_size", KNOWN.size()));
                tracer.enrichSession(e -> e.userProperty("plan", "pro").feedback("reviewed", false));
                return capital;
            });
        }
    }
}
