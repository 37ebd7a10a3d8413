// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonJsonTest {
    @Test
    void real_valuesPrintedByPython_areTheSameText() throws IOException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                PythonJsonTest.class.getResourceAsStream("python-floats.txt"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ", 2);
                double value = Double.longBitsToDouble(Long.parseUnsignedLong(parts[0], 16));
                count++;
                if (!PythonJson.real(value).equals(parts[1])) {
                    wrong.add(line + " but was " + PythonJson.real(value));
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(count).isGreaterThan(300);
    }

    @Test
    void write_nonFiniteNumbers_areTheLiteralsOfPython() {
        assertThat(PythonJson.write(Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
                .isEqualTo("[NaN, Infinity, -Infinity]");
    }

    @Test
    void write_numbersOfAllKinds_keepTheirValue() {
        assertThat(PythonJson.write(List.of(1, 2L, (short) 3, (byte) 4, BigInteger.TEN.pow(20), 0.1f, 1.0)))
                .isEqualTo("[1, 2, 3, 4, 100000000000000000000, 0.1, 1.0]");
    }

    @Test
    void write_controlAndNonAsciiCharacters_areEscapedAsPythonDoes() {
        assertThat(PythonJson.write("\n\r\t\b\f\"\\/\u007f\u0001é🚀"))
                .isEqualTo("\"\\n\\r\\t\\b\\f\\\"\\\\/\\u007f\\u0001\\u00e9\\ud83d\\ude80\"");
    }

    @Test
    void write_textKeys_areSortedByCodePoint() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("🚀", 1);
        map.put("\uE000", 2);
        map.put("b", 3);
        map.put("B", 4);

        assertThat(PythonJson.write(map)).isEqualTo("{\"B\": 4, \"b\": 3, \"\\ue000\": 2, \"\\ud83d\\ude80\": 1}");
    }

    @Test
    void write_numberKeys_areSortedBeforeTheyBecomeText() {
        assertThat(PythonJson.write(Map.of(10, "a", 2, "b"))).isEqualTo("{\"2\": \"b\", \"10\": \"a\"}");
        assertThat(PythonJson.write(Map.of(true, "a", 0, "b"))).isEqualTo("{\"0\": \"b\", \"true\": \"a\"}");
    }

    @Test
    void write_mixedKeys_isRefused() {
        assertThatThrownBy(() -> PythonJson.write(Map.of(1, "a", "b", "c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different types");
    }

    @Test
    void write_mapThatContainsItself_isRefused() {
        Map<String, Object> endless = new LinkedHashMap<>();
        endless.put("self", endless);

        assertThatThrownBy(() -> PythonJson.write(endless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested deeper");
    }

    enum Size {
        SMALL
    }

    record Place(String city, Size size) {}

    @Test
    void write_recordAndArray_areWrittenAsJson() {
        assertThat(PythonJson.write(new Object[] {new Place("Lima", Size.SMALL), new int[] {1, 2}, null}))
                .isEqualTo("[{\"city\": \"Lima\", \"size\": \"SMALL\"}, [1, 2], null]");
    }
}
