// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static ai.honeyhive.experiments.evaluators.Evaluators.exactMatch;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.Event;
import ai.honeyhive.client.EventQuery;
import ai.honeyhive.server.HoneyHiveServer;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever reads what went into a row, such as a judge on the server, does not find there what should come out. */
@Timeout(60)
class GroundTruthIT {
    private static final String TRUTH = "the-well-kept-secret";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rows.jsonl | {\"id\":\"a\",\"inputs\":{\"q\":\"why\"},\"ground_truth\":\"the-well-kept-secret\"}",
                "rows.jsonl | {\"inputs\":{\"q\":\"why\"},\"ground_truths\":\"the-well-kept-secret\"}",
                "rows.jsonl | {\"inputs\":{\"q\":\"why\"},\"ground_truths\":{\"answer\":[\"the-well-kept-secret\"]}}",
                "rows.json | [{\"inputs\":{\"q\":\"why\"},\"ground_truths\":[\"the-well-kept-secret\"]}]",
                "rows.csv | `q,ground_truth\nwhy,the-well-kept-secret`",
                "rows.csv | `q,ground_truths.answer\nwhy,the-well-kept-secret`"
            })
    void run_ofAnyForm_capturesNoGroundTruth(String file, String content) throws Exception {
        Path dataset = directory.resolve(file);
        Files.writeString(dataset, content + "\n", StandardCharsets.UTF_8);
        try (HoneyHiveServer server =
                        HoneyHiveServer.builder().inMemory().build().start();
                HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                        .apiKey("key")
                        .serverUrl(server.url().toString())
                        .build()) {
            ExperimentRun run = evaluate("kept", Dataset.read(dataset), (datapoint, tracing) -> {
                        assertThat(datapoint.groundTruth().orElseThrow().toString())
                                .contains(TRUTH);
                        return tracing.call("helper", EventType.TOOL, span -> {
                            span.input("datapoint", datapoint); // as code does that captures all its arguments
                            return "because";
                        });
                    })
                    .tracer(tracer)
                    .evaluator(exactMatch())
                    .quiet()
                    .run();

            assertThat(run.problems()).isEmpty();
            assertThat(run.failedRows()).isEmpty();
            List<Event> events = tracer.client()
                    .events()
                    .export(EventQuery.builder().runId(run.id()).build())
                    .events();
            assertThat(events).extracting(event -> event.type().orElseThrow()).contains("session", "chain", "tool");
            for (Event event : events) {
                assertThat(event.inputs().toString()).contains("why");
                boolean session = event.type().orElseThrow().equals("session");
                assertThat(event.feedback().toString().contains(TRUTH)).isEqualTo(session);
                assertThat(List.of(
                                        event.inputs(),
                                        event.outputs(),
                                        event.metadata(),
                                        event.metrics(),
                                        event.config(),
                                        event.userProperties())
                                .toString())
                        .doesNotContain(TRUTH);
            }
        }
    }
}
