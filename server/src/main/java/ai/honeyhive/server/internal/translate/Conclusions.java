// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What follows from what the dialects have found, whichever they were. */
final class Conclusions {
    private final Prices prices;

    Conclusions(Prices prices) {
        this.prices = prices;
    }

    void draw(EventDraft draft, EventType type) {
        ObjectNode metadata = draft.bucket(Bucket.METADATA);
        JsonNode reasons = metadata.get("finish_reasons");
        if (reasons != null && reasons.isArray() && !reasons.isEmpty()) {
            draft.put(Bucket.METADATA, "finish_reason", reasons.get(0));
        }
        if (type == EventType.TOOL) {
            draft.put(Bucket.CONFIG, "tool_name", metadata.get("tool_name"));
            draft.put(Bucket.CONFIG, "tool_description", metadata.get("tool_description"));
        }
        totalTokens(draft, metadata);
        cost(draft, metadata);
    }

    private static void totalTokens(EventDraft draft, ObjectNode metadata) {
        JsonNode prompt = metadata.get("prompt_tokens");
        JsonNode completion = metadata.get("completion_tokens");
        if (prompt != null && completion != null && prompt.canConvertToInt() && completion.canConvertToInt()) {
            long total = prompt.longValue() + completion.longValue();
            draft.put(Bucket.METADATA, "total_tokens", JsonNodeFactory.instance.numberNode(total));
        }
    }

    private void cost(EventDraft draft, ObjectNode metadata) {
        JsonNode model = metadata.get("model_name");
        if (model == null || !model.isString()) {
            model = draft.get(Bucket.CONFIG, "model");
        }
        if (model == null || !model.isString() || draft.has(Bucket.METADATA, "cost")) {
            return;
        }
        JsonNode provider = draft.get(Bucket.CONFIG, "provider");
        Double cost = prices.cost(
                model.asString(),
                provider != null && provider.isString() ? provider.asString() : null,
                new Prices.Tokens(
                        count(metadata.get("prompt_tokens")),
                        count(metadata.get("completion_tokens")),
                        count(metadata.get("cache_read_input_tokens")),
                        count(metadata.get("cache_write_input_tokens"))));
        if (cost != null) {
            draft.put(Bucket.METADATA, "cost", JsonNodeFactory.instance.numberNode(rounded(cost)));
        }
    }

    private static @Nullable Double count(@Nullable JsonNode value) {
        OptionalDouble number = Json.finite(value);
        return number.isPresent() && number.getAsDouble() >= 0 ? number.getAsDouble() : null;
    }

    /** To a millionth of a millionth: the rest is noise of the floating point. */
    private static double rounded(double cost) {
        return Math.rint(cost * 1e12) / 1e12;
    }
}
