// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON, or the form in which Python prints dictionaries and lists. */
final class LenientJson {
    private static final JsonMapper QUOTES = Json.mapper()
            .rebuild()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();
    private static final Map<String, String> WORDS = Map.of("True", "true", "False", "false", "None", "null");

    private LenientJson() {}

    static JsonNode parse(String name, String text) {
        try {
            return Json.read(text);
        } catch (JacksonException notJson) {
            try {
                return QUOTES.readTree(withJsonWords(text));
            } catch (JacksonException e) {
                throw ApiException.badRequest(name + " is not JSON: " + notJson.getOriginalMessage());
            }
        }
    }

    /** Replaces Python's words for constants, outside of quotes. */
    private static String withJsonWords(String text) {
        var result = new StringBuilder(text.length());
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isLetter(c)) {
                int end = i;
                while (end < text.length() && Character.isLetter(text.charAt(end))) {
                    end++;
                }
                String word = text.substring(i, end);
                result.append(WORDS.getOrDefault(word, word));
                i = end - 1;
                continue;
            }
            if (quote != 0 && c == '\\' && i + 1 < text.length()) {
                result.append(c).append(text.charAt(++i));
                continue;
            }
            if (c == '\'' || c == '"') {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            }
            result.append(c);
        }
        return result.toString();
    }
}
