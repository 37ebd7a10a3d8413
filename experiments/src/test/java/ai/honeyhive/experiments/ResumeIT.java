// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.Event;
import ai.honeyhive.client.EventFilter;
import ai.honeyhive.client.EventPage;
import ai.honeyhive.client.EventQuery;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.server.HoneyHiveServer;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own, killed three times, against a real server. */
@Timeout(300)
class ResumeIT {
    private static final int ROWS = Integer.getInteger("resume.rows", 2_000);
    private static final long SEED = Long.getLong("resume.seed", 11);
    private static final int KILLS = 3;
    private static final String RUN = "3f1c7c1e-9f0a-4c57-8f64-3a3f5b0f0d11";

    @TempDir
    Path directory;

    /** What runs in the process. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Path directory = Path.of(arguments[1]);
            boolean begun = Files.exists(directory.resolve(RUN + ".jsonl"));
            try (HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                    .apiKey("key")
                    .project("bot")
                    .serverUrl(arguments[0])
                    .build()) {
                Experiment<Integer> experiment = evaluate("doubles", numbers(), (datapoint, tracing) -> {
                            int n = datapoint.input("n");
                            TimeUnit.MILLISECONDS.sleep(25); // or all rows would be written down before the kill arrives
                            return tracing.call("double", EventType.TOOL, span -> 2 * n);
                        })
                        .tracer(tracer)
                        .quiet()
                        .withoutGit()
                        .checkpoints(directory)
                        .maxConcurrency(16)
                        .evaluator("even", output -> output % 2 == 0);
                ExperimentRun run = (begun ? experiment.resume(RUN) : experiment.runId(RUN)).run();
                System.out.println("rows " + run.rows().size() + " problems " + run.problems());
                run.rows()
                        .forEach(row ->
                                System.out.println("row " + row.datapoint().id() + " " + row.sessionId()));
                System.out.println("end");
            }
        }

        private static Dataset numbers() {
            return Dataset.of(IntStream.range(0, ROWS)
                    .mapToObj(i -> Datapoint.builder().id("n" + i).input("n", i).build())
                    .toList());
        }
    }

    private Process child(HoneyHiveServer server, Path out) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dresume.rows=" + ROWS,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        server.url().toString(),
                        directory.resolve("checkpoints").toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }

    @Test
    void run_killedThreeTimes_hasEachRowOnceAndEachSessionOnce() throws Exception {
        Random random = new Random(SEED);
        try (HoneyHiveServer server = HoneyHiveServer.builder()
                .dataDirectory(directory.resolve("data"))
                .build()
                .start()) {
            Path checkpoint = directory.resolve("checkpoints").resolve(RUN + ".jsonl");
            for (int kill = 1; kill <= KILLS; kill++) {
                Path out = directory.resolve("out" + kill);
                Process process = child(server, out);
                int enough = 1 + ROWS * (kill - 1) / (KILLS + 1) + random.nextInt(ROWS / (KILLS + 1));
                while (process.isAlive() && lines(checkpoint) < enough) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                assertThat(process.isAlive()).as(Files.readString(out)).isTrue();
                process.destroyForcibly();
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                if (kill == KILLS) { // and a line half written
                    Files.writeString(checkpoint, "{\"datapoint\":\"n", StandardOpenOption.APPEND);
                }
            }
            int before = lines(checkpoint) - 1;
            Path out = directory.resolve("out");
            Process last = child(server, out);
            assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
            List<String> said = Files.readAllLines(out);

            assertThat(said).contains("rows " + ROWS + " problems []").endsWith("end");
            List<String> rows =
                    said.stream().filter(line -> line.startsWith("row ")).toList();
            assertThat(rows).hasSize(ROWS).doesNotHaveDuplicates();
            List<Event> sessions = sessions(server);
            assertThat(sessions)
                    .extracting(session -> "row " + session.metadata().get("datapoint_id") + " " + session.id())
                    .containsExactlyInAnyOrderElementsOf(rows);
            List<Event> chains = events(server, "chain");
            assertThat(chains)
                    .extracting(chain -> chain.metadata().get("datapoint_id"))
                    .doesNotHaveDuplicates()
                    .hasSize(ROWS);
            assertThat(events(server, "tool")).hasSize(ROWS);
            assertThat(before).isBetween(1, ROWS - 1);
        }
    }

    private static int lines(Path file) {
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Event> sessions(HoneyHiveServer server) {
        return events(server, "session");
    }

    private static List<Event> events(HoneyHiveServer server, String type) {
        List<Event> found = new ArrayList<>();
        try (HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                .apiKey("key")
                .serverUrl(server.url().toString())
                .build()) {
            HoneyHiveClient client = tracer.client();
            EventPage page;
            int number = 1;
            do {
                page = client.events()
                        .export(EventQuery.builder()
                                .filter(EventFilter.text("event_type", EventFilter.Operator.IS, type))
                                .limit(1_000)
                                .page(number++)
                                .build());
                found.addAll(page.events());
            } while (page.events().size() == 1_000);
        }
        return found;
    }
}
