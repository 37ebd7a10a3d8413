// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class EventFilterTest {
    private static final ObjectNode EVENT = (ObjectNode) Json.read("""
            {"event_name":"Answer","start_time":1790000000000,"error":null,
             "metadata":{"cost":0.5,"n":"12","ok":true,"honeyhive.metadata.x":"flat","scope":{"name":"s"}},
             "inputs":{"chat_history":[{"content":"first"},{"content":"second"}]}}""");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event_name                    | IS           | STRING   | Answer | true",
                "event_name                    | IS           | STRING   | answer | false",
                "event_name                    | IS_NOT       | STRING   | other  | true",
                "event_name                    | CONTAINS     | STRING   | SWE    | true",
                "event_name                    | NOT_CONTAINS | STRING   | swe    | false",
                "inputs.chat_history.1.content | IS           | STRING   | second | true",
                "inputs.chat_history.2.content | EXISTS       | STRING   | ''     | false",
                "inputs.chat_history.x         | EXISTS       | STRING   | ''     | false",
                "inputs                        | CONTAINS     | STRING   | second | true",
                "metadata.honeyhive.metadata.x | IS           | STRING   | flat   | true",
                "metadata.scope.name           | IS           | STRING   | s      | true",
                "metadata.cost                 | IS           | NUMBER   | 0.50   | true",
                "metadata.cost                 | GREATER_THAN | NUMBER   | 0.01   | true",
                "metadata.cost                 | LESS_THAN    | NUMBER   | 0.01   | false",
                "metadata.n                    | GREATER_THAN | NUMBER   | 9      | true",
                "metadata.cost                 | IS           | ANY      | 0.50   | true",
                "metadata.ok                   | IS           | BOOLEAN  | true   | true",
                "metadata.ok                   | IS           | BOOLEAN  | false  | false",
                "metadata.missing              | IS           | STRING   | x      | false",
                "metadata.missing              | IS_NOT       | STRING   | x      | true",
                "metadata.missing              | NOT_CONTAINS | STRING   | x      | true",
                "metadata.missing              | GREATER_THAN | NUMBER   | 0      | false",
                "metadata.missing              | NOT_EXISTS   | NUMBER   | ''     | true",
                "error                         | EXISTS       | STRING   | ''     | false",
                "error                         | NOT_EXISTS   | STRING   | ''     | true",
                "start_time                    | AFTER        | DATETIME | 2026-01-01           | true",
                "start_time                    | BEFORE       | DATETIME | 2026-01-01T00:00:00Z | false",
                "start_time                    | IS           | DATETIME | 2026-09-21T14:13:20+00:00 | true",
                "start_time                    | BEFORE       | DATETIME | 1790000000001 | true"
            })
    void matches_fieldOperatorValue_asTheApiSays(
            String field, EventFilter.Operator operator, EventFilter.Type type, String value, boolean expected) {
        assertThat(new EventFilter(field, operator, type, value).matches(EVENT)).isEqualTo(expected);
    }
}
