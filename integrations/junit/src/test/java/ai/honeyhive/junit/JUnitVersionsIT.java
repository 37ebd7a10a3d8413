// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.HoneyHiveServer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same tests under JUnit 5 and JUnit 6, each in a JVM with no trace of the other. */
class JUnitVersionsIT {
    enum Version {
        JUNIT_5("junit-platform-launcher-1."),
        JUNIT_6("junit-platform-launcher-6.");

        final String launcher;

        Version(String launcher) {
            this.launcher = launcher;
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void goodExperiment_passesRowByRowAndGateByGate(Version version) throws Exception {
        String output = launch(version, LaunchedExperiments.Good.class);

        assertThat(output)
                .contains(
                        "[SUCCESSFUL] EXT-peru Peru", "[SUCCESSFUL] EXT-chile Chile", "[SUCCESSFUL] EXT-france France")
                .containsPattern("\\[SUCCESSFUL\\] gate: .*exact_match.*0\\.9")
                .contains("tags=[experiment]")
                .doesNotContain("FAILED");
    }

    @ParameterizedTest
    @EnumSource
    void badExperiment_failsWhereItIsBad_withTheTrace(Version version) throws Exception {
        try (HoneyHiveServer server =
                HoneyHiveServer.builder().inMemory().build().start()) {
            String output = launch(version, LaunchedExperiments.Bad.class, "HH_API_URL=" + server.url());

            assertThat(output)
                    .contains("[SUCCESSFUL] EXT-peru Peru")
                    .containsPattern("\\[FAILED\\] EXT-chile Chile .*the evaluator broken failed: .*no judge")
                    .containsPattern("\\[FAILED\\] EXT-france France .*the task failed: .*the model is away")
                    .containsPattern("\\[FAILED\\] gate: .*exact_match.*0\\.9.* because .*gate failed")
                    .containsPattern("\\[FAILED\\] gate: .*no_such_metric.* because .*gate undecided")
                    .containsPattern("trace: " + server.url() + "/sessions/[0-9a-f-]{36}")
                    .containsPattern("run: " + server.url() + "/runs/[0-9a-f-]{36}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void cassette_failsTheTestThatAsksWhatWasNotRecorded(Version version) throws Exception {
        Path cassette = folder.resolve("ask.json");
        Files.writeString(
                cassette,
                "{\"cassette\": 1, \"interactions\": [{\"request\": {\"method\": \"POST\", \"path\": \"/ask\","
                        + " \"body\": {\"text\": \"known\"}}, \"response\": {\"status\": 200, \"headers\": {}, \"body\":"
                        + " {\"text\": \"yes\"}}}]}");

        String output =
                launch(version, LaunchedExperiments.Replaying.class, "JAVA_TOOL_OPTIONS=-Dcassette=" + cassette);

        assertThat(output).containsPattern("\\[FAILED\\] unknown\\(\\) .*was not recorded");
        assertThat(output).contains("[SUCCESSFUL] known()");
    }

    private String launch(Version version, Class<?> tests, String... environment) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(version),
                        Launch.class.getName(),
                        tests.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HH_"));
        for (String entry : environment) {
            builder.environment().put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        Process process = builder.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output);
        assertThat(ended).as(text).isTrue();
        assertThat(text).contains(version.launcher).contains("end");
        return text;
    }

    private static String classPath(Version version) throws Exception {
        Stream<String> entries =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
        if (version == Version.JUNIT_6) {
            return entries.collect(Collectors.joining(File.pathSeparator));
        }
        String others = entries.filter(entry -> !entry.matches(".*[/\\\\]junit-(jupiter|platform)[^/\\\\]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        try (Stream<Path> jars = Files.list(Path.of("target", "junit5"))) {
            return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator))
                    + File.pathSeparator
                    + others;
        }
    }
}
