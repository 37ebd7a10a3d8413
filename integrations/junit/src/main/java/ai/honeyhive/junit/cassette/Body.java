// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body as it stands in a cassette, such that people can read it and differences show: {@code {"json": ...}} where it is
 * JSON, {@code {"text": ...}} where it is UTF-8, an array of lines if there are several, else {@code {"base64": ...}}.
 */
sealed interface Body {
    /** An object or array; spaces between its tokens are not kept. */
    record Json(JsonNode value) implements Body {
        @Override
        public byte[] bytes() {
            return CassetteFile.MAPPER.writeValueAsBytes(value);
        }

        @Override
        public ObjectNode node() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.set("json", value);
            return node;
        }
    }

    /** Any other text. */
    record Text(String value) implements Body {
        @Override
        public byte[] bytes() {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public ObjectNode node() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            String[] lines = value.split("\n", -1);
            if (lines.length == 1) {
                return node.put("text", value);
            }
            ArrayNode array = node.putArray("text");
            for (String line : lines) {
                array.add(line);
            }
            return node;
        }
    }

    /** Anything but text. */
    record Binary(String base64) implements Body {
        @Override
        public byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }

        @Override
        public ObjectNode node() {
            return JsonNodeFactory.instance.objectNode().put("base64", base64);
        }
    }

    /** Returns what goes over the wire. */
    byte[] bytes();

    /** Returns what goes into the file. */
    ObjectNode node();

    static Body of(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Binary(Base64.getEncoder().encodeToString(bytes));
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return new Json(CassetteFile.MAPPER.readTree(text));
            } catch (JacksonException e) {
                return new Text(text); // such as a template or a log
            }
        }
        return new Text(text);
    }

    /**
     * Reads what {@link #node()} returned.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Body read(JsonNode node) {
        JsonNode json = node.get("json");
        JsonNode text = node.get("text");
        JsonNode base64 = node.get("base64");
        if (node.size() == 1 && json != null) {
            return new Json(json);
        }
        if (node.size() == 1 && text != null && text.isString()) {
            return new Text(text.stringValue());
        }
        if (node.size() == 1
                && text instanceof ArrayNode lines
                && lines.valueStream().allMatch(JsonNode::isString)) {
            List<String> values = new ArrayList<>();
            lines.forEach(line -> values.add(line.stringValue()));
            return new Text(String.join("\n", values));
        }
        if (node.size() == 1 && base64 != null && base64.isString()) {
            Binary binary = new Binary(base64.stringValue());
            binary.bytes(); // fails here rather than when it is played
            return binary;
        }
        throw new IllegalArgumentException("a body is {\"json\": ...}, {\"text\": ...} or {\"base64\": ...}");
    }
}
