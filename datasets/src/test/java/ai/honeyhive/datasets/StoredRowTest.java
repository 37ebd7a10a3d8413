// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredRowTest {
    private static final String ID = "6a0000000000000000000001";

    static Stream<Map<String, @Nullable Object>> rows() {
        return Stream.of(
                Map.of(),
                Map.of("inputs", Map.of("q", "why?"), "ground_truth", Map.of("a", "so")),
                Map.of("id", "x", "inputs", Map.of(), "ground_truth", Map.of()),
                Map.of("inputs", Map.of("q", 1), "ground_truth", "a text"),
                Map.of("inputs", Map.of("q", 1), "ground_truth", List.of(1, 2)),
                Map.of("inputs", Map.of("q", 1), "ground_truth", Map.of("value", "not wrapped by us")),
                Map.of("inputs", Map.of("q", 1), "history", List.of(Map.of("role", "user"))),
                Map.of("inputs", Map.of("q", 1), "history", "no list"),
                Map.of("inputs", Map.of("q", 1), "tag", "x", "metadata", Map.of("split", "test")),
                Map.of("inputs", Map.of("q", 1), "metadata", Map.of()),
                nulls());
    }

    private static Map<String, @Nullable Object> nulls() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("inputs", null);
        row.put("ground_truth", null);
        row.put("metadata", null);
        row.put("other", Arrays.asList(1, null));
        return row;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void row_stored_comesBackAsItWas(Map<String, @Nullable Object> row) {
        assertThat(StoredRow.of(row).row(ID)).isEqualTo(row);
    }

    @Test
    void row_ofADatapointThatWasNone_hasTheIdOfTheServer() {
        assertThat(new StoredRow(Map.of("q", 1), Map.of(), List.of(), Map.of("split", "test")).row(ID))
                .isEqualTo(Map.of("id", ID, "inputs", Map.of("q", 1), "metadata", Map.of("split", "test")));
    }

    @Test
    void row_changedSinceItWasStored_isWhatItIsNow() {
        StoredRow stored = StoredRow.of(Map.of("inputs", Map.of("q", 1), "ground_truth", "a text"));

        assertThat(new StoredRow(stored.inputs(), Map.of("value", "a", "more", "b"), List.of(), stored.metadata())
                        .row(ID))
                .isEqualTo(Map.of("inputs", Map.of("q", 1), "ground_truth", Map.of("value", "a", "more", "b")));
    }
}
