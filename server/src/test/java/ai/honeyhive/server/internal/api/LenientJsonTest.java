// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LenientJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"$gte\": 5}                            | {\"$gte\":5}",
                "{'$gte': '2024-01-01', '$lte': 5}        | {\"$gte\":\"2024-01-01\",\"$lte\":5}",
                "{'a': True, 'b': None, 'c': False}       | {\"a\":true,\"b\":null,\"c\":false}",
                "{'a': 'True story', 'b': \"it's\"}       | {\"a\":\"True story\",\"b\":\"it's\"}",
                "[{'a': 'x\\'y'}]                         | [{\"a\":\"x'y\"}]"
            })
    void parse_jsonOrPythonRepr_givesTheSame(String text, String expected) {
        assertThat(LenientJson.parse("filters", text)).hasToString(expected);
    }

    @Test
    void parse_neither_namesTheParameter() {
        assertThatThrownBy(() -> LenientJson.parse("dateRange", "{oops"))
                .isInstanceOf(ApiException.class)
                .hasMessageStartingWith("dateRange is not JSON");
    }
}
