// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A prompt with places for values of an event, such as {@code {{outputs.content}}}. What is put in is not looked at again. */
record PromptTemplate(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([\\w.\\-]{1,200}?)\\s*}}");
    private static final int MAX_VALUE = 200_000;

    /** The paths that the template names. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            paths.add(places.group(1));
        }
        return paths;
    }

    /** The paths for which an event has nothing. */
    List<String> missing(EventView event) {
        return paths().stream()
                .distinct()
                .filter(path -> event.find(path) == null)
                .toList();
    }

    /** The prompt for an event: texts as they are, everything else as JSON, nothing where the event has nothing. */
    String fill(EventView event) {
        var filled = new StringBuilder();
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            JsonNode value = event.find(places.group(1));
            places.appendReplacement(filled, "");
            filled.append(value == null ? "" : shown(value));
        }
        return places.appendTail(filled).toString();
    }

    private static String shown(JsonNode value) {
        String text = value.isContainer() ? value.toPrettyString() : value.asString();
        return text.length() > MAX_VALUE ? text.substring(0, MAX_VALUE) + "… (cut)" : text;
    }
}
