// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.internal;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Names content by its SHA-256: equal maps have equal keys, in whatever order they were filled. */
public final class ContentKey {
    private static final JsonMapper JSON = new JsonMapper();

    private ContentKey() {}

    /**
     * Returns 64 hexadecimal digits.
     *
     * @param content maps, lists and scalars, or what JSON makes such of
     */
    public static String of(Map<String, ? extends @Nullable Object> content) {
        byte[] text = JSON.writeValueAsString(requireNonNull(sorted(JSON.convertValue(content, Object.class))))
                .getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(String.valueOf(key), sorted(element)));
            return sorted;
        }
        if (value instanceof Collection<?> values) {
            List<@Nullable Object> list = new ArrayList<>();
            values.forEach(element -> list.add(sorted(element)));
            return list;
        }
        return value;
    }
}
