// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.HoneyHiveServer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
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

    private static final Map<Version, String> OUTPUTS = new EnumMap<>(Version.class);
    private static String page;

    @BeforeAll
    static void launch(@TempDir Path folder) throws Exception {
        Path cassette = Files.writeString(
                folder.resolve("ask.json"),
                "{\"cassette\": 1, \"interactions\": [{\"request\": {\"method\": \"POST\", \"path\": \"/ask\","
                        + " \"body\": {\"text\": \"known\"}}, \"response\": {\"status\": 200, \"headers\": {}, \"body\":"
                        + " {\"text\": \"yes\"}}}]}");
        try (HoneyHiveServer server =
                HoneyHiveServer.builder().inMemory().build().start()) {
            page = server.url().toString();
            for (Version version : Version.values()) {
                OUTPUTS.put(version, launch(version, folder.resolve(version.name()), cassette));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void goodExperiment_passesRowByRowAndGateByGate(Version version) {
        assertThat(OUTPUTS.get(version))
                .contains("[SUCCESSFUL] EXT-chile Chile", "[SUCCESSFUL] EXT-france France")
                .containsPattern("\\[SUCCESSFUL\\] gate: .*exact_match.*0\\.9")
                .contains("tags=[experiment]");
    }

    @ParameterizedTest
    @EnumSource
    void badExperiment_failsWhereItIsBad_withTheTrace(Version version) {
        assertThat(OUTPUTS.get(version))
                .contains("[SUCCESSFUL] EXT-peru Peru")
                .containsPattern("\\[FAILED\\] EXT-chile Chile .*EXT-chile: the evaluator broken failed: .*no judge")
                .containsPattern("\\[FAILED\\] EXT-france France .*EXT-france: the task failed: .*the model is away")
                .containsPattern("\\[FAILED\\] gate: .*exact_match.*0\\.9.* because .*gate failed")
                .containsPattern("\\[FAILED\\] gate: .*no_such_metric.* because .*gate undecided")
                .containsPattern("trace: " + page + "/sessions/[0-9a-f-]{36}")
                .containsPattern("run: " + page + "/runs/[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @EnumSource
    void cassette_failsTheTestThatAsksWhatWasNotRecorded(Version version) {
        assertThat(OUTPUTS.get(version))
                .containsPattern("\\[FAILED\\] unknown\\(\\) .*was not recorded")
                .contains("[SUCCESSFUL] known()");
    }

    private static String launch(Version version, Path output, Path cassette) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dcassette=" + cassette,
                        "-cp",
                        classPath(version),
                        Launch.class.getName(),
                        LaunchedExperiments.Good.class.getName(),
                        LaunchedExperiments.Bad.class.getName(),
                        LaunchedExperiments.Replaying.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HH_"));
        builder.environment().put("HH_API_URL", page);
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
