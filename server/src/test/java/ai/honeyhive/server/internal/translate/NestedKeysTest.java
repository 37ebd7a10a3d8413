// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class NestedKeysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1}                          | {\"a\":1}",
                "{\"a.b.c\":1,\"a.d\":2}              | {\"a\":{\"b\":{\"c\":1},\"d\":2}}",
                "{\"a.0\":\"x\",\"a.1\":\"y\"}          | {\"a\":[\"x\",\"y\"]}",
                "{\"a.2\":\"z\",\"a.0\":\"x\"}          | {\"a\":[\"x\",null,\"z\"]}",
                "{\"a.0.b\":1,\"a.1.b\":2}            | {\"a\":[{\"b\":1},{\"b\":2}]}",
                "{\"a.0\":1,\"a.b\":2}                | {\"a\":{\"0\":1,\"b\":2}}",
                "{\"a.01\":1}                       | {\"a\":{\"01\":1}}",
                "{\"0\":1}                          | {\"0\":1}",
                "{\"a\":1,\"a.b\":2}                  | {\"a\":{\"value\":1,\"b\":2}}",
                "{\"a.b\":2,\"a\":1}                  | {\"a\":{\"b\":2,\"value\":1}}",
                "{\"a.\":1}                         | {\"a\":{\"\":1}}",
                "{\"\":1}                           | {\"\":1}",
                "{\"a\":{\"0\":1}}                    | {\"a\":{\"0\":1}}"
            })
    void unflatten_dottedKeys_givesTheStructure(String flat, String expected) {
        assertThat(unflatten(flat)).isEqualTo(Json.read(expected));
    }

    @Test
    void unflatten_hugeIndex_makesNoHugeList() {
        assertThat(unflatten("{\"a.99999999\":1}")).isEqualTo(Json.read("{\"a\":{\"99999999\":1}}"));
    }

    @Test
    void unflatten_thousandsOfSegments_staysShallow() {
        JsonNode result = unflatten("{\"" + "a.".repeat(5_000) + "\":1}");

        assertThat(result.toString().chars().filter(c -> c == '{').count()).isLessThan(100);
    }

    private static JsonNode unflatten(String flat) {
        Map<String, JsonNode> keys = new LinkedHashMap<>();
        Json.read(flat).forEachEntry(keys::put);
        return NestedKeys.unflatten(keys);
    }
}
