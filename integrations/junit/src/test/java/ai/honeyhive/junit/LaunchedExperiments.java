// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static ai.honeyhive.experiments.gates.Gates.averageAtLeast;
import static ai.honeyhive.junit.ExperimentTests.testsOf;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.evaluators.Evaluators;
import ai.honeyhive.junit.cassette.Cassette;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What {@link JUnitVersionsIT} launches in JVMs of its own. */
class LaunchedExperiments {
    static final Dataset DATASET = Dataset.of(
            Datapoint.builder()
                    .id("peru")
                    .input("country", "Peru")
                    .groundTruth("Lima")
                    .build(),
            Datapoint.builder()
                    .id("chile")
                    .input("country", "Chile")
                    .groundTruth("Santiago")
                    .build(),
            Datapoint.builder()
                    .id("france")
                    .input("country", "France")
                    .groundTruth("Paris")
                    .build());

    static class Good {
        @Experiment
        Stream<DynamicNode> capitals() {
            return testsOf(evaluate(
                            "capitals",
                            DATASET,
                            row -> row.groundTruth().orElseThrow().toString())
                    .evaluator(Evaluators.exactMatch())
                    .gate(averageAtLeast("exact_match", 0.9))
                    .unrecorded()
                    .quiet());
        }
    }

    static class Bad {
        @Experiment
        Stream<DynamicNode> capitals() {
            try (HoneyHiveTracer tracer =
                    HoneyHiveTracer.builder().project("junit").build()) {
                return testsOf(evaluate("capitals", DATASET, LaunchedExperiments::lima)
                        .tracer(tracer)
                        .evaluator(Evaluators.exactMatch())
                        .evaluator("broken", (answer, row) -> {
                            if (row.id().contains("chile")) {
                                throw new IllegalStateException("no judge");
                            }
                            return true;
                        })
                        .gate(averageAtLeast("exact_match", 0.9))
                        .gate(averageAtLeast("no_such_metric", 0.5))
                        .quiet());
            }
        }
    }

    @Execution(ExecutionMode.SAME_THREAD)
    static class Replaying {
        @RegisterExtension
        static final Cassette CASSETTE =
                Cassette.of(Path.of(System.getProperty("cassette", "none")), URI.create("http://127.0.0.1:1"));

        @Test
        void known() throws IOException {
            ask("known");
        }

        @Test
        void unknown() throws IOException {
            ask("unknown"); // does not look at the answer
        }

        private static void ask(String what) throws IOException {
            HttpURLConnection call =
                    (HttpURLConnection) CASSETTE.url().resolve("/ask").toURL().openConnection();
            call.setDoOutput(true);
            call.getOutputStream().write(what.getBytes(StandardCharsets.UTF_8));
            call.getResponseCode();
        }
    }

    private static String lima(Datapoint row) {
        if (row.equals(DATASET.datapoints().get(2))) {
            throw new IllegalStateException("the model is away");
        }
        return "Lima";
    }
}
