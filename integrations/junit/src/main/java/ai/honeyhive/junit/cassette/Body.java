// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body as it stands in a cassette, such that people can read it and differences show: {@code {"json": ...}} where it is
 * JSON, {@code {"text": ...}} where it is UTF-8, else {@code {"base64": ...}}.
 */
record Body(ObjectNode node) {
    static Body of(byte[] bytes) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Body(node.put("base64", Base64.getEncoder().encodeToString(bytes)));
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                node.set("json", CassetteFile.MAPPER.readTree(text));
                return new Body(node);
            } catch (JacksonException e) {
                return new Body(node.put("text", text)); // such as a template or a log
            }
        }
        return new Body(node.put("text", text));
    }

    byte[] bytes() {
        JsonNode base64 = node.get("base64");
        if (base64 != null) {
            return Base64.getDecoder().decode(base64.stringValue());
        }
        JsonNode json = node.get("json");
        String text = json != null
                ? CassetteFile.MAPPER.writeValueAsString(json)
                : node.path("text").stringValue("");
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
