// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.Event;
import ai.honeyhive.client.EventQuery;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.server.HoneyHiveServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs each example with the documented command, and looks at what the server has then. */
@Timeout(120)
class ExamplesIT {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path folder;

    private HoneyHiveServer server;
    private HoneyHiveClient client;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().inMemory().build().start();
        client = HoneyHiveClient.builder().serverUrl(server.url().toString()).build();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void basicUsage_leavesATreeInAnEnrichedSession() throws Exception {
        String output = run("BasicUsage");

        assertThat(output).contains("Refunds are paid within 14 days.", "accepted: true");
        Event session = tree(output, "Session (\\S+)");
        assertThat(session.name()).contains("basic-usage");
        assertThat(session.userProperties()).containsEntry("plan", "pro");
        assertThat(session.feedback()).containsKey("rating");
        assertThat(session.children())
                .extracting(event -> event.name().orElseThrow())
                .containsExactlyInAnyOrder("answer", "send-mail");
        Event answer = child(session, "answer");
        assertThat(answer.type()).contains("chain");
        assertThat(answer.outputs()).containsEntry("answer", "Refunds are paid within 14 days.");
        assertThat(child(answer, "retrieve").metadata()).containsEntry("index", "handbook-v3");
        assertThat(child(answer, "retrieve").metrics()).containsKey("lines");
        assertThat(child(answer, "complete").type()).contains("model");
        assertThat(child(session, "send-mail").error().orElseThrow()).contains("the mail server is away");
    }

    @Test
    void advancedUsage_keepsRequestsTracersAndSecretsApart() throws Exception {
        String output = run("AdvancedUsage");

        assertThat(output).contains("Three of them.", "accepted: true");
        Event ada = tree(output, "Session of Ada: (\\S+)");
        assertThat(ada.userProperties()).containsEntry("name", "Ada");
        assertThat(ada.metadata()).containsKey("turns");
        assertThat(child(ada, "greet").outputs()).containsEntry("text", "Hello Ada");
        assertThat(child(tree(output, "Session of Grace: (\\S+)"), "greet").outputs())
                .containsEntry("text", "Hello Grace");

        Event search = named("search-everywhere");
        assertThat(search.metrics().get("hits")).hasToString("17");
        assertThat(List.of("search-books", "search-records", "search-tools"))
                .allSatisfy(name -> assertThat(named(name).parentId()).contains(search.id()));
        assertThat(named("complete-later").type()).contains("model");

        Event order = named("order");
        Event reserve = named("reserve");
        assertThat(order.metadata()).containsKey("reserved").doesNotContainKey("shelf");
        assertThat(reserve.metadata()).containsKey("shelf").doesNotContainKey("reserved");
        assertThat(reserve.sessionId()).isNotEqualTo(order.sessionId());
        assertThat(named("count").sessionId()).isEqualTo(named("ask-stock").sessionId());
        assertThat(named("count").parentId()).contains(named("ask-stock").id());

        Event signIn = named("sign-in");
        assertThat(signIn.inputs().get("mail")).isEqualTo("[masked: email]");
        assertThat(named("diagnosis").inputs()).isEmpty();
        assertThat(named("diagnosis").metrics()).containsKey("tokens");
        assertThat(events().toString()).doesNotContain("opensesame", "ada@example.com");
        assertThat(events().stream().filter(event -> event.name().equals(Optional.of("handle"))))
                .hasSizeBetween(1, 30); // always the same ones: their ids decide
    }

    @Test
    void evaluateWithEnrichment_enrichesEachRowsOwnSpanAndSession() throws Exception {
        String output = run("EvaluateWithEnrichment");

        assertThat(output).contains("exact_match 0.75", "one_word", "closeness");
        Matcher run = Pattern.compile("Run (\\S+) exact_match").matcher(output);
        assertThat(run.find()).isTrue();
        List<Event> lookUps = events().stream()
                .filter(event -> event.name().equals(Optional.of("look-up")))
                .toList();
        assertThat(lookUps).hasSize(4).allSatisfy(event -> {
            assertThat(event.metadata()).containsEntry("run_id", run.group(1));
            assertThat(event.metrics()).containsKey("atlas_size");
            assertThat(event.metadata().get("known"))
                    .isEqualTo(!"Australia".equals(event.inputs().get("country")));
            Event session = client.sessions().tree(event.sessionId());
            assertThat(session.userProperties()).containsEntry("plan", "pro");
            assertThat(session.feedback()).containsEntry("reviewed", false);
            assertThat(child(session, "capitals").metrics())
                    .containsKeys("exact_match", "one_word", "closeness", "closeness_length_difference");
        });
        assertThat(lookUps).extracting(Event::sessionId).doesNotHaveDuplicates();
    }

    @Test
    void eval_withoutCode_printsWhatTheGuideShows() throws Exception {
        String guide = Files.readString(ROOT.resolve("docs/command-line.md"));
        Matcher documented = Pattern.compile(
                        "```sh\n\\./hive (eval \\S+ --unrecorded)\n```\n\n```text\n(.*?)```", Pattern.DOTALL)
                .matcher(guide);
        assertThat(documented.find()).isTrue();
        String file = Files.readString(ROOT.resolve("examples/eval/eval.yaml"));
        assertThat(guide).contains(file.substring(file.indexOf('\n') + 1));

        String output = java("-jar cli/target/app/honeyhive-cli.jar " + documented.group(1));

        assertThat(untimed(output)).endsWith(untimed(documented.group(2)));
    }

    private static String untimed(String table) {
        return table.replaceAll(", [0-9.]+ m?s\n", ", a moment\n");
    }

    private String run(String example) throws Exception {
        Matcher documented = Pattern.compile("HH_API_URL=\\S+ java (.*BasicUsage.java)")
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(documented.find()).isTrue();
        return java(documented.group(1).replace("BasicUsage", example));
    }

    private String java(String command) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", "-c", "exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' " + command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("HH_") || name.startsWith("OTEL_"));
        environment.remove("COLUMNS");
        environment.put("LC_ALL", "C.UTF-8"); // the table has letters beyond ASCII
        environment.put("HH_API_URL", server.url().toString());
        Process process = builder.start();
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private Event tree(String output, String pattern) {
        Matcher id = Pattern.compile(pattern).matcher(output);
        assertThat(id.find()).as(output).isTrue();
        return client.sessions().tree(id.group(1));
    }

    private Event named(String name) {
        return events().stream()
                .filter(event -> event.name().equals(Optional.of(name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event " + name));
    }

    private static Event child(Event parent, String name) {
        return parent.children().stream()
                .filter(event -> event.name().equals(Optional.of(name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " below " + parent));
    }

    private List<Event> events() {
        return client.events().export(EventQuery.builder().limit(1000).build()).events();
    }
}
