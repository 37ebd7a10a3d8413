// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Json;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Chat messages in the forms of the known conventions, to {@code inputs.chat_history} and {@code outputs}. */
final class Messages {
    private static final String PREFIX = "gen_ai.";
    private static final String SUFFIX = ".message";

    private Messages() {}

    /** Messages that came as span events, the older form of OpenTelemetry's convention. */
    record OfEvents(List<ObjectNode> inputs, List<ObjectNode> outputs) {}

    static OfEvents ofEvents(List<Span.Event> events) {
        List<ObjectNode> inputs = new ArrayList<>();
        List<ObjectNode> outputs = new ArrayList<>();
        for (Span.Event event : events) {
            Map<String, JsonNode> attributes = AttributeValues.toMap(event.getAttributesList());
            if (isInput(event.getName())) {
                String name = event.getName();
                String role = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
                inputs.add(MessageForm.ofEvent(attributes, role));
            } else if (event.getName().equals("gen_ai.choice")) {
                outputs.add(MessageForm.ofEvent(attributes, "assistant"));
            } else {
                inputs.addAll(parts(attributes.get("gen_ai.input.messages")));
                outputs.addAll(parts(attributes.get("gen_ai.output.messages")));
            }
        }
        return new OfEvents(inputs, outputs);
    }

    static boolean isMessage(Span.Event event) {
        return isInput(event.getName()) || event.getName().equals("gen_ai.choice");
    }

    static void apply(SpanAttributes attributes, EventDraft draft, OfEvents ofEvents) {
        List<ObjectNode> inputs = new ArrayList<>(parts(attributes.take("gen_ai.system_instructions"), "system"));
        inputs.addAll(parts(attributes.take("gen_ai.input.messages")));
        inputs.addAll(indexed(attributes, "gen_ai.prompt."));
        inputs.addAll(indexed(attributes, "llm.input_messages."));
        inputs.addAll(ofEvents.inputs());
        if (!inputs.isEmpty()) {
            draft.put(Bucket.INPUTS, "chat_history", array(inputs));
        }
        List<ObjectNode> outputs = new ArrayList<>(parts(attributes.take("gen_ai.output.messages")));
        outputs.addAll(indexed(attributes, "gen_ai.completion."));
        outputs.addAll(indexed(attributes, "llm.output_messages."));
        outputs.addAll(ofEvents.outputs());
        if (!outputs.isEmpty()) {
            draft.putAll(Bucket.OUTPUTS, outputs.get(0));
        }
        if (outputs.size() > 1) {
            draft.put(Bucket.OUTPUTS, "chat_history", array(outputs));
        }
    }

    private static boolean isInput(String name) {
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX) && name.length() > PREFIX.length() + SUFFIX.length();
    }

    private static List<ObjectNode> parts(@Nullable JsonNode messages) {
        return parts(messages, "");
    }

    /** A list of messages made of parts, as JSON text or as structured value. */
    private static List<ObjectNode> parts(@Nullable JsonNode messages, String role) {
        if (messages == null) {
            return List.of();
        }
        JsonNode parsed = AttributeValues.parsed(messages);
        List<ObjectNode> result = new ArrayList<>();
        if (!role.isEmpty()) {
            result.add(MessageForm.ofParts(role, parsed));
        } else if (parsed.isArray()) {
            parsed.forEach(message -> result.add(MessageForm.ofMessage(message)));
        } else {
            result.add(MessageForm.ofMessage(parsed));
        }
        return result;
    }

    /** Messages whose fields are attributes of their own: {@code <prefix>N.role} and so on. */
    private static List<ObjectNode> indexed(SpanAttributes attributes, String prefix) {
        Map<String, JsonNode> flat = attributes.takePrefixed(prefix);
        if (flat.isEmpty()) {
            return List.of();
        }
        List<ObjectNode> result = new ArrayList<>();
        NestedKeys.unflatten(flat).properties().stream()
                .sorted((a, b) -> compareIndices(a.getKey(), b.getKey()))
                .forEach(entry -> result.add(MessageForm.ofMessage(entry.getValue())));
        return result;
    }

    /** Numbers by value: the tenth message comes after the second. */
    private static int compareIndices(String one, String other) {
        int byLength = Integer.compare(one.length(), other.length());
        return byLength != 0 ? byLength : one.compareTo(other);
    }

    private static ArrayNode array(List<ObjectNode> messages) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(messages.size());
        messages.forEach(array::add);
        return array;
    }

    /** One message of any convention as {@code role, content, tool_calls} and whatever else it holds. */
    static final class MessageForm {
        private MessageForm() {}

        static ObjectNode ofMessage(JsonNode message) {
            if (!(message instanceof ObjectNode object)) {
                ObjectNode text = Json.object();
                text.set("content", message);
                return text;
            }
            // OpenInference wraps the message once more.
            ObjectNode inner = object.get("message") instanceof ObjectNode wrapped ? wrapped : object;
            ObjectNode result = Json.object();
            inner.forEachEntry((key, value) -> {
                switch (key) {
                    case "parts" -> {} // below, once the other fields are there
                    case "contents" -> result.set("content", texts(value));
                    case "tool_calls" -> result.set("tool_calls", toolCalls(value));
                    default -> result.set(key, value);
                }
            });
            JsonNode parts = inner.get("parts");
            if (parts != null) {
                result.setAll(ofParts("", parts));
            }
            return result;
        }

        static ObjectNode ofParts(String role, JsonNode parts) {
            ObjectNode message = Json.object();
            if (!role.isEmpty()) {
                message.put("role", role);
            }
            if (parts.isString()) {
                return message.set("content", parts);
            }
            List<String> texts = new ArrayList<>();
            ArrayNode calls = JsonNodeFactory.instance.arrayNode();
            ArrayNode others = JsonNodeFactory.instance.arrayNode();
            for (JsonNode part : parts) {
                switch (part.path("type").asString("")) {
                    case "text" -> texts.add(part.path("content").asString(""));
                    case "tool_call" -> calls.add(part);
                    case "tool_call_response" -> {
                        message.set("tool_call_id", part.path("id"));
                        JsonNode response = part.has("response") ? part.path("response") : part.path("result");
                        texts.add(response.isString() ? response.asString() : response.toString());
                    }
                    default -> others.add(part);
                }
            }
            message.put("content", String.join("\n", texts));
            if (!calls.isEmpty()) {
                message.set("tool_calls", toolCalls(calls));
            }
            if (!others.isEmpty()) {
                message.set("parts", others);
            }
            return message;
        }

        static ObjectNode ofEvent(Map<String, JsonNode> attributes, String role) {
            ObjectNode message = Json.object();
            message.put("role", role);
            attributes.forEach((key, value) -> {
                switch (key) {
                    case "gen_ai.system" -> {} // the provider, not part of the message
                    case "message" -> {
                        if (AttributeValues.parsed(value) instanceof ObjectNode inner) {
                            message.setAll(inner);
                        } else {
                            message.set("content", value);
                        }
                    }
                    case "tool_calls" -> message.set(key, toolCalls(AttributeValues.parsed(value)));
                    default -> message.set(key, value);
                }
            });
            return message;
        }

        private static ArrayNode toolCalls(JsonNode calls) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            for (JsonNode call : calls) {
                JsonNode inner = call.path("tool_call").isObject() ? call.path("tool_call") : call;
                JsonNode function = inner.path("function").isObject() ? inner.path("function") : inner;
                ObjectNode form = Json.object();
                if (inner.has("id")) {
                    form.set("id", inner.path("id"));
                }
                form.set("name", function.path("name"));
                form.set("arguments", function.path("arguments"));
                result.add(form);
            }
            return result;
        }

        private static JsonNode texts(JsonNode contents) {
            List<String> texts = new ArrayList<>();
            for (JsonNode content : contents) {
                JsonNode text = content.path("message_content").path("text");
                if (!text.isString()) {
                    return contents;
                }
                texts.add(text.asString());
            }
            return JsonNodeFactory.instance.stringNode(String.join("\n", texts));
        }
    }
}
