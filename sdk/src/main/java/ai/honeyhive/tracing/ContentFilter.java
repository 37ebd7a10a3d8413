// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.privacy.Masker;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What may be recorded of what the application hands us, decided before anything is stored. Fails closed: where a masker
 * fails, nothing of the value gets through. Thread-safe.
 */
final class ContentFilter {
    /** Attributes that hold what was asked and answered, by ours and by other conventions; also what is below them. */
    private static final List<String> CONTENT = List.of(
            "honeyhive_inputs",
            "honeyhive_outputs",
            "gen_ai.input.messages",
            "gen_ai.output.messages",
            "gen_ai.system_instructions",
            "gen_ai.prompt",
            "gen_ai.completion",
            "gen_ai.tool.call.arguments",
            "gen_ai.tool.call.result",
            "gen_ai.retrieval.documents",
            "gen_ai.retrieval.query.text",
            "gen_ai.evaluation.explanation",
            "llm.input_messages",
            "llm.output_messages",
            "llm.prompts",
            "llm.completions",
            "llm.prompt_template",
            "input.value",
            "output.value",
            "message.content",
            "message.contents",
            "tool.parameters",
            "retrieval.documents",
            "reranker.query",
            "reranker.input_documents",
            "reranker.output_documents",
            "embedding.text",
            "embedding.embeddings",
            "traceloop.entity.input",
            "traceloop.entity.output",
            "ai.prompt",
            "ai.response.text",
            "ai.response.object",
            "ai.response.toolCalls",
            "ai.toolCall.args",
            "ai.toolCall.result");

    /** What events of messages, such as {@code gen_ai.user.message}, call their content. */
    private static final List<String> MESSAGE_CONTENT =
            List.of("content", "message", "tool_calls", "arguments", "body", "event_body");

    private static final String FAILED = "[masked: masker failed]";

    private final List<Masker> maskers;
    private final boolean masksNothing;
    private final AtomicBoolean warned = new AtomicBoolean();

    ContentFilter(List<Masker> maskers) {
        this.maskers = List.copyOf(maskers);
        this.masksNothing = maskers.isEmpty();
    }

    /** Returns whether values can go through untouched and unseen. */
    boolean masksNothing() {
        return masksNothing;
    }

    /** Returns whether a key holds what was asked or answered. */
    static boolean isContent(String key) {
        return isIn(CONTENT, key);
    }

    private static boolean isIn(List<String> names, String key) {
        for (String name : names) {
            if (key.startsWith(name) && (key.length() == name.length() || key.charAt(name.length()) == '.')) {
                return true;
            }
        }
        return false;
    }

    /** Returns a name that the application made up, such as a key of a map, as it may be recorded. */
    String name(String name) {
        return text("", name);
    }

    String text(String key, String value) {
        if (masksNothing) {
            return value;
        }
        String masked = value;
        try {
            for (Masker masker : maskers) {
                String next = masker.mask(key, masked);
                if (next == null) {
                    return "[masked]";
                }
                masked = next;
            }
            return masked;
        } catch (RuntimeException | StackOverflowError e) { // a regular expression may overflow the stack
            if (warned.compareAndSet(false, true)) {
                HoneyHiveTracer.LOG.log(
                        Level.WARNING,
                        "a masker failed, so its values are hidden wholly; further failures are not logged: "
                                + e.getClass().getName());
            }
            return FAILED;
        }
    }

    /** Returns the masked text of a number or boolean; null when it may go through as it is. */
    @Nullable String scalar(String key, Object value) {
        if (masksNothing) {
            return null;
        }
        String text = value instanceof Value<?> nested ? nested.asString() : String.valueOf(value);
        String masked = text(key, text);
        return masked.equals(text) ? null : masked;
    }

    /** Returns attributes as they may be recorded. */
    Attributes attributes(Attributes attributes) {
        if (masksNothing) {
            return attributes;
        }
        AttributesBuilder builder = Attributes.builder();
        attributes.forEach((key, value) -> put(builder, key, value));
        return builder.build();
    }

    /** Returns the attributes of an event as they may be recorded. */
    Attributes event(String name, Attributes attributes, boolean withContent) {
        if (withContent) {
            return attributes(attributes);
        }
        boolean message = name.startsWith("gen_ai.");
        return attributes(attributes.toBuilder()
                .removeIf(key -> isContent(key.getKey()) || (message && isIn(MESSAGE_CONTENT, key.getKey())))
                .build());
    }

    /** The attributes of an exception event, as OpenTelemetry's SDK would write them; not masked. */
    static Attributes exception(Throwable failure, Attributes additional) {
        AttributesBuilder builder = Attributes.builder();
        builder.put("exception.type", failure.getClass().getName());
        String message = Failures.message(failure);
        if (!message.isEmpty()) {
            builder.put("exception.message", message);
        }
        builder.put("exception.stacktrace", Failures.stackTrace(failure));
        return builder.putAll(additional).build();
    }

    @SuppressWarnings("unchecked") // the attribute's type says what the value is
    private void put(AttributesBuilder builder, AttributeKey<?> key, Object value) {
        if (key.getType() == AttributeType.STRING) {
            builder.put((AttributeKey<String>) key, text(key.getKey(), (String) value));
        } else if (key.getType() == AttributeType.STRING_ARRAY) {
            builder.put(
                    (AttributeKey<List<String>>) key,
                    ((List<String>) value)
                            .stream().map(text -> text(key.getKey(), text)).toList());
        } else {
            String masked = scalar(key.getKey(), value);
            if (masked == null) {
                builder.put((AttributeKey<Object>) key, value);
            } else {
                builder.put(key.getKey(), masked);
            }
        }
    }
}
