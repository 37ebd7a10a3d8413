// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** HoneyHive's client for JavaScript, as npm has it, against the server. It refuses answers that are not as it wants them. */
class NpmClientIT {
    private static final Path DIRECTORY = Path.of("target", "npm").toAbsolutePath();
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", "tracer.js", "client.js", "evaluate.js");

    private HoneyHiveServer server;
    private ApiClient client;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(
                isOnPath("npm") && isOnPath("node"), "npm and node are not on the path, so their client is not tried");
        Files.createDirectories(DIRECTORY);
        // npm writes this file when all others are there.
        boolean known = Files.exists(DIRECTORY.resolve("node_modules/.package-lock.json"))
                && Files.readString(DIRECTORY.resolve("package-lock.json")).equals(read("package-lock.json"));
        for (String file : FILES) {
            try (InputStream content = resource(file)) {
                Files.copy(content, DIRECTORY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!known) {
            Outcome installed = execute("", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            assumeTrue(
                    installed.exit == 0, "npm cannot fetch the client here, so it is not tried: " + installed.output);
        }
    }

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().inMemory().build().start();
        client = new ApiClient(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tracer_functions_areReadBackAsATree() throws Exception {
        JsonNode result = run("tracer.js");

        assertThat(result.path("session").path("eventName").asString()).isEqualTo("from npm");
        assertThat(result.path("session").path("feedback")).hasToString("{\"rating\":5}");
        assertThat(result.path("session").path("outputs")).hasToString("{\"result\":\"because of passage\"}");
        assertThat(result.path("exported").path("totalEvents").asInt()).isEqualTo(3);
        JsonNode tree = client.get("/v1/sessions/" + result.path("sessionId").asString())
                .json();
        JsonNode answer = tree.path("children").path(0);
        assertThat(answer.path("event_name").asString()).isEqualTo("answer");
        assertThat(answer.path("event_type").asString()).isEqualTo("chain");
        assertThat(answer.path("metrics")).hasToString("{\"passages\":2}");
        assertThat(answer.path("children").path(0).path("event_name").asString())
                .isEqualTo("retrieve");
        assertThat(answer.path("children").path(0).path("outputs")).hasToString("{\"result\":[\"why\",\"passage\"]}");
    }

    @Test
    void generatedClient_everyCall_isAnsweredAsItWants() throws Exception {
        JsonNode result = run("client.js");

        assertThat(result.path("events").path("events").path(0).path("metadata"))
                .hasToString("{\"k\":\"v\"}");
        assertThat(result.path("datasets")
                        .path("testcases")
                        .path(0)
                        .path("numPoints")
                        .asInt())
                .isEqualTo(1);
        assertThat(result.path("datapoints").path("datapoints").size()).isEqualTo(2);
        assertThat(result.path("ofDataset")
                        .path("datapoints")
                        .path(0)
                        .path("groundTruth")
                        .path("a")
                        .asString())
                .isEqualTo("so");
        assertThat(result.path("list").path("evaluations").size()).isEqualTo(2);
        assertThat(result.path("result").path("metrics").path("details").findValuesAsString("metricName"))
                .contains("score", "ok");
        JsonNode score = result.path("comparison")
                .path("metrics")
                .valueStream()
                .filter(metric -> metric.path("metricName").asString().equals("score"))
                .findFirst()
                .orElseThrow();
        assertThat(score.path("improvedCount").asInt()).isEqualTo(1);
        assertThat(result.path("metrics").path(0).path("name").asString()).isEqualTo("renamed");
        assertThat(result.path("configurations").path(0).path("name").asString())
                .isEqualTo("renamed");
        assertThat(result.path("tools").path(0).path("name").asString()).isEqualTo("renamed");
        assertThat(result.path("projects").path(0).path("description").asString())
                .isEqualTo("d");
    }

    @Test
    void evaluate_ownDataset_hasAResult() throws Exception {
        JsonNode outcome = run("evaluate.js");

        JsonNode result = client.get("/v1/runs/" + outcome.path("runId").asString() + "/result")
                .json();
        JsonNode exact = result.path("metrics").path("details").path(0);
        assertThat(exact.path("metric_name").asString()).isEqualTo("exact");
        assertThat(exact.path("aggregate").asDouble()).isEqualTo(0.5);
        assertThat(result.path("datapoints").findValuesAsString("datapoint_id"))
                .containsExactlyInAnyOrder("EXT-53543fbf64d2d06b9d814aa2", "EXT-0329f36f854d8f10611e17f3");
        assertThat(result.path("run_object")
                        .path("metadata")
                        .path("offline_dataset_id")
                        .asString())
                .as("the id that this client makes of its dataset, byte for byte")
                .isEqualTo("EXT-e5107dffaaa24377ccb08919")
                .isEqualTo(outcome.path("datasetId").asString());
    }

    @Test
    void evaluate_datasetOfTheServer_isReadFromIt() throws Exception {
        String dataset = client.post("/v1/datasets", "{\"name\":\"d\"}")
                .json()
                .path("result")
                .path("insertedId")
                .asString();
        JsonNode added = client.post(
                        "/v1/datasets/" + dataset + "/datapoints",
                        "{\"data\":[{\"question\":\"a\",\"answer\":\"A\"},{\"question\":\"b\",\"answer\":\"B\"}],"
                                + "\"mapping\":{\"inputs\":[\"question\"],\"ground_truth\":[\"answer\"]}}")
                .json()
                .path("datapoint_ids");

        JsonNode outcome = run("evaluate.js", dataset);

        JsonNode result = client.get("/v1/runs/" + outcome.path("runId").asString() + "/result")
                .json();
        assertThat(result.path("metrics")
                        .path("details")
                        .path(0)
                        .path("aggregate")
                        .asDouble())
                .isEqualTo(1);
        assertThat(result.path("passed").valueStream()).containsExactlyInAnyOrderElementsOf(added);
        assertThat(result.path("run_object").path("dataset_name").asString()).isEqualTo("d");
    }

    private JsonNode run(String script, String... arguments) throws Exception {
        Outcome outcome = execute(
                server.url().toString(),
                Stream.concat(Stream.of("node", script), Stream.of(arguments)).toArray(String[]::new));
        Optional<String> result = outcome.output
                .lines()
                .filter(line -> line.startsWith("RESULT "))
                .findFirst();
        assertThat(result).as(outcome.output).isPresent();
        return ApiClient.JSON.readTree(result.orElseThrow().substring("RESULT ".length()));
    }

    private record Outcome(int exit, String output) {}

    private static Outcome execute(String url, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("npm", ".log");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(DIRECTORY.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("HH_API_URL", url);
            builder.environment().put("HONEYHIVE_TELEMETRY", "false");
            builder.environment().put("TRACELOOP_TELEMETRY", "false");
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Outcome(-1, "took too long: " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String read(String file) throws IOException {
        try (InputStream content = resource(file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String file) {
        return Objects.requireNonNull(NpmClientIT.class.getResourceAsStream("/npm/" + file), file);
    }
}
