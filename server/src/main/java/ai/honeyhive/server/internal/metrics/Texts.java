// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What counts as the text of a value. */
final class Texts {
    /** Where instrumentations put what an event gave, in order of preference. */
    private static final List<String> SPOKEN = List.of("content", "text", "result");

    private Texts() {}

    /** A string itself, the one text of an object that has one, and the JSON form of anything else. */
    static String of(JsonNode value) {
        if (value.isObject()) {
            for (String name : SPOKEN) {
                if (value.path(name).isString()) {
                    return value.path(name).asString();
                }
            }
            if (value.size() == 1) {
                return of(value.values().iterator().next());
            }
        }
        return value.isContainer() ? value.toString() : value.asString();
    }

    /** Without difference of case, of spacing and of the ways in which Unicode writes one thing. */
    static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
    }
}
