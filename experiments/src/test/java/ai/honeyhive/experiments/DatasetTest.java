// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.datasets.ExternalIds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
    @TempDir
    Path folder;

    private static Dataset jsonl(String text) {
        return Dataset.jsonl(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "faq.jsonl");
    }

    private static Dataset csv(String text) {
        return Dataset.csv(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "faq.csv");
    }

    @Test
    void of_sameIdTwice_isRefused() {
        Datapoint point = Datapoint.builder().id("a").build();

        assertThatThrownBy(() -> Dataset.of(point, Datapoint.of(Map.of("q", 1)), point))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("datapoint 2 has the same id as datapoint 0: EXT-a");
    }

    @Test
    void of_sameContentTwice_givesTwoIds() {
        Datapoint point = Datapoint.of(Map.of("q", 1));

        assertThat(Dataset.of(point, point).datapoints())
                .extracting(Datapoint::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void withId_given_isPrefixed() {
        assertThat(Dataset.of().withId("faq-v3").id()).isEqualTo("EXT-faq-v3");
        assertThatThrownBy(() -> Dataset.of().withId(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void jsonl_rows_haveTheIdsOfPython() {
        Dataset dataset = jsonl("""
                \uFEFF{"inputs":{"query":"test1"},"ground_truth":{"answer":"a1"}}\r

                {"ground_truth":{"answer":"a2"},"inputs":{"query":"test2"}}
                """);

        assertThat(dataset.id()).isEqualTo("EXT-7f5e0b8f4e48c9aa");
        assertThat(dataset.datapoints().get(1).id()).isEqualTo("EXT-faada761333ea549");
    }

    @Test
    void jsonl_valuesOfAllKinds_areRead() {
        Dataset dataset = jsonl("""
                {"id":"x","inputs":{"n":null,"d":1.0,"i":100000000000000000000,"l":[1,{"a":true}]},"ground_truths":["p","q"],"metadata":{"m":1},"split":"dev"}
                """);

        Datapoint datapoint = dataset.datapoints().get(0);
        assertThat(datapoint.id()).isEqualTo("EXT-x");
        assertThat(datapoint.inputs()).containsEntry("n", null).containsEntry("d", 1.0);
        assertThat(datapoint.inputs()).containsEntry("i", BigInteger.TEN.pow(20));
        assertThat(datapoint.inputs()).containsEntry("l", List.of(1, Map.of("a", true)));
        assertThat(datapoint.groundTruth()).contains(List.of("p", "q"));
        assertThat(datapoint.metadata()).isEqualTo(Map.of("split", "dev", "m", 1));
    }

    @Test
    void jsonl_faultyLines_areNamedTogether() {
        assertThatThrownBy(() -> jsonl("""
                {"inputs":{"q":1}}
                {"inputs":{"q":1}
                [1,2]
                {"input":{"q":1}}
                {"inputs":"q"}
                {"id":5,"inputs":{}}
                {"inputs":{"q":1,"q":2}}
                {"inputs":{}} x
                {"inputs":{},"metadata":7}
                """))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("faq.jsonl, line 2: not valid JSON: ")
                .hasMessageContaining(
                        "faq.jsonl, line 3: expected a JSON object such as {\"inputs\": {...}}, but found a list")
                .hasMessageContaining("faq.jsonl, line 4: \"inputs\" is missing; found [input]")
                .hasMessageContaining("faq.jsonl, line 5: \"inputs\" must be a JSON object, but is the text \"q\"")
                .hasMessageContaining("faq.jsonl, line 6: id must be text, but is 5")
                .hasMessageContaining("faq.jsonl, line 7: not valid JSON: Duplicate")
                .hasMessageContaining("faq.jsonl, line 8: not valid JSON: ")
                .hasMessageContaining("faq.jsonl, line 9: \"metadata\" must be a JSON object, but is the value 7")
                .hasMessageNotContaining("line 1:");
    }

    @Test
    void jsonl_manyFaults_areCutAtTen() {
        assertThatThrownBy(() -> jsonl("nope\n".repeat(25)))
                .hasMessageContaining("line 10:")
                .hasMessageNotContaining("line 11:")
                .hasMessageEndingWith("... and 15 more");
    }

    @Test
    void jsonl_duplicateIds_namesBothLines() {
        assertThatThrownBy(() -> jsonl("""
                {"id":"a","inputs":{}}

                {"id":"EXT-a","inputs":{}}
                """))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("faq.jsonl, line 3 has the same id as faq.jsonl, line 1: EXT-a");
    }

    @Test
    void jsonl_noFileOrNothingInIt_isRefused() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.jsonl"), "\n\n");

        assertThatThrownBy(() -> Dataset.jsonl(folder.resolve("absent.jsonl")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("absent.jsonl does not exist");
        assertThatThrownBy(() -> Dataset.jsonl(empty)).hasMessageEndingWith("empty.jsonl holds no datapoints");
    }

    @Test
    void jsonl_notUtf8_saysWhere() throws IOException {
        Path file = folder.resolve("latin.jsonl");
        Files.write(file, "{\"inputs\":{\"q\":\"é\"}}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Dataset.jsonl(file))
                .hasMessageContaining("is not UTF-8 text (somewhere after line 0)");
    }

    @Test
    void csv_columnsOfAllKinds_areRead() {
        Dataset dataset = csv("""
                id,question,inputs.lang,ground_truth.answer,ground_truth.source,metadata.level
                a,"Who, ""exactly""?
                And why?",en,Ada,,3
                ,Where?,de,Berlin,map,
                """);

        Datapoint first = dataset.datapoints().get(0);
        assertThat(first.id()).isEqualTo("EXT-a");
        assertThat(first.inputs()).isEqualTo(Map.of("question", "Who, \"exactly\"?\nAnd why?", "lang", "en"));
        assertThat(first.groundTruth()).contains(Map.of("answer", "Ada"));
        assertThat(first.metadata()).isEqualTo(Map.of("level", "3"));
        assertThat(dataset.datapoints().get(1).id())
                .isEqualTo(ExternalIds.datapoint(
                        Map.of(
                                "inputs",
                                Map.of("question", "Where?", "lang", "de"),
                                "ground_truth",
                                Map.of("answer", "Berlin", "source", "map")),
                        1));
    }

    @Test
    void csv_groundTruthColumn_isAText() {
        Dataset dataset = csv("question,ground_truth\nq1,yes\nq2,\n");

        assertThat(dataset.datapoints().get(0).groundTruth()).contains("yes");
        assertThat(dataset.datapoints().get(1).groundTruth()).isEmpty();
    }

    @Test
    void csv_header_isChecked() {
        assertThatThrownBy(() -> csv("")).hasMessage("faq.csv, line 1: a header line is missing");
        assertThatThrownBy(() -> csv("id,ground_truth\na,b\n")).hasMessageContaining("no column holds an input");
        assertThatThrownBy(() -> csv("q,outputs.x\na,b\n"))
                .hasMessageStartingWith("faq.csv, line 1: column \"outputs.x\" is of no known kind: use id,");
        assertThatThrownBy(() -> csv("q,inputs.q\na,b\n")).hasMessageContaining("column \"inputs.q\" occurs twice");
        assertThatThrownBy(() -> csv("q,,\na,b,c\n")).hasMessageContaining("column \"\" is of no known kind");
        assertThatThrownBy(() -> csv("q,ground_truth,ground_truth.a\na,b,c\n"))
                .hasMessageContaining("exclude each other");
    }

    @Test
    void csv_faultyRows_areNamedWithTheirFirstLine() {
        assertThatThrownBy(() -> csv("q,ground_truth\n\"two\nlines\",x\nonly\na,b,c\n"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("faq.csv, line 4: has 1 values, but the header has 2 columns")
                .hasMessageContaining("faq.csv, line 5: has 3 values, but the header has 2 columns");
        assertThatThrownBy(() -> csv("q\na\n\"open\n")).hasMessageContaining("faq.csv, line 3: not valid CSV: ");
    }
}
