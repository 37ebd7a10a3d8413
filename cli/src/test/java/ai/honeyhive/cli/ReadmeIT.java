// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.server.HoneyHiveServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's programs do what it says, as they stand there. */
class ReadmeIT {
    private static final Path README = Path.of("..", "README.md");

    @TempDir
    Path folder;

    private static String block(String containing) throws IOException {
        Matcher blocks = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        while (blocks.find()) {
            if (blocks.group(1).contains(containing)) {
                return blocks.group(1);
            }
        }
        throw new AssertionError("no Java with " + containing + " in the README");
    }

    private void compile(String className, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(className + ".java"), source);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all,-processing,-classfile",
                        "-Werror",
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        file.toString());
        assertThat(result).as(source).isZero();
    }

    private void run(String className, HoneyHiveServer server) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        className)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HH_"));
        builder.environment().put("HH_API_URL", server.url().toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
    }

    @Test
    void firstTrace_asItStandsThere_isSeenOnTheServer() throws Exception {
        compile("FirstTrace", block("class FirstTrace"));

        try (HoneyHiveServer server =
                HoneyHiveServer.builder().inMemory().build().start()) {
            run("FirstTrace", server);

            HoneyHiveClient client =
                    HoneyHiveClient.builder().serverUrl(server.url().toString()).build();
            List<?> events = (List<?>)
                    client.events().export(Map.of("filters", List.of())).get("events");
            assertThat(events)
                    .extracting(event -> ((Map<?, ?>) event).get("event_type"))
                    .map(String.class::cast)
                    .containsExactlyInAnyOrder("session", "chain", "model");
            assertThat(events.toString()).contains("A small wallaby.", "rating=5", "plan=pro", "first-steps");
        }
    }

    @Test
    void evaluation_asItStandsThere_compilesAndRuns() throws Exception {
        Path dataset = Files.writeString(
                folder.resolve("capitals.jsonl"),
                "{\"inputs\": {\"question\": \"Capital of Peru?\"}, \"ground_truth\": \"Lima\"}\n");
        String source = """
                import static ai.honeyhive.experiments.Experiments.evaluate;
                import ai.honeyhive.experiments.*;
                import ai.honeyhive.experiments.evaluators.Evaluators;
                import ai.honeyhive.tracing.HoneyHiveTracer;
                import java.nio.file.Path;

                public class Evaluation {
                    interface Bot { String answer(String question); }

                    public static void main(String[] args) throws Exception {
                        Bot bot = question -> "Lima";
                        try (HoneyHiveTracer tracer = HoneyHiveTracer.builder().build()) {
                %s
                            if (run.metric("exact_match").orElseThrow().mean() != 1.0) {
                                throw new IllegalStateException(run.table());
                            }
                        }
                    }
                }
                """.formatted(block("evaluate(").replace("capitals.jsonl", dataset.toString()));
        compile("Evaluation", source);

        try (HoneyHiveServer server =
                HoneyHiveServer.builder().inMemory().build().start()) {
            run("Evaluation", server);

            assertThat(HoneyHiveClient.builder()
                            .serverUrl(server.url().toString())
                            .build()
                            .events()
                            .export(Map.of("filters", List.of()))
                            .toString())
                    .contains("Capital of Peru?", "exact_match", "short");
        }
    }
}
