// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where chat messages go in an event, and how lists of them are read. One message is {@link ChatMessage}'s. */
final class ChatMessages {
    private static final String HISTORY = "chat_history";

    private ChatMessages() {}

    /** Puts what the model was told; false if there is nothing, or the draft has a history already. */
    static boolean putInputs(EventDraft draft, List<ObjectNode> messages) {
        if (messages.isEmpty() || draft.has(Bucket.INPUTS, HISTORY)) {
            return false;
        }
        draft.put(Bucket.INPUTS, HISTORY, array(messages));
        return true;
    }

    /** Puts what the model answered: the first answer itself, and all of them if there are several. */
    static boolean putOutputs(EventDraft draft, List<ObjectNode> messages) {
        if (messages.isEmpty() || saysAnswer(draft)) {
            return false;
        }
        draft.putAll(Bucket.OUTPUTS, messages.get(0));
        if (messages.size() > 1) {
            draft.put(Bucket.OUTPUTS, HISTORY, array(messages));
        }
        return true;
    }

    /** Puts raw values, which repeat what messages say better: with messages they stay among the metadata. */
    static void putValues(Source source, EventDraft draft, Bucket bucket, String... attributes) {
        for (String attribute : attributes) {
            JsonNode value = source.attributes().peek(attribute);
            boolean said = bucket == Bucket.INPUTS ? draft.has(bucket, HISTORY) : saysAnswer(draft);
            if (value != null && !said) {
                source.attributes().take(attribute);
                draft.putAll(bucket, BucketValue.of(bucket, value));
            }
        }
    }

    /** A list of messages made of parts, as JSON text or as structured value. */
    static List<ObjectNode> structured(@Nullable JsonNode messages) {
        if (messages == null) {
            return List.of();
        }
        JsonNode parsed = AttributeValues.parsed(messages);
        List<ObjectNode> result = new ArrayList<>();
        if (parsed.isArray()) {
            parsed.forEach(message -> result.addAll(ChatMessage.of(message)));
        } else if (!parsed.isNull()) {
            result.addAll(ChatMessage.of(parsed));
        }
        return result;
    }

    /** Messages whose fields are attributes of their own, {@code 0.role} and so on. */
    static List<ObjectNode> indexed(Map<String, JsonNode> flat) {
        List<ObjectNode> result = new ArrayList<>();
        NestedKeys.items(flat).forEach(item -> result.addAll(ChatMessage.of(item)));
        return result;
    }

    private static boolean saysAnswer(EventDraft draft) {
        return draft.has(Bucket.OUTPUTS, HISTORY)
                || draft.has(Bucket.OUTPUTS, "content")
                || draft.has(Bucket.OUTPUTS, "tool_calls");
    }

    private static ArrayNode array(List<ObjectNode> messages) {
        return JsonNodeFactory.instance.arrayNode(messages.size()).addAll(messages);
    }

    /** A message that is nothing but a text. */
    static ObjectNode text(String role, JsonNode content) {
        ObjectNode message = Json.object().put("role", role);
        message.set("content", content);
        return message;
    }
}
