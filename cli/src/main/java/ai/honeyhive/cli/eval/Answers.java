// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What programs and endpoints answer. */
final class Answers {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Answers() {}

    /** Returns objects and lists of JSON as such, all else as text without the blanks around it. */
    static @Nullable Object read(String text) {
        String answer = text.strip();
        if (answer.startsWith("{") || answer.startsWith("[")) {
            try {
                return JSON.readValue(answer, Object.class);
            } catch (JacksonException e) {
                return answer; // a text that begins like JSON is a text
            }
        }
        return answer;
    }

    static Object readScore(String text) {
        try {
            return JSON.readValue(text.strip(), Object.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("the evaluator did not print a JSON value: " + shortened(text), e);
        }
    }

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** Returns a part of an answer, such as {@code choices.0.message.content}. */
    static @Nullable Object part(@Nullable Object answer, String path) {
        Object at = answer;
        for (String key : path.split("\\.", -1)) {
            if (at instanceof Map<?, ?> map && map.containsKey(key)) {
                at = map.get(key);
            } else if (at instanceof List<?> list && key.matches("[0-9]{1,6}") && Integer.parseInt(key) < list.size()) {
                at = list.get(Integer.parseInt(key));
            } else {
                throw new IllegalStateException(
                        "the answer has no \"" + path + "\": " + shortened(write(answer == null ? "null" : answer)));
            }
        }
        return at;
    }

    static String shortened(String text) {
        String line = text.strip();
        return line.length() <= 300 ? line : line.substring(0, 300) + "...";
    }
}
