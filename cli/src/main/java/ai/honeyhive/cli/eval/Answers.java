// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What programs and endpoints answer. */
final class Answers {
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int MOST_SHOWN = 300;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Answers() {}

    /** Returns all of a stream, unless that would fill the memory. */
    static byte[] bytes(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("it is longer than " + (MOST_BYTES >> 20) + " MiB");
        }
        return bytes;
    }

    static String decode(byte[] bytes, Charset charset) throws IOException {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(
                    "the answer is no text in " + charset + ": " + shortened(new String(bytes, charset)), e);
        }
    }

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

    static @Nullable Object readScore(String text) throws IOException {
        try {
            return JSON.readValue(text.strip(), Object.class);
        } catch (JacksonException e) {
            throw new IOException(
                    "the evaluator printed no JSON, such as 0.5, true or {\"score\": 0.5}: " + shortened(text), e);
        }
    }

    static String write(@Nullable Object value) {
        return JSON.writeValueAsString(value);
    }

    /** Returns a part of an answer, such as {@code choices.0.message.content}. */
    static @Nullable Object part(@Nullable Object answer, String path) throws IOException {
        Object at = answer;
        for (String key : path.split("\\.", -1)) {
            if (at instanceof Map<?, ?> map && map.containsKey(key)) {
                at = map.get(key);
            } else if (at instanceof List<?> list && key.matches("[0-9]{1,6}") && Integer.parseInt(key) < list.size()) {
                at = list.get(Integer.parseInt(key));
            } else {
                throw new IOException("the answer has no \"" + path + "\": "
                        + shortened(answer instanceof String text ? text : write(answer)));
            }
        }
        return at;
    }

    /** Returns the beginning. */
    static String shortened(String text) {
        String line = text.strip();
        return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
    }

    /** Returns the end, which is where a program that gives up says why. */
    static String ending(String text) {
        String line = text.strip();
        return line.length() <= MOST_SHOWN ? line : "..." + line.substring(line.length() - MOST_SHOWN);
    }
}
