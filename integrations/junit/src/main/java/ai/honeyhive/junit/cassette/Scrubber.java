// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import ai.honeyhive.privacy.Masker;
import ai.honeyhive.privacy.Maskers;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
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

    private static final int SHORTEST_SECRET = 6; // a shorter one would take words out of texts
    private static final Pattern SECRET_NAME = Pattern.compile(
            "authorization|proxy-authorization|(set-)?cookie|key|api[-_]?key|x-(goog-)?api-key|.*[-_]key|apikey|subscription-key"
                    + "|secret|.*[-_]secret|client_?secret|password|passwd|(access|refresh|id|auth|session|security)[-_]?token"
                    + "|(x-)?.*-token|token|signature|x-amz-(signature|security-token|credential)|sig|credentials?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_FIELD = Pattern.compile(
            "authorization|api[-_]?key|.*[-_]?secret|password|passwd|(access|refresh|id|auth|session)[-_]?token"
                    + "|private[-_]?key|credentials?",
            Pattern.CASE_INSENSITIVE);

    private final Masker apiKeys = Maskers.apiKeys();
    private final List<Pattern> patterns;
    private final Set<String> ignored;
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

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

    /** Learns what a header holds, if its name says that this is a secret. */
    void learn(String header, String value) {
        if (SECRET_NAME.matcher(header).matches()) {
            String secret = value.replaceFirst("(?i)^(bearer|basic|token|apikey)\\s+", "")
                    .strip();
            if (secret.length() >= SHORTEST_SECRET) {
                secrets.add(secret);
            }
        }
    }

    /** Scrubs path and query. */
    String path(String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        if (mark < 0) {
            return text(pathAndQuery);
        }
        StringBuilder query = new StringBuilder();
        for (String part : pathAndQuery.substring(mark + 1).split("&", -1)) {
            int equals = part.indexOf('=');
            boolean secret =
                    equals > 0 && SECRET_NAME.matcher(part.substring(0, equals)).matches();
            query.append(query.length() == 0 ? "?" : "&")
                    .append(secret ? part.substring(0, equals + 1) + SCRUBBED : text(part));
        }
        return text(pathAndQuery.substring(0, mark)) + query;
    }

    /** Scrubs a request, without the fields that are ignored. */
    Body request(Body body) {
        return scrubbed(body, ignored);
    }

    Body response(Body body) {
        return scrubbed(body, Set.of());
    }

    private Body scrubbed(Body body, Set<String> without) {
        if (body.node().has("base64")) {
            String latin = new String(body.bytes(), StandardCharsets.ISO_8859_1); // byte for byte
            String hidden = text(latin);
            return hidden.equals(latin) ? body : Body.of(hidden.getBytes(StandardCharsets.ISO_8859_1));
        }
        return new Body((ObjectNode) node(body.node(), without));
    }

    private JsonNode node(JsonNode node, Set<String> without) {
        if (node.isString()) {
            return JsonNodeFactory.instance.stringNode(text(node.stringValue()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(node(element, without)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> {
                if (!without.contains(field.getKey())) {
                    boolean secret = SECRET_FIELD.matcher(field.getKey()).matches()
                            && field.getValue().isString();
                    copy.set(
                            text(field.getKey()),
                            secret ? JsonNodeFactory.instance.stringNode(SCRUBBED) : node(field.getValue(), without));
                }
            });
            return copy;
        }
        return node;
    }

    /** Scrubs a text. */
    String text(String text) {
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

    static boolean isRecordedHeader(String name) {
        return Set.of("content-type", "retry-after").contains(name.toLowerCase(Locale.ROOT));
    }
}
