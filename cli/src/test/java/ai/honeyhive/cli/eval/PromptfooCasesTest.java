// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptfooCasesTest {
    @TempDir
    Path directory;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static Score score(Dataset dataset, int row, Object output) throws Exception {
        Datapoint datapoint = dataset.datapoints().get(row);
        Score score = new PromptfooAssertions().score(output, datapoint);
        assertThat(score).isNotNull();
        return score;
    }

    @Test
    void read_configuration_takesVarsAndAssertions() throws Exception {
        Dataset cases = PromptfooCases.read(file("promptfooconfig.yaml", """
                prompts: ['unused {{word}}']
                providers: [openai:gpt-4]
                defaultTest: {assert: [{type: not-contains, value: error}], vars: {lang: en}}
                tests:
                  - vars: {word: [one, two]}
                    assert: [{type: contains-any, value: ['{{word}}', x]}, {type: icontains, value: ONE, weight: 3}]
                  - description: json
                    vars: {word: '{"a": 1}', lang: de}
                    assert: [{type: equals, value: {a: 1}}]
                  - {vars: {word: most}, threshold: 0.5, assert: [{type: equals, value: '{{word}}'}, {type: contains, value: z}]}
                """));

        assertThat(cases)
                .extracting(Datapoint::inputs)
                .containsExactly(
                        Map.of("lang", "en", "word", "one"),
                        Map.of("lang", "en", "word", "two"),
                        Map.of("lang", "de", "word", "{\"a\": 1}"),
                        Map.of("lang", "en", "word", "most"));
        assertThat(cases.datapoints().get(3).groundTruth()).contains("most");
        assertThat(score(cases, 0, "One one").value()).isEqualTo(true);
        Score second = score(cases, 1, "two");
        assertThat(second.value()).isEqualTo(false);
        assertThat(second.extras()).containsEntry("score", 0.4);
        assertThat(second.explanation().orElseThrow()).contains("icontains ONE");
        assertThat(score(cases, 2, Map.of("a", 1)).value()).isEqualTo(true);
        assertThat(score(cases, 3, "most").value()).as("2 of 3, with threshold").isEqualTo(true);
        assertThat(score(cases, 3, "no error").value()).isEqualTo(false);
    }

    @Test
    void read_testsOfATable_areCasesWithTheirLines() throws Exception {
        file("tests.csv", """
                word,__expected,__expected2,__description,__threshold
                a,a,contains-any: x,first,
                "b, B","contains-all:b, B",,,0.5
                c,levenshtein(1): cc,not-is-json,,
                d,Note: it is,,,
                """);
        file("more.jsonl", "{\"vars\": {\"word\": \"e\"}}\n");
        Dataset cases = PromptfooCases.read(file("p.yaml", "tests: [file://tests.csv, file://more.jsonl]"));

        assertThat(cases).extracting(row -> row.inputs().get("word")).containsExactly("a", "b, B", "c", "d", "e");
        assertThat(cases.datapoints().get(0).metadata()).containsEntry("description", "first");
        assertThat(cases.datapoints().get(3).groundTruth()).contains("Note: it is");
        assertThat(score(cases, 0, "a").extras()).containsEntry("score", 0.5);
        assertThat(score(cases, 1, "bB").value()).isEqualTo(true);
        assertThat(score(cases, 2, "c").value()).isEqualTo(true);
        assertThat(score(cases, 2, "123").value()).isEqualTo(false);
        assertThat(new PromptfooAssertions().score("e", cases.datapoints().get(4)))
                .isNull();

        assertThat(PromptfooCases.read(directory.resolve("tests.csv")).size()).isEqualTo(4);
        Path unknown = file("bad.csv", "word,__expected\na,b\n\"c\nd\",llm-rubric: is nice\n");
        assertThatThrownBy(() -> PromptfooCases.read(unknown))
                .hasMessageContaining("bad.csv:3: assert[0].type is \"llm-rubric\", which is not known here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: equals, value: x}              | x       | x y
            {type: equals, value: 4}              | 4       | 4.0
            {type: not-equals, value: x}          | y       | x
            {type: contains, value: b}            | abc     | aBc
            {type: icontains, value: b}           | aBc     | ac
            {type: contains-all, value: [a, b]}   | ba      | a
            {type: icontains-any, value: [A, B]}  | b       | c
            {type: starts-with, value: a}         | ab      | ba
            {type: regex, value: '^a+$'}          | aaa     | ab
            {type: is-json}                       | [1]     | [1
            {type: is-json, value: {type: object, required: [a]}} | {"a": 1} | {"b": 1}
            {type: is-json, value: '{"type": "array"}'} | [] | {}
            {type: levenshtein, value: abcdef}    | a       | ''
            """)
    void score_assertion_holdsOrNot(String assertion, String good, String bad) throws Exception {
        Dataset cases = PromptfooCases.read(file("c.yaml", "- {vars: {}, assert: [" + assertion + "]}\n"));

        assertThat(score(cases, 0, good).value()).isEqualTo(true);
        assertThat(score(cases, 0, bad).value()).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {assert: [{type: llm-rubric, value: nice}]}    | 1: [0].assert[0].type is "llm-rubric", which is not known here; there is [contains, contains-all
            {assert: [{type: equals, value: x, transform: y}]} | 1: [0].assert[0] has the unknown entry "transform"
            {assert: [{type: equals}]}                     | 1: [0].assert[0] needs the entry "value"
            {assert: [{type: contains-any, value: x}]}     | 1: [0].assert[0].value must be a list
            {assert: [{type: regex, value: '('}]}          | 1: [0].assert[0].value is no regular expression
            {assert: [{type: is-json, value: '{'}]}        | 1: [0].assert[0].value is no JSON schema
            {assert: [{type: equals, value: 'file://x.txt'}]} | which is not read here: write its content
            {assert: [{type: equals, value: '{{x}}'}]}     | there is no input "x"; there is []
            {vars: {x: 'file://x.js'}}                     | 1: [0].vars.x is file://x.js, but of files only .txt and .md are read
            {vars: {x: 'file://x.txt'}}                    | 1: [0].vars.x is file://x.txt: there is no file
            {vars: {x: []}}                                | has the empty list "x"
            {options: {transform: x}}                      | 1: [0] has the unknown entry "options"
            file://no.csv                                  | 1: [0] is file://no.csv: there is no file
            file://x.py                                    | its name should end with .csv, .jsonl, .json or .yaml
            https://example.com/x                          | which is not fetched
            """)
    void read_whatCannotBeChecked_isRefusedWithItsPlace(String test, String message) throws IOException {
        Path cases = file("c.yaml", "- " + test + "\n");

        assertThatThrownBy(() -> PromptfooCases.read(cases))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining(message);
    }

    @Test
    void read_varsOfFilesAndTooManyOfThem() throws IOException {
        file("x.txt", "long\ntext");
        assertThat(PromptfooCases.read(file("c.yaml", "- vars: {x: file://x.txt}\n"))
                        .datapoints()
                        .get(0)
                        .inputs())
                .containsEntry("x", "long\ntext");

        String list = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).toString();
        Path many =
                file("m.yaml", "- vars: {a: X, b: X, c: X, d: X, e: X, f: X, g: X, h: X, i: X}\n".replace("X", list));
        assertThatThrownBy(() -> PromptfooCases.read(many)).hasMessageContaining("more than 100000 cases");
    }
}
