// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import ai.honeyhive.privacy.Masker;
import ai.honeyhive.privacy.Maskers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes secrets out of what is written. Request headers are never written at all, of responses only a few; what a header that
 * carries a secret held is hidden wherever it shows up, as are values that look like keys or have the name of one.
 * Thread-safe.
 */
final class Scrubber {
    static final String SCRUBBED = "[scrubbed]";

    /** Shorter ones are stand-ins such as {@code ollama}, which would take words out of prompts. */
    private static final int SHORTEST_SECRET = 12;

    private static final Pattern SCHEME = Pattern.compile("(?i)^(bearer|basic|token|apikey)\\s+");
    private static final Pattern FORM = Pattern.compile("[\\w.*%+-]++=[^&\\s]*+(?:&[\\w.*%+-]++=[^&\\s]*+)*+");
    private static final Pattern JSON_LINE = Pattern.compile("(?m)^(?:data: ?)?+(\\{.*\\})$");

    private final Masker apiKeys = Maskers.apiKeys();
    private final List<Pattern> patterns;
    private final Set<String> ignored;
    /** Longer ones first: one may begin as another does. */
    private final NavigableSet<String> secrets = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /**
     * Makes one.
     *
     * @param patterns what else to hide
     * @param ignored names of JSON fields that requests are recognised without
     */
    Scrubber(Collection<Pattern> patterns, Collection<String> ignored) {
        this.patterns = List.copyOf(patterns);
        this.ignored = Set.copyOf(ignored);
    }

    /** Learns the secrets of a call's headers and query, and returns it without them. */
    RecordedRequest scrub(Call call) {
        call.headers().forEach((name, values) -> {
            if (SecretNames.header(name)) {
                values.forEach(this::learn);
            }
        });
        return new RecordedRequest(call.method(), path(call.path()), scrub(call.recognisable(), ignored));
    }

    RecordedResponse scrub(RecordedResponse response) {
        return new RecordedResponse(response.status(), response.headers(), scrub(response.body(), Set.of()));
    }

    private void learn(String value) {
        String secret = SCHEME.matcher(value.strip()).replaceFirst("");
        List<String> parts = new ArrayList<>(List.of(secret));
        for (String cookie : secret.split(";\\s*", -1)) {
            parts.add(cookie.substring(cookie.indexOf('=') + 1));
        }
        parts.stream().filter(part -> part.length() >= SHORTEST_SECRET).forEach(secrets::add);
    }

    private String path(String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        return mark < 0
                ? text(pathAndQuery)
                : text(pathAndQuery.substring(0, mark)) + "?" + form(pathAndQuery.substring(mark + 1));
    }

    /** Scrubs a query, or a form, which has the same shape. */
    private String form(String parameters) {
        List<String> scrubbed = new ArrayList<>();
        for (String parameter : parameters.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && SecretNames.parameter(parameter.substring(0, equals))) {
                learn(parameter.substring(equals + 1));
                scrubbed.add(parameter.substring(0, equals + 1) + SCRUBBED);
            } else {
                scrubbed.add(text(parameter));
            }
        }
        return String.join("&", scrubbed);
    }

    private Body scrub(Body body, Set<String> without) {
        if (body instanceof Body.Json json) {
            return new Body.Json(json(json.value(), without));
        }
        if (body instanceof Body.Text text) {
            return new Body.Text(
                    FORM.matcher(text.value()).matches() ? form(text.value()) : text(jsonLines(text.value(), without)));
        }
        String latin = new String(body.bytes(), StandardCharsets.ISO_8859_1); // byte for byte
        String hidden = text(latin);
        return hidden.equals(latin) ? body : Body.of(hidden.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Scrubs lines that are JSON, as of a stream of events; those without secrets stay as they are. */
    private String jsonLines(String text, Set<String> without) {
        return JSON_LINE.matcher(text).replaceAll(line -> {
            String found = line.group();
            try {
                JsonNode node = CassetteFile.MAPPER.readTree(line.group(1));
                JsonNode hidden = json(node, without);
                return Matcher.quoteReplacement(
                        hidden.equals(node)
                                ? found
                                : found.replace(line.group(1), CassetteFile.MAPPER.writeValueAsString(hidden)));
            } catch (JacksonException e) {
                return Matcher.quoteReplacement(found);
            }
        });
    }

    private JsonNode json(JsonNode node, Set<String> without) {
        if (node.isString()) {
            return JsonNodeFactory.instance.stringNode(text(node.stringValue()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(json(element, without)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> {
                if (!without.contains(field.getKey())) {
                    boolean secret = SecretNames.field(field.getKey())
                            && field.getValue().isString();
                    copy.set(
                            text(field.getKey()),
                            secret ? JsonNodeFactory.instance.stringNode(SCRUBBED) : json(field.getValue(), without));
                }
            });
            return copy;
        }
        return node;
    }

    private String text(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, SCRUBBED);
        }
        for (Pattern pattern : patterns) {
            hidden = pattern.matcher(hidden).replaceAll(SCRUBBED);
        }
        String masked = apiKeys.mask("body", hidden);
        return masked == null ? SCRUBBED : masked;
    }
}
