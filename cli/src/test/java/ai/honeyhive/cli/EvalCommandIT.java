// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.experiments.Experiments;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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

    @Test
    void eval_command_gateDecidesTheExitCode() throws IOException {
        file("rows.csv", "id,word,ground_truth\na,ü x,ü x\nb,$(id),$(id)\nc,three,other\n");
        String yaml = """
                name: echo
                dataset: rows.csv
                task: {command: [printf, '%%s', '{{word}}']}
                evaluators: [exact_match, {type: command, name: long, command: 'echo true'}]
                gates: [no_failed_rows, {average_at_least: {metric: exact_match, value: %s}}]
                """;

        assertThat(server.hive("eval", file("good.yaml", yaml.formatted("0.6"))))
                .as(server.err())
                .isZero();
        assertThat(server.out())
                .contains("gate passed: average of exact_match at least 0.6: it is 0.666667 over 3 rows");
        assertThat(server.hive("eval", file("bad.yaml", yaml.formatted("0.7")), "--json"))
                .isEqualTo(1);

        assertThat(server.json().at("/gates/1/outcome").asString()).isEqualTo("failed");
        assertThat(server.json().at("/rows/1/output").asString()).isEqualTo("$(id)");
        assertThat(server.json().at("/rows/0/scores/long").asBoolean()).isTrue();
        assertThat(server.json().path("recorded").asBoolean()).isTrue();
        String id = server.json().path("run_id").asString();
        assertThat(server.hive("runs", id)).isZero();
        assertThat(server.out()).contains("EXT-a").contains("3 rows, 0 failed");
    }

    @Test
    void eval_shellCommand_getsTheRowWithoutItsGroundTruth() throws IOException {
        String yaml = """
                dataset: [{id: a, inputs: {q: 1}, ground_truth: secret}, {id: b, inputs: {q: 2}}]
                task: {command: 'cat; test 1 = 1', output: inputs.q}
                """;

        assertThat(server.plain("eval", file("e.yaml", yaml), "--unrecorded", "--json"))
                .as(server.err())
                .isZero();

        assertThat(server.out()).doesNotContain("secret");
        assertThat(server.json().findValuesAsString("output")).containsExactly("1", "2");
    }

    @Test
    void eval_programsThatFail_areRowsThatFailed() throws IOException {
        String yaml = """
                dataset: [{inputs: {q: 1}}, {inputs: {q: 2}}]
                task: {command: 'if grep -q 1; then echo broken >&2; exit 3; else echo fine; fi'}
                gates: [{failed_rows_at_most: 0.4}]
                """;

        assertThat(server.plain("eval", file("e.yaml", yaml), "--unrecorded", "--json"))
                .isEqualTo(1);
        assertThat(server.json().at("/rows/0/error").asString()).contains("exit code 3: broken");

        String slow = "dataset: [{inputs: {q: 1}}]\ntask: {command: 'sleep 100', timeout: 0.2}\n";
        assertThat(server.plain("eval", file("s.yaml", slow), "--unrecorded", "--json"))
                .isEqualTo(2);
        assertThat(server.json().at("/rows/0/error").asString()).contains("no answer after 0.2 s");
    }

    @Test
    void eval_http_sendsWhatTheBodySays() throws IOException {
        HttpServer endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> {
            byte[] body = ("{\"choices\":[{\"text\":"
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) + "}]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        endpoint.start();
        try {
            String yaml = """
                    dataset: {rows: [{inputs: {q: 'a"b', n: 3}, ground_truth: {n: 3, text: '<a"b>'}}]}
                    task:
                      http: {url: 'http://127.0.0.1:%d/x', body: {n: '{{n}}', text: '<{{q}}>'}}
                      output: choices.0.text
                    evaluators: [exact_match]
                    """.formatted(endpoint.getAddress().getPort());

            assertThat(server.plain("eval", file("e.yaml", yaml), "--unrecorded", "--json"))
                    .isZero();

            assertThat(server.json().at("/rows/0/output").toString()).isEqualTo("{\"n\":3,\"text\":\"<a\\\"b>\"}");
        } finally {
            endpoint.stop(0);
        }
    }

    @Test
    void eval_promptfooCases_areCheckedByTheirAssertions() throws IOException {
        file("cases.yaml", """
                prompts: ['unused {{word}}']
                providers: [openai:gpt-4]
                defaultTest: {assert: [{type: not-contains, value: error}]}
                tests:
                  - vars: {word: [one, two]}
                    assert: [{type: contains-any, value: ['{{word}}', x]}, {type: icontains, value: ONE, weight: 3}]
                  - description: json
                    vars: {word: '{"a": 1}'}
                    assert: [{type: is-json}, {type: equals, value: {a: 1}}, {type: regex, value: '^.a'}]
                """);
        String yaml = "dataset: {promptfoo: cases.yaml}\ntask: {command: [printf, '%s', '{{word}}']}\n";

        assertThat(server.plain("eval", file("e.yaml", yaml), "--unrecorded", "--json"))
                .as(server.err())
                .isZero();

        assertThat(server.json().at("/rows").size()).isEqualTo(3);
        assertThat(server.json().at("/rows/0/scores/promptfoo").asBoolean()).isTrue();
        assertThat(server.json().at("/rows/1/scores/promptfoo").asBoolean()).isFalse();
        assertThat(server.json().at("/rows/1/scores/promptfoo_score").asDouble())
                .isEqualTo(0.4);
        assertThat(server.json().at("/rows/1/explanations/promptfoo").asString())
                .contains("icontains ONE");
    }

    @Test
    void eval_faults_nameThePlaceAndTheRemedy() throws IOException {
        String[][] faults = {
            {"dataset: no.jsonl\ntask: {command: 'cat'}\n", "no.jsonl does not exist"},
            {"dataset: [{inputs: {}}]\ntask: {comand: 'cat'}\n", "task has the unknown entry \"comand\""},
            {"dataset: [{inputs: {}}]\n", "needs the entry \"task\""},
            {"dataset: [{inputs: {}}]\ntask: {command: cat}\nevaluators: [exact]\n", "unknown evaluator \"exact\""},
            {"dataset: [{inputs: {}}]\ntask: {command: cat}\ngates: [{all: 1}]\n", "unknown gate \"all\""},
            {"tests: []\nprompts: []\n", "is a file of promptfoo"},
            {"a: [", "no valid YAML"}
        };
        for (String[] fault : faults) {
            assertThat(server.plain("eval", file("e.yaml", fault[0]), "--unrecorded"))
                    .isEqualTo(2);
            assertThat(server.err()).contains(fault[1]);
            assertThat(server.out()).isEmpty();
        }
        assertThat(server.plain("eval")).isEqualTo(2);
        assertThat(server.plain("eval", "--class", "no.Such", "--unrecorded")).isEqualTo(2);
        assertThat(server.err()).contains("--class no.Such is not there").contains("--class-path");
    }

    @Test
    void eval_class_runsTheExperimentThatItMakes() {
        assertThat(server.hive("eval", "--class", Capitals.class.getName(), "--run-name", "by class", "--json"))
                .as(server.err())
                .isZero();
        assertThat(server.json().path("name").asString()).isEqualTo("by class");
        assertThat(server.json().at("/metrics/0/mean").asDouble()).isEqualTo(1);
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
}
