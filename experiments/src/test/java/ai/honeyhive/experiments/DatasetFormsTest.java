// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetFormsTest {
    @TempDir
    Path directory;

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void json_array_isReadAsItsLinesWouldBe() {
        Dataset array = Dataset.json(
                text("[{\"inputs\":{\"q\":1.0},\"ground_truth\":\"a\"},\n {\"id\":\"x\",\"inputs\":{}}]"), "f.json");
        Dataset lines = Dataset.jsonl(
                text("{\"inputs\":{\"q\":1.0},\"ground_truth\":\"a\"}\n{\"id\":\"x\",\"inputs\":{}}"), "f.jsonl");

        assertThat(array.datapoints()).isEqualTo(lines.datapoints());
        assertThat(array.id()).isEqualTo(lines.id());
    }

    @Test
    void json_elementsThatAreWrong_areNamedByTheirLines() {
        assertThatThrownBy(() ->
                        Dataset.json(text("[\n{\"inputs\":{}},\n{\"input\":{}},\n7,\n{\n\"inputs\":[]}\n]"), "f.json"))
                .isInstanceOf(DatasetException.class)
                .hasMessage("f.json, line 3: \"inputs\" is missing; found [input]" + System.lineSeparator()
                        + "f.json, line 4: expected a JSON object such as {\"inputs\": {...}}, but found the value 7"
                        + System.lineSeparator() + "f.json, line 5: \"inputs\" must be a JSON object, but is a list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[{\"inputs\":{}}", "[{\"inputs\":{}}] []", "[{\"inputs\":{}},]", "[nul]"})
    void json_broken_isNoDataset(String content) {
        assertThatThrownBy(() -> Dataset.json(text(content), "f.json"))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("f.json, line 1: ");
    }

    @Test
    void csv_typedColumns_holdNumbersBooleansAndJson() {
        Dataset dataset = Dataset.csv(text("""
                        q,n:number,big:number,x:number,ok:boolean,tags:json,time:stamp,ground_truth:number
                        7,7,123456789012345678901234567890,1.50,TRUE,"[""a"",null]",3,4
                        ,,,,,,,
                        """), "f.csv");

        Map<String, Object> first = dataset.datapoints().get(0).inputs();
        assertThat(first).containsEntry("q", "7").containsEntry("n", 7).containsEntry("x", 1.5);
        assertThat(first)
                .containsEntry("big", new BigInteger("123456789012345678901234567890"))
                .containsEntry("ok", true)
                .containsEntry("tags", Arrays.asList("a", null))
                .containsEntry("time:stamp", "3");
        assertThat(dataset.datapoints().get(0).groundTruth()).contains(4);
        assertThat(dataset.datapoints().get(1).inputs())
                .containsEntry("q", "")
                .containsEntry("n", null)
                .containsEntry("tags", null);
        assertThat(dataset.datapoints().get(1).groundTruth()).isEmpty();
    }

    @Test
    void csv_valuesOfAnotherType_areNamedByLineAndColumn() {
        assertThatThrownBy(() -> Dataset.csv(
                        text("q,n:number,ok:boolean\n\"a\nb\",1,true\nx,one,true\ny,2,yes\nz,1e999,true\n"), "f.csv"))
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "f.csv, line 4: column 2 (n) holds \"one\", which is no number",
                        "f.csv, line 5: column 3 (ok) holds \"yes\": write true or false",
                        "f.csv, line 6: column 2 (n) holds 1e999, which is beyond what a number can be"));
    }

    @Test
    void csv_sameColumnTwiceWithTypes_isRefused() {
        assertThatThrownBy(() -> Dataset.csv(text("n:number,n\n1,2\n"), "f.csv"))
                .hasMessageContaining("column \"n\" occurs twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d.jsonl", "d.json"})
    void write_andReadBack_isTheSameDataset(String name) {
        Dataset dataset = Dataset.of(
                Datapoint.of(Map.of("q", "a\u2028\n\"ü🚀"), List.of(1, 2.0)),
                Datapoint.builder().id("b").input("n", 1e-7).metadata("m", null).build(),
                Datapoint.of(Map.of()));

        dataset.write(directory.resolve(name));

        Dataset back = Dataset.read(directory.resolve(name));
        assertThat(back.id()).isEqualTo(dataset.id());
        assertThat(back.datapoints()).isEqualTo(dataset.datapoints());
    }

    @Test
    void read_otherEnding_namesThoseThatItKnows() throws IOException {
        Path file = Files.writeString(directory.resolve("d.txt"), "");

        assertThatThrownBy(() -> Dataset.read(file)).hasMessageContaining("should end with .jsonl, .json or .csv");
        assertThatThrownBy(() -> Dataset.of().write(file)).hasMessageContaining("written to .jsonl or .json");
    }

    @Test
    void splits_dependOnTheIdAlone_andHaveTheirShares() {
        List<Datapoint> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(Datapoint.builder().id("r" + i).input("i", i).build());
        }
        Splits splits = Splits.of(new java.util.TreeMap<>(Map.of("test", 20, "train", 80)));

        Dataset all = splits.assign(Dataset.of(many));
        Dataset some = splits.assign(Dataset.of(many.subList(2_000, 3_000)));

        assertThat(all.split("test").size()).isBetween(880, 1_120);
        assertThat(all.split("test").size() + all.split("train").size()).isEqualTo(5_000);
        assertThat(all.datapoints().subList(2_000, 3_000)).isEqualTo(some.datapoints());
        assertThatThrownBy(() -> all.split("dev"))
                .hasMessageContaining("\"dev\"")
                .hasMessageContaining("[test, train]");
    }

    @Test
    void splits_ofAnotherSeed_dealAnew_whateverTheOrderOfTheShares() {
        Splits one = Splits.of(new java.util.TreeMap<>(Map.of("test", 50, "train", 50)));
        Map<String, Integer> turned = new java.util.LinkedHashMap<>();
        turned.put("train", 50);
        turned.put("test", 50);

        List<String> ids =
                java.util.stream.IntStream.range(0, 100).mapToObj(i -> "r" + i).toList();

        assertThat(ids).allMatch(id -> one.of(id).equals(Splits.of(turned).of(id)));
        assertThat(ids).allMatch(id -> one.of(id).equals(one.withSeed(0).of(id)));
        assertThat(ids.stream().filter(id -> one.of(id).equals(one.withSeed(7).of(id))))
                .hasSizeBetween(25, 75);
        assertThat(ids)
                .allMatch(id -> one.withSeed(7)
                        .of(id)
                        .equals(Splits.of(turned).withSeed(7).of(id)));
    }

    @Test
    void splits_ofRowsWithoutIds_keepTheIdsThatTheyHad() {
        Dataset dataset =
                Dataset.of(Datapoint.of(Map.of("q", 1)), Datapoint.of(Map.of("q", 2)), Datapoint.of(Map.of("q", 3)));

        Dataset assigned = Splits.of(Map.of("all", 1)).assign(dataset);
        assigned.split("all").write(directory.resolve("all.jsonl"));

        List<String> ids = dataset.datapoints().stream().map(Datapoint::id).toList();
        assertThat(Dataset.read(directory.resolve("all.jsonl")).datapoints())
                .extracting(Datapoint::id)
                .isEqualTo(ids);
        assertThat(assigned.datapoints()).extracting(Datapoint::id).isEqualTo(ids);
    }

    @Test
    void filter_keepsIdsOfRowsWithoutOne_alsoThroughAFile() {
        Dataset dataset = Dataset.of(Datapoint.of(Map.of("q", 1)), Datapoint.of(Map.of("q", 2)));

        Dataset second = dataset.filter(datapoint -> datapoint.inputs().get("q").equals(2));
        second.write(directory.resolve("second.jsonl"));

        assertThat(Dataset.read(directory.resolve("second.jsonl")).datapoints())
                .singleElement()
                .extracting(Datapoint::id)
                .isEqualTo(dataset.datapoints().get(1).id());
    }

    @Test
    void changesTo_recognisesByIdOrContent() {
        Dataset before = Dataset.ofRows(List.of(
                Map.of("id", "a", "inputs", Map.of("q", 1)),
                Map.of("inputs", Map.of("q", 2)),
                Map.of("inputs", Map.of("q", 2)),
                Map.of("inputs", Map.of("q", 3))));
        Dataset after = Dataset.ofRows(List.of(
                Map.of("inputs", Map.of("q", 9)),
                Map.of("inputs", Map.of("q", 2)),
                Map.of("id", "a", "inputs", Map.of("q", 7))));

        assertThat(before.changesTo(after)).isEqualTo(new DatasetChanges(1, 1, 2, 1, true));
        assertThat(before.changesTo(before).isEmpty()).isTrue();
        assertThat(before.changesTo(Splits.of(Map.of("all", 1)).assign(before)))
                .as("the ids that they had now stand in the rows")
                .isEqualTo(new DatasetChanges(0, 4, 0, 0, false));
    }
}
