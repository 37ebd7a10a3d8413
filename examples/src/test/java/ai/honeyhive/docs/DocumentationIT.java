// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.Event;
import ai.honeyhive.client.EventQuery;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.server.HoneyHiveServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the documentation compiles, and does what it says, as it stands there. */
class DocumentationIT {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path folder;

    private HoneyHiveServer server;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().inMemory().build().start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void allCode_compilesWithoutWarnings_andRuns() throws Exception {
        List<Snippet> snippets = new SnippetFinder(ROOT).all();
        assertThat(snippets)
                .extracting(snippet -> snippet.file().getFileName().toString())
                .contains("README.md", "HoneyHiveTracer.java", "HoneyHiveServer.java");

        run(snippets);
    }

    @Test
    void readme_firstTrace_isSeenOnTheServer() throws Exception {
        run(readme("class FirstTrace"));

        List<Event> events = events();
        assertThat(events)
                .extracting(event -> event.type().orElseThrow())
                .containsExactlyInAnyOrder("session", "chain", "model");
        assertThat(events.toString()).contains("A small wallaby.", "first-steps", "pro");
        assertThat(events.stream().filter(event -> event.type().orElseThrow().equals("session")))
                .singleElement()
                .satisfies(
                        session -> assertThat(session.feedback().get("rating")).hasToString("5"));
    }

    @Test
    void readme_evaluation_isSeenOnTheServer() throws Exception {
        run(readme("Evaluators.exactMatch()"));

        assertThat(events().toString()).contains("Capital of Peru?", "exact_match", "short");
    }

    private static List<Snippet> readme(String containing) throws IOException {
        List<Snippet> found = new SnippetFinder(ROOT)
                .inMarkdown().stream()
                        .filter(snippet -> snippet.file().equals(Path.of("README.md")))
                        .filter(snippet -> snippet.code().contains(containing))
                        .toList();
        assertThat(found).as("Java with " + containing + " in the README").hasSize(1);
        return found;
    }

    private void run(List<Snippet> snippets) throws IOException, InterruptedException {
        SnippetCompiler.Result compiled = new SnippetCompiler(folder).compile(snippets);
        assertThat(compiled.problems()).isEmpty();

        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                SnippetRunner.class.getName()));
        compiled.classNames().forEach((snippet, className) -> {
            if (snippet.isRun()) {
                command.addAll(List.of(snippet.at(0), className));
            }
        });
        Files.writeString(
                folder.resolve("capitals.jsonl"),
                "{\"inputs\": {\"question\": \"Capital of Peru?\"}, \"ground_truth\": \"Lima\"}\n");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HH_") || name.startsWith("OTEL_"));
        builder.environment().put("HH_API_URL", server.url().toString());
        Process process = builder.start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as(Files.readString(folder.resolve("output"))).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
    }

    private List<Event> events() {
        return HoneyHiveClient.builder()
                .serverUrl(server.url().toString())
                .build()
                .events()
                .export(EventQuery.builder().limit(1000).build())
                .events();
    }
}
