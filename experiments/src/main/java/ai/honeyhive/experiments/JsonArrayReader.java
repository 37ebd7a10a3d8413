// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one JSON array of objects, element by element, so that each fault has its line. */
final class JsonArrayReader {
    private JsonArrayReader() {}

    static void read(BufferedReader text, DatasetRows rows) throws IOException {
        try (JsonParser parser = Json.parser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                rows.fault(1, "expected a JSON array of objects such as [{\"inputs\": {...}}]");
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                long line = parser.currentTokenLocation().getLineNr();
                @Nullable Object element = parser.currentToken() == JsonToken.START_OBJECT
                        ? parser.readValueAs(Map.class)
                        : parser.readValueAs(Object.class);
                JsonlReader.object(line, element, rows);
            }
            if (parser.nextToken() != null) {
                rows.fault(parser.currentTokenLocation().getLineNr(), "something follows the array");
            }
        } catch (JacksonException e) {
            if (e.getCause() instanceof CharacterCodingException encoding) {
                throw encoding;
            }
            long line =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            rows.fault(line, "not valid JSON: " + e.getOriginalMessage() + JsonlReader.column(e));
        }
    }
}
