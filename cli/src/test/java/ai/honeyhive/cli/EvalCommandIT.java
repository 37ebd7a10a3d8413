// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.experiments.Experiments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Experiments of YAML files and classes, run by the command. */
@DisabledOnOs(OS.WINDOWS)
class EvalCommandIT {
    private static final String ROWS = """
            dataset: [{id: a, inputs: {w: x}, ground_truth: x}, {id: b, inputs: {w: y}, ground_truth: z}]
            evaluators: [exact_match]
            """;

    @TempDir
    Path directory;

    private CliServer server;

    @BeforeEach
    void start() {
        server = new CliServer(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void eval_command_isRecordedAndShownByRuns() throws IOException {
        file("rows.csv", "id,word,ground_truth\na,ü x,ü x\nb,$(id),$(id)\nc,three,other\n");
        String yaml = file("good.yaml", """
                name: echo
                dataset: rows.csv
                task: {command: [printf, '%s', '{{word}}']}
                evaluators: [exact_match]
                gates: [no_failed_rows, {average_at_least: {metric: exact_match, limit: 0.6}}]
                """);

        assertThat(server.hive("eval", yaml, "--run-name", "first", "--json"))
                .as(server.err())
                .isZero();

        assertThat(server.json().path("recorded").asBoolean()).isTrue();
        assertThat(server.json().path("passed").asBoolean()).isTrue();
        assertThat(server.json().at("/gates/1/outcome").asString()).isEqualTo("passed");
        assertThat(server.json().at("/rows/1/output").asString()).isEqualTo("$(id)");
        assertThat(server.json().at("/rows/0/scores/exact_match").asBoolean()).isTrue();
        String id = server.json().path("run_id").asString();
        assertThat(server.hive("runs", id)).isZero();
        assertThat(server.out()).contains("first").contains("EXT-a").contains("3 rows, 0 failed");
    }

    @Test
    void eval_exitCode_tellsAFailedGateFromWhatIsBroken() throws IOException {
        String good = ROWS + "task: {command: [printf, '%s', '{{w}}']}\n";
        String average = "gates: [{average_at_least: {metric: exact_match, limit: %s}}]\n";
        String[][] cases = {
            {"0", good},
            {"0", good + average.formatted("0.5")},
            {"1", good + average.formatted("0.6")},
            {"2", ROWS + "task: {command: 'exit 1'}\n" + average.formatted("0.6")},
            {"2", ROWS + "task: {command: cat}\ngates: [{average_at_most: {metric: exact_match, limit: a}}]\n"},
            {"2", "task: ["}
        };
        for (String[] each : cases) {
            assertThat(server.plain("eval", file("e.yaml", each[1]), "--unrecorded", "--json"))
                    .as(each[1] + server.err())
                    .isEqualTo(Integer.parseInt(each[0]));
        }
        assertThat(server.err()).startsWith("hive: ").contains("e.yaml:1: is no valid YAML");
        assertThat(server.out()).isEmpty();
    }

    @Test
    void eval_reports_areWrittenAlsoIfAGateFails() throws IOException {
        String yaml = file(
                "e.yaml",
                ROWS + "task: {command: 'echo no'}\n"
                        + "gates: [{average_at_least: {metric: exact_match, limit: 0.5}}]\n");

        assertThat(server.plain(
                        "eval",
                        yaml,
                        "--unrecorded",
                        "--json",
                        "--report",
                        path("r/e.md"),
                        "--report",
                        path("r/e.html"),
                        "--report",
                        path("r/e.xml"),
                        "--write-baseline",
                        path("b.json")))
                .isEqualTo(1);

        assertThat(directory.resolve("r/e.md")).content().contains("failed | it is 0 over 2 rows");
        assertThat(directory.resolve("r/e.html")).content().contains("<html");
        assertThat(directory.resolve("r/e.xml")).content().contains("<failure");
        assertThat(directory.resolve("b.json")).doesNotExist();
        assertThat(server.err()).contains("b.json was not written, because the run did not pass");
        assertThat(server.plain("eval", yaml, "--unrecorded", "--report", "e.pdf"))
                .isEqualTo(2);
        assertThat(server.err()).contains("--report e.pdf should end with .md, .html or .xml");
    }

    @Test
    void eval_baseline_decidesAboutTheNextRun() throws IOException {
        StringBuilder rows = new StringBuilder("dataset:\n");
        for (int i = 0; i < 12; i++) {
            rows.append("  - {inputs: {w: %d}, ground_truth: '%d'}\n".formatted(i, i));
        }
        String yaml = rows + "evaluators: [exact_match]\ntask: {command: [%s, '{{w}}']}\n";
        String baseline = path("b.json");

        assertThat(server.plain(
                        "eval",
                        file("e.yaml", yaml.formatted("echo")),
                        "--unrecorded",
                        "--json",
                        "--write-baseline",
                        baseline))
                .as(server.err())
                .isZero();
        assertThat(server.plain(
                        "eval",
                        file("e.yaml", yaml.formatted("echo")),
                        "--unrecorded",
                        "--json",
                        "--baseline",
                        baseline))
                .as(server.err())
                .isZero();
        assertThat(server.plain(
                        "eval",
                        file("e.yaml", yaml.formatted("echo, x")),
                        "--unrecorded",
                        "--json",
                        "--baseline",
                        baseline,
                        "--metric",
                        "exact_match",
                        "--report",
                        path("e.md")))
                .isEqualTo(1);

        assertThat(server.json().at("/gates/0/gate").asString()).startsWith("no regression of exact_match");
        assertThat(directory.resolve("e.md")).content().contains("worse");
        assertThat(server.plain(
                        "eval",
                        file("e.yaml", ROWS + "task: {command: cat}\n"),
                        "--unrecorded",
                        "--baseline",
                        baseline))
                .isEqualTo(2);
        assertThat(server.err()).contains("the baseline is of another dataset");
        assertThat(server.plain("eval", path("e.yaml"), "--unrecorded", "--baseline", path("no.json")))
                .isEqualTo(2);
        assertThat(server.err()).contains("no.json");
        assertThat(server.plain("eval", path("e.yaml"), "--metric", "x")).isEqualTo(2);
        assertThat(server.err()).contains("--metric goes with --baseline or --write-baseline");
    }

    @Test
    void eval_onTheTerminal_printsTheTableWithGates() throws Exception {
        file("e.yaml", ROWS + "task: {command: [printf, '%s', '{{w}}']}\ngates: [no_failed_rows]\n");

        try (HiveProcess hive = new HiveProcess(
                directory, "eval", "e.yaml", "--url", server.url(), "--report", "e.md", "--write-baseline", "b.json")) {
            assertThat(hive.awaitExit()).as(hive.output()).isZero();
            assertThat(hive.output())
                    .contains("e: completed, 2 rows, none failed")
                    .containsPattern("no failed tasks|no failed rows")
                    .contains("passed")
                    .contains("/runs/")
                    .contains("the report is in e.md")
                    .contains("the baseline is in b.json")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void eval_class_runsTheExperimentThatItMakes() {
        assertThat(server.hive("eval", "--class", Capitals.class.getName(), "--run-name", "by class", "--json"))
                .as(server.err())
                .isZero();
        assertThat(server.json().path("name").asString()).isEqualTo("by class");
        assertThat(server.json().at("/metrics/0/mean").asDouble()).isEqualTo(1);

        assertThat(server.plain("eval")).isEqualTo(2);
        assertThat(server.err()).contains("name either a FILE or a --class");
        assertThat(server.plain("eval", "--class", "no.Such", "--unrecorded")).isEqualTo(2);
        assertThat(server.err()).contains("--class no.Such is not there").contains("--class-path");
        assertThat(server.plain("eval", "--class", Faulty.class.getName(), "--unrecorded"))
                .isEqualTo(2);
        assertThat(server.err()).contains("failed: java.lang.IllegalArgumentException: no prompt");
    }

    @Test
    void eval_withoutServer_saysHowToGoOn() throws IOException {
        String yaml = file("e.yaml", ROWS + "task: {command: cat}\n");

        assertThat(server.plain("eval", yaml, "--url", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(server.err()).contains("http://127.0.0.1:1").contains("--unrecorded");
    }

    @Test
    void completion_knowsTheCommandAndItsOptions() {
        assertThat(server.plain("completion")).isZero();
        assertThat(server.out()).contains("picocli_hive_eval").contains("'--write-baseline'");
    }

    /** What a user would have on the class path. */
    public static final class Capitals implements Supplier<Experiment<String>> {
        /** For the command. */
        public Capitals() {}

        @Override
        public Experiment<String> get() {
            return Experiments.evaluate(
                            "capitals", Dataset.of(Datapoint.of(Map.of("country", "Peru"), "Lima")), row -> "Lima")
                    .evaluator("right", output -> output.equals("Lima"));
        }
    }

    /** One that throws. */
    public static final class Faulty implements Supplier<Experiment<String>> {
        /** For the command. */
        public Faulty() {}

        @Override
        public Experiment<String> get() {
            throw new IllegalArgumentException("no prompt");
        }
    }
}
