// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON configuration of the server. */
public final class Json {
    /** Deeper documents are refused when read; also what keeps recursion over a document safe. */
    public static final int MAX_DEPTH = 200;

    private static final int MAX_STRING = 128 * 1024 * 1024;
    /** Trees of events nest two levels an event, and a chain of events may be long. */
    private static final int MAX_WRITTEN_DEPTH = 1_000_000;

    /** What was let in gains some levels on its way into the store, and must come out again in any case. */
    private static final int MAX_STORED_DEPTH = 2_000;

    /** Characters of a number; a whole number of more is none that anybody could reckon with. */
    private static final int MAX_NUMBER = 300;

    private static final JsonMapper MAPPER = mapper(MAX_DEPTH, MAX_NUMBER);
    private static final JsonMapper STORED = mapper(MAX_STORED_DEPTH, StreamReadConstraints.DEFAULT_MAX_NUM_LEN);

    private Json() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** For what the server itself has written. */
    public static JsonMapper stored() {
        return STORED;
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static String write(JsonNode json) {
        return MAPPER.writeValueAsString(json);
    }

    public static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    /** The number that a value is; empty if it is none, or one beyond what a {@code double} holds. */
    public static OptionalDouble finite(@Nullable JsonNode value) {
        if (value == null || !value.isNumber()) {
            return OptionalDouble.empty();
        }
        double number = value.numberValue().doubleValue(); // asDouble() throws for whole numbers that are too large
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    private static JsonMapper mapper(int maxDepth, int maxNumber) {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(maxDepth)
                                .maxStringLength(MAX_STRING)
                                .maxNumberLength(maxNumber)
                                .build())
                        .streamWriteConstraints(StreamWriteConstraints.builder()
                                .maxNestingDepth(MAX_WRITTEN_DEPTH)
                                .build())
                        .build())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
