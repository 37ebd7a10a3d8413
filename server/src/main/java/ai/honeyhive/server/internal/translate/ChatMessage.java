// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One message of any convention as {@code role, content, tool_calls} and whatever else it holds. */
final class ChatMessage {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ChatMessage() {}

    /** Mostly one; a message that carries the results of several tools becomes one message a tool. */
    static List<ObjectNode> of(JsonNode message) {
        if (!(message instanceof ObjectNode object)) {
            ObjectNode text = Json.object();
            text.set("content", message);
            return List.of(text);
        }
        // OpenInference wraps the message once more.
        ObjectNode inner = object.get("message") instanceof ObjectNode wrapped ? wrapped : object;
        ObjectNode result = Json.object();
        inner.forEachEntry((key, value) -> {
            switch (key) {
                case "parts" -> {} // below, once the other fields are there
                case "contents" -> result.set("content", contents(value));
                case "content" -> result.set("content", typedParts(value));
                case "tool_calls" -> result.set("tool_calls", toolCalls(AttributeValues.parsed(value)));
                case "function_call_name" -> functionCall(result).set("name", value);
                case "function_call_arguments_json" -> functionCall(result).set("arguments", value);
                default -> result.set(key, value);
            }
        });
        JsonNode parts = inner.get("parts");
        return parts == null ? List.of(result) : ofParts(result, parts);
    }

    /** Completes the head of a message with its parts; system instructions are parts without a head. */
    static List<ObjectNode> ofParts(ObjectNode head, JsonNode parts) {
        ObjectNode message = head.deepCopy();
        if (!parts.isArray()) {
            message.set("content", parts);
            return List.of(message);
        }
        List<String> texts = new ArrayList<>();
        ArrayNode calls = NODES.arrayNode();
        ArrayNode others = NODES.arrayNode();
        List<ObjectNode> responses = new ArrayList<>();
        for (JsonNode part : parts) {
            String type = part.path("type").asString("");
            if (part.isString()) {
                texts.add(part.asString());
            } else if (type.equals("text") && part.path("content").isString()) {
                texts.add(part.path("content").asString());
            } else if (type.equals("tool_call")) {
                calls.add(part);
            } else if (type.equals("tool_call_response")) {
                responses.add(response(head, part));
            } else {
                others.add(part);
            }
        }
        boolean saysMore = !texts.isEmpty() || !calls.isEmpty() || !others.isEmpty();
        if (!responses.isEmpty() && !saysMore) {
            return responses;
        }
        message.put("content", String.join("\n", texts));
        if (!calls.isEmpty()) {
            message.set("tool_calls", toolCalls(calls));
        }
        if (!others.isEmpty()) {
            message.set("parts", others);
        }
        List<ObjectNode> result = new ArrayList<>(responses);
        result.add(message);
        return result;
    }

    /** A message that came as an event of its own. */
    static ObjectNode ofMoment(Map<String, JsonNode> attributes, String role) {
        ObjectNode message = Json.object();
        message.put("role", role);
        attributes.forEach((key, value) -> {
            switch (key) {
                case "gen_ai.system", "gen_ai.provider.name", "event.name" -> {} // not part of the message
                case "message" -> {
                    if (AttributeValues.parsed(value) instanceof ObjectNode inner) {
                        inner.forEachEntry((field, content) -> message.set(
                                field,
                                field.equals("tool_calls") ? toolCalls(AttributeValues.parsed(content)) : content));
                    } else {
                        message.set("content", value);
                    }
                }
                case "tool_calls" -> message.set(key, toolCalls(AttributeValues.parsed(value)));
                case "id" -> message.set(role.equals("tool") ? "tool_call_id" : key, value);
                default -> message.set(key, value);
            }
        });
        return message;
    }

    /** Calls as {@code id, name, arguments}, whatever they were wrapped in; what is no call stays as it is. */
    static JsonNode toolCalls(JsonNode calls) {
        if (!calls.isArray()) {
            return calls;
        }
        ArrayNode result = NODES.arrayNode();
        for (JsonNode call : calls) {
            JsonNode inner = call.path("tool_call").isObject() ? call.path("tool_call") : call;
            JsonNode function = inner.path("function").isObject() ? inner.path("function") : inner;
            if (!function.has("name")) {
                result.add(call);
                continue;
            }
            ObjectNode form = Json.object();
            if (inner.has("id")) {
                form.set("id", inner.path("id"));
            }
            form.set("name", function.path("name"));
            if (function.has("arguments")) {
                form.set("arguments", function.path("arguments"));
            }
            result.add(form);
        }
        return result;
    }

    private static ObjectNode response(ObjectNode head, JsonNode part) {
        ObjectNode message = head.deepCopy();
        if (part.has("id")) {
            message.set("tool_call_id", part.path("id"));
        }
        JsonNode response = part.has("response") ? part.path("response") : part.path("result");
        message.put("content", response.isMissingNode() ? "" : AttributeValues.text(response));
        return message;
    }

    private static ObjectNode functionCall(ObjectNode message) {
        return message.get("function_call") instanceof ObjectNode call ? call : message.putObject("function_call");
    }

    /** Traceloop writes the parts of a message as the text of their list. */
    private static JsonNode typedParts(JsonNode content) {
        JsonNode parsed = AttributeValues.parsed(content);
        boolean typed = parsed.isArray() && !parsed.isEmpty();
        for (JsonNode part : parsed.isArray() ? parsed : NODES.arrayNode()) {
            typed &= part.path("type").isString();
        }
        return typed ? joined(parsed, "text") : content;
    }

    /** OpenInference's content items, each wrapped in its prefix. */
    private static JsonNode contents(JsonNode contents) {
        ArrayNode items = NODES.arrayNode();
        for (JsonNode content : contents) {
            ObjectNode item = Json.object();
            if (content.path("message_content") instanceof ObjectNode fields) {
                item.setAll(fields);
            }
            if (content.has("tool_call")) {
                item.set("tool_call", content.path("tool_call"));
            }
            items.add(item.isEmpty() ? content : item);
        }
        return joined(items, "text");
    }

    /** One text if all items are texts, else the items. */
    private static JsonNode joined(JsonNode items, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items) {
            String type = item.path("type").asString("text");
            if (!type.equals("text") || !item.path(field).isString()) {
                return items;
            }
            texts.add(item.path(field).asString());
        }
        return NODES.stringNode(String.join("\n", texts));
    }
}
