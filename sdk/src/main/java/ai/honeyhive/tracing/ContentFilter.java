// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.privacy.Masker;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What may be recorded of what the application hands us, decided before anything is stored. Fails closed: where a masker
 * fails, nothing of the value gets through. Thread-safe.
 */
final class ContentFilter {
    /** Attributes of other conventions that hold what was asked and answered. */
    private static final List<String> CONTENT = List.of(
            "honeyhive_inputs.",
            "honeyhive_outputs.",
            "gen_ai.input.messages",
            "gen_ai.output.messages",
            "gen_ai.system_instructions",
            "gen_ai.prompt",
            "gen_ai.completion",
            "gen_ai.tool.call.arguments",
            "gen_ai.tool.call.result",
            "llm.input_messages",
            "llm.output_messages",
            "input.value",
            "output.value",
            "traceloop.entity.input",
            "traceloop.entity.output");

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
        for (String prefix : CONTENT) {
            if (key.startsWith(prefix)) {
                return true;
            }
        }
        return false;
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
        String text = String.valueOf(value);
        String masked = text(key, text);
        return masked.equals(text) ? null : masked;
    }

    Attributes attributes(Attributes attributes, boolean withContent) {
        if (maskers.isEmpty() && withContent) {
            return attributes;
        }
        AttributesBuilder builder = Attributes.builder();
        attributes.forEach((key, value) -> {
            if (withContent || !isContent(key.getKey())) {
                put(builder, key, value);
            }
        });
        return builder.build();
    }

    /** The attributes of an exception event, as OpenTelemetry's SDK would write them, masked. */
    Attributes exception(Throwable failure, Attributes additional) {
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        AttributesBuilder builder = Attributes.builder();
        builder.put("exception.type", failure.getClass().getName());
        String message = failure.getMessage();
        if (message != null) {
            builder.put("exception.message", text("exception.message", message));
        }
        builder.put("exception.stacktrace", text("exception.stacktrace", stack.toString()));
        return builder.putAll(attributes(additional, true)).build();
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
