// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.client.HoneyHiveClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a file is told with its line, and the remedy. */
class EvalFileTest {
    private static final String START = "dataset: [{inputs: {q: 1}}]\ntask: {command: cat}\n";

    @TempDir
    Path directory;

    private void read(String yaml) throws IOException {
        EvalFile.read(
                Files.writeString(directory.resolve("e.yaml"), yaml),
                () -> HoneyHiveClient.builder().build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            evaluators: [exact_match, exakt]       | 3: evaluators[1] is the unknown evaluator "exakt"; there is [bleu, chrf, command, contains, exact_match
            evaluators: [regex]                    | 3: evaluators[0] is the evaluator "regex", which needs more
            evaluators: [bleu, bleu]               | 3: evaluators[1] is the second evaluator called "bleu"
            evaluators: [{type: regex, pattern: '('}] | 3: evaluators[0].pattern is no regular expression
            evaluators: [{type: bleu, nam: x}]     | 3: evaluators[0] has the unknown entry "nam"; there may be [ground_truth, name, type]
            evaluators: {bleu: 1}                  | 3: evaluators must be a list, but is a map
            evaluators: [{type: numeric_tolerance, tolerance: -1}] | 3: evaluators[0] cannot be: the tolerance must be at least 0
            evaluators: [{type: json_schema, schema: no.json}] | there is no file
            evaluators: [{type: command, name: x, command: []}] | 3: evaluators[0].command must name a program
            gates: [all]                           | 3: gates[0] is the unknown gate "all"; there is [average_at_least
            gates: [average_at_least]              | 3: gates[0] is the gate "average_at_least", which needs more
            gates: [{average_at_least: {metric: bleu, limit: 1}}] | 3: gates[0].average_at_least.metric is "bleu", which no evaluator measures; there is []
            gates: [{failed_rows_at_most: 2}]      | 3: gates[0].failed_rows_at_most cannot be: a share is from 0 to 1
            concurrency: 0                         | 3: concurrency must be a whole number of at least 1, but is 0
            concurency: 1                          | 3: the file has the unknown entry "concurency"; there may be [concurrency
            name: [x]                              | 3: name must be a text, but is a list
            task: {command: cat}                   | 3: is no valid YAML: while constructing a mapping, found duplicate key task
            x: "                                   | is no valid YAML
            x: !!java.net.URL [x]                  | 3: is no valid YAML
            """)
    void read_wrongEntry_isToldWithItsLine(String entry, String message) throws IOException {
        assertThatThrownBy(() -> read(START + entry + "\n"))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            task: {command: cat}                        | 1: the file needs the entry "dataset"
            dataset: [{inputs: {}}]                     | 1: the file needs the entry "task"
            dataset: no.jsonl                           | 2: dataset: dataset file
            dataset: []                                 | 2: dataset has no rows
            dataset: [{inputs: 1}]                      | 2: dataset[0].inputs must be a map, but is 1
            dataset: [{inputs: {}, truth: 1}]           | 2: dataset[0] has the unknown entry "truth"
            dataset: [{id: a, inputs: {}}, {id: a, inputs: {}}] | 2: dataset: datapoint 1 has the same id as datapoint 0
            dataset: {rows: [{inputs: {}}], server: x}  | 2: dataset needs one of [file, server, rows, promptfoo], but has [server, rows]
            dataset: {rows: [{inputs: {}}], version: x} | 2: dataset.version goes with server only
            dataset: {rows: [{inputs: {}}], split: x}   | 2: dataset: no datapoint is in the split "x"
            tests: []                                   | is one of promptfoo, whose providers are unknown here
            [1]                                         | 1: the file must be a map, but is a list
            '                                           ' | 1: the file must be a map, but is nothing
            """)
    void read_noDatasetOrTask_isToldWithItsLine(String yaml, String message) throws IOException {
        String task = yaml.startsWith("dataset: [{inputs: {}}]") || !yaml.startsWith("dataset")
                ? ""
                : "task: {command: cat}\n";
        assertThatThrownBy(() -> read(task + yaml + "\n"))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {comand: cat}                         | 2: task has the unknown entry "comand"; there may be [command, http, output, timeout]
            {command: cat, http: {url: 'http://x'}} | 2: task needs either command or http
            {command: cat, timeout: 0}            | 2: task.timeout must be seconds above 0, but is 0
            {command: cat, timeout: soon}         | 2: task.timeout must be a number, but is "soon"
            {http: {url: 'localhost:1'}}          | 2: task.http.url must be a URL such as http://localhost:8080/answer
            {http: {url: 'http://x', method: 'A B'}} | 2: task.http.method is no method of HTTP
            {http: {url: 'http://x', headers: {Authorization: 'Bearer ${NO_SUCH_VARIABLE}'}}} | 2: task.http.headers.Authorization needs the environment variable NO_SUCH_VARIABLE
            {http: {url: 'http://x', headers: {'a b': c}}} | 2: task.http.headers.a b is no header that can be sent
            """)
    void read_wrongTask_isToldWithItsLine(String task, String message) throws IOException {
        assertThatThrownBy(() -> read("dataset: [{inputs: {q: 1}}]\ntask: " + task + "\n"))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining(message);
    }

    @Test
    void read_aliasesThatStandForMoreThanMemoryHolds_areRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThatThrownBy(() -> read(bomb.toString()))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("e.yaml:")
                .hasMessageContaining("values once its aliases are followed");
        assertThatThrownBy(() -> read("a: &a [*a]\n"))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("levels once its aliases are followed");
    }

    @Test
    void read_fileThatIsNone_saysSo() throws IOException {
        assertThatThrownBy(() -> EvalFile.read(
                        directory.resolve("no.yaml"),
                        () -> HoneyHiveClient.builder().build()))
                .hasMessageContaining("there is no file")
                .hasMessageContaining("no.yaml");

        Path latin = Files.write(directory.resolve("l.yaml"), "name: Zoë".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> YamlFile.read(latin)).hasMessageContaining("is not UTF-8 text");
    }

    @Test
    void parse_wordsAndDates_stayTexts() {
        assertThat(YamlFile.parse("a: no\nb: 2026-01-02\nc: true\nd: 1.5\ne: null\n", "x", 1)
                        .map())
                .containsEntry("a", "no")
                .containsEntry("b", "2026-01-02")
                .containsEntry("c", true)
                .containsEntry("d", 1.5)
                .containsEntry("e", null);
    }

    @Test
    void parse_anchorsAndMerges_areFollowed() {
        YamlEntry root = YamlFile.parse("a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n", "x", 1);

        assertThat(root.entry("b").map()).containsEntry("x", 1).containsEntry("y", 2);
    }
}
