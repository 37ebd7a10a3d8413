// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.datasets.ExternalIds;
import ai.honeyhive.datasets.PythonJson;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ids were computed by HoneyHive's Python SDK. */
class ExternalIdsTest {
    private static final Map<String, Object> FIRST =
            Map.of("inputs", Map.of("query", "test1"), "ground_truth", Map.of("answer", "a1"));
    private static final Map<String, Object> SECOND =
            Map.of("inputs", Map.of("query", "test2"), "ground_truth", Map.of("answer", "a2"));

    @Test
    void dataset_twoRows_hasTheIdOfPython() {
        assertThat(ExternalIds.dataset(List.of(FIRST, SECOND))).isEqualTo("EXT-7f5e0b8f4e48c9aa");
        assertThat(ExternalIds.datapoint(FIRST, 0)).isEqualTo("EXT-c6dfa2c4e6969832");
        assertThat(ExternalIds.datapoint(SECOND, 1)).isEqualTo("EXT-faada761333ea549");
    }

    @Test
    void dataset_builtInCode_hasTheIdsOfPython() {
        Dataset dataset = Dataset.of(
                Datapoint.of(Map.of("query", "test1"), Map.of("answer", "a1")),
                Datapoint.builder()
                        .groundTruth("answer", "a2")
                        .input("query", "test2")
                        .build());

        assertThat(dataset.id()).isEqualTo("EXT-7f5e0b8f4e48c9aa");
        assertThat(dataset.datapoints())
                .extracting(Datapoint::id)
                .containsExactly("EXT-c6dfa2c4e6969832", "EXT-faada761333ea549");
    }

    @Test
    void dataset_empty_hasTheIdOfPython() {
        assertThat(ExternalIds.dataset(List.of())).isEqualTo("EXT-4f53cda18c2baa0c");
        assertThat(Dataset.of().id()).isEqualTo("EXT-4f53cda18c2baa0c");
    }

    @Test
    void datapoint_explicitIds_arePrefixedOnce() {
        List<Map<String, Object>> rows = List.of(
                Map.of("inputs", Map.of(), "id", "x"),
                Map.of("id", "EXT-y"),
                Map.of("datapoint_id", "z"),
                Map.of("id", ""));

        assertThat(ExternalIds.dataset(rows)).isEqualTo("EXT-04c90dfaa7f11fc2");
        assertThat(ExternalIds.datapoint(rows.get(0), 0)).isEqualTo("EXT-x");
        assertThat(ExternalIds.datapoint(rows.get(1), 1)).isEqualTo("EXT-y");
        assertThat(ExternalIds.datapoint(rows.get(2), 2)).isEqualTo("EXT-z");
        assertThat(ExternalIds.datapoint(rows.get(3), 3)).isEqualTo("EXT-7644ee851c0a987d");
    }

    @Test
    void datapoint_valuesOfAllKinds_hasTheIdOfPython() {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("t", "héllo 🚀 \"q\" \u2028/");
        inputs.put("n", 1.0);
        inputs.put("e", 1e20);
        inputs.put("s", 1e-7);
        inputs.put("i", BigInteger.TEN.pow(20));
        inputs.put("b", true);
        inputs.put("z", null);
        inputs.put("l", Arrays.asList(1, 2.5));
        Map<String, Object> row = Map.of("inputs", inputs);

        assertThat(PythonJson.write(List.of(row)))
                .isEqualTo("[{\"inputs\": {\"b\": true, \"e\": 1e+20, \"i\": 100000000000000000000, "
                        + "\"l\": [1, 2.5], \"n\": 1.0, \"s\": 1e-07, "
                        + "\"t\": \"h\\u00e9llo \\ud83d\\ude80 \\\"q\\\" \\u2028/\", \"z\": null}}]");
        assertThat(ExternalIds.dataset(List.of(row))).isEqualTo("EXT-ad0a9e3acce1d534");
        assertThat(ExternalIds.datapoint(row, 0)).isEqualTo("EXT-0fc6f8bb901d3505");
        assertThat(Dataset.of(Datapoint.of(inputs)).id()).isEqualTo("EXT-ad0a9e3acce1d534");
    }

    @Test
    void dataset_readFromAFile_hasTheIdsOfPython() {
        Dataset two = jsonl("""
                {"inputs":{"query":"test1"},"ground_truth":{"answer":"a1"}}
                {"ground_truth": {"answer": "a2"}, "inputs": {"query": "test2"}}
                """);
        Dataset kinds = jsonl("""
                {"inputs":{"t":"héllo 🚀 \\"q\\" \\u2028/","n":1.0,"e":1e20,"s":1e-7,"i":100000000000000000000,\
                "b":true,"z":null,"l":[1,2.5]}}
                """);

        assertThat(two.id()).isEqualTo("EXT-7f5e0b8f4e48c9aa");
        assertThat(two.datapoints())
                .extracting(Datapoint::id)
                .containsExactly("EXT-c6dfa2c4e6969832", "EXT-faada761333ea549");
        assertThat(kinds.id()).isEqualTo("EXT-ad0a9e3acce1d534");
        assertThat(kinds.datapoints()).extracting(Datapoint::id).containsExactly("EXT-0fc6f8bb901d3505");
    }

    private static Dataset jsonl(String lines) {
        return Dataset.jsonl(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), "vectors.jsonl");
    }

    @Test
    void dataset_ofRowsWithTheirOwnIds_hasTheIdsOfPython() {
        Dataset dataset = Dataset.ofRows(List.of(
                Map.of("inputs", Map.of(), "id", "x"),
                Map.of("id", "EXT-y"),
                Map.of("datapoint_id", "z"),
                Map.of("id", "")));

        assertThat(dataset.id()).isEqualTo("EXT-04c90dfaa7f11fc2");
        assertThat(dataset.datapoints())
                .extracting(Datapoint::id)
                .containsExactly("EXT-x", "EXT-y", "EXT-z", "EXT-7644ee851c0a987d");
        assertThat(dataset.withId("faq").id()).isEqualTo("EXT-faq");
        assertThat(dataset.withId("EXT-faq").id()).isEqualTo("EXT-faq");
    }

    @Test
    void datapoint_idThatIsNoText_isRefusedWithTheRemedy() {
        assertThatThrownBy(() -> ExternalIds.datapoint(Map.of("id", 17), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("id must be text, but is 17: write \"id\": \"17\"");
    }
}
