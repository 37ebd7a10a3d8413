// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A single value as the content of a bucket. */
final class BucketValue {
    private BucketValue() {}

    /** A map as it is; anything else under the key that clients show: results for outputs, value elsewhere. */
    static ObjectNode of(Bucket bucket, JsonNode value) {
        JsonNode parsed = unquoted(AttributeValues.parsed(value));
        if (parsed instanceof ObjectNode object) {
            return object;
        }
        ObjectNode wrapped = Json.object();
        if (!parsed.isNull()) {
            boolean result = bucket == Bucket.OUTPUTS && !parsed.isArray();
            wrapped.set(result ? "result" : "value", parsed);
        }
        return wrapped;
    }

    /** Many instrumentations write every value as JSON, and so a text in quotes. */
    private static JsonNode unquoted(JsonNode value) {
        if (!value.isString() || !value.asString().startsWith("\"")) {
            return value;
        }
        try {
            JsonNode inner = Json.read(value.asString());
            return inner.isString() ? inner : value;
        } catch (JacksonException e) { // a text that only begins with a quotation
            return value;
        }
    }
}
