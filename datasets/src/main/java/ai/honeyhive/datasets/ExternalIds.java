// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.datasets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Ids of datasets and datapoints that HoneyHive does not store: equal content gives equal ids, in Java and in Python,
 * which is what makes two runs over the same data comparable. Stateless.
 */
public final class ExternalIds {
    private static final String PREFIX = "EXT-";
    private static final int HASH_CHARS = 16;

    private ExternalIds() {}

    /** Returns the id of a dataset made of these rows, in this order. */
    public static String dataset(List<? extends Map<String, ?>> rows) {
        return PREFIX + hash(PythonJson.write(rows));
    }

    /**
     * Returns the id of the row: its own if it has one, else a hash of its content and its place from 0.
     *
     * @throws IllegalArgumentException if its own is no text
     */
    public static String datapoint(Map<String, ?> row, int index) {
        for (String key : List.of("id", "datapoint_id")) {
            Object id = row.get(key);
            if (id instanceof String text && !text.isEmpty()) {
                return explicit(text);
            }
            if (id != null && !(id instanceof String)) {
                throw new IllegalArgumentException(
                        key + " must be text, but is " + id + ": write \"" + key + "\": \"" + id + "\"");
            }
        }
        return PREFIX + hash(PythonJson.write(row) + index);
    }

    /** Returns a hash of the content, wherever the row is. */
    public static String content(Map<String, ?> row) {
        return hash(PythonJson.write(row));
    }

    /** Returns whether the row says its id itself. */
    public static boolean hasOwn(Map<String, ?> row) {
        return Stream.of("id", "datapoint_id").anyMatch(key -> row.get(key) instanceof String text && !text.isEmpty());
    }

    /** Returns whether HoneyHive does not know what this is the id of. */
    public static boolean isExternal(String id) {
        return id.startsWith(PREFIX);
    }

    /** Marks an id as external, once. */
    public static String explicit(String id) {
        return id.startsWith(PREFIX) ? id : PREFIX + id;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
