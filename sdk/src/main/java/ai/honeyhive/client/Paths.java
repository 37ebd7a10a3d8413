// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import ai.honeyhive.internal.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Builds path and query of a request; everything variable is percent-encoded. Not thread-safe. */
final class Paths {
    private final StringBuilder text;
    private char separator = '?';

    private Paths(String path) {
        this.text = new StringBuilder(path);
    }

    static Paths of(String path) {
        return new Paths(path);
    }

    /** Encodes one segment of a path. */
    static String segment(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an id must not be empty");
        }
        return id.equals(".") || id.equals("..") ? id.replace(".", "%2E") : encode(id); // dots would climb
    }

    /** Adds a parameter unless the value is null. */
    Paths with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(separator).append(encode(name)).append('=').append(encode(value.toString()));
            separator = '&';
        }
        return this;
    }

    /** Adds a list in the only form that the API takes for one element too: {@code name[]=a&name[]=b}. */
    Paths withAll(String name, Collection<String> values) {
        values.forEach(value -> with(name + "[]", value));
        return this;
    }

    /** Adds an object or list as JSON unless it is null. */
    Paths withJson(String name, @Nullable Object value) {
        return with(name, value == null ? null : Json.text(value));
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
