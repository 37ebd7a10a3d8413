// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.wire.AttributeNames;
import ai.honeyhive.internal.wire.TextLimit;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one way by which attributes get onto one span: filtered, cut, and bounded in number and size. A span and its
 * builder are such writers themselves, so that a span is one object less.
 */
abstract class AttributeWriter {
    private static final int NONE = -1;

    private final Recording recording;
    private final boolean content;
    private final int asIs; // so long a text is neither masked nor left out nor cut; NONE when each has to be looked at
    // Racy on purpose: they bound what several threads write to one span, and need not count exactly.
    private int attributesLeft;
    private int charsLeft;
    private int eventChars; // of events and links, in charsLeft too
    private int leftOut;
    private boolean exact; // whether an attribute that is written again is known to count once

    AttributeWriter(Recording recording, boolean content) {
        Limits limits = recording.limits();
        this.recording = recording;
        this.content = content;
        this.asIs = content && recording.filter().masksNothing() ? limits.valueChars() : NONE;
        this.attributesLeft = limits.attributes();
        this.charsLeft = limits.spanChars();
    }

    /** Goes on where another one stands, as a span does with what its builder was given. */
    AttributeWriter(AttributeWriter begun) {
        this.recording = begun.recording;
        this.content = begun.content;
        this.asIs = begun.asIs;
        this.attributesLeft = begun.attributesLeft;
        this.charsLeft = begun.charsLeft;
        this.eventChars = begun.eventChars;
        this.leftOut = begun.leftOut;
    }

    /** Returns false when nothing will be recorded, so that nobody has to look at values. */
    boolean mayRecord() {
        return true;
    }

    /** Takes what may be recorded. */
    abstract <T> void record(AttributeKey<T> key, T value);

    /** Returns what was recorded so far; null where that cannot be known yet. */
    @Nullable ReadableSpan recorded() {
        return null;
    }

    /** Records the value as it may be recorded, or not at all. */
    final <T> void write(AttributeKey<T> key, T value) {
        AttributeType type = key.getType();
        if (type == AttributeType.STRING) {
            int length = ((String) value).length();
            if (length <= asIs) {
                write(key, value, length);
                return;
            }
        } else if (asIs != NONE
                && (type == AttributeType.LONG || type == AttributeType.DOUBLE || type == AttributeType.BOOLEAN)) {
            write(key, value, Long.BYTES);
            return;
        }
        writeFiltered(key, value);
    }

    @SuppressWarnings("unchecked") // the key's type says what the value is
    private <T> void writeFiltered(AttributeKey<T> key, T value) {
        String name = key.getKey();
        if (!mayRecord() || (!content && ContentFilter.isContent(name))) {
            return;
        }
        if (key.getType() == AttributeType.STRING) {
            String text = text(name, (String) value);
            write(key, (T) text, text.length());
        } else if (key.getType() == AttributeType.STRING_ARRAY) {
            List<String> texts = ((List<String>) value)
                    .stream().map(text -> text(name, text)).toList();
            write(key, (T) texts, texts.stream().mapToInt(String::length).sum());
        } else {
            String masked = recording.filter().scalar(name, value);
            if (masked == null
                    && value instanceof Value<?> nested
                    && charsOf(nested) > recording.limits().valueChars()) {
                masked = nested.asString();
            }
            if (masked == null) {
                write(key, value, charsOf(value));
            } else {
                String text = TextLimit.cut(masked, recording.limits().valueChars());
                write(AttributeKey.stringKey(name), text, text.length());
            }
        }
    }

    private <T> void write(AttributeKey<T> key, T value, int valueChars) {
        int size = key.getKey().length() + valueChars;
        if (attributesLeft > 0 && size <= charsLeft && !exact) {
            attributesLeft--;
            charsLeft -= size;
            record(key, value);
        } else {
            writeExactly(key, value, size);
        }
    }

    /** Counts what was written twice once: only now, since a span that is nowhere near its limits need not know. */
    private <T> void writeExactly(AttributeKey<T> key, T value, int size) {
        ReadableSpan span = recorded();
        if (span == null) {
            leftOut++;
            return;
        }
        if (!exact) {
            recount(span.getAttributes());
            exact = true;
        }
        T before = span.getAttribute(key);
        int growth = before == null ? size : size - key.getKey().length() - charsOf(before);
        int more = before == null ? 1 : 0;
        if (more <= attributesLeft && growth <= charsLeft) {
            attributesLeft -= more;
            charsLeft -= growth;
            record(key, value);
        } else {
            leftOut++;
        }
    }

    private void recount(Attributes attributes) {
        int[] counted = new int[2];
        attributes.forEach((key, value) -> {
            if (!AttributeNames.WRITTEN_BY_THE_TRACER.contains(key)) {
                counted[0]++;
                counted[1] += key.getKey().length() + charsOf(value);
            }
        });
        attributesLeft = recording.limits().attributes() - counted[0];
        charsLeft = recording.limits().spanChars() - counted[1] - eventChars;
    }

    private static int charsOf(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToInt(AttributeWriter::charsOf).sum();
        }
        return value instanceof Value<?> nested ? nested.asString().length() : Long.BYTES;
    }

    /** Returns a text as it may be recorded. */
    final String text(String key, String value) {
        String filtered =
                recording.filter().masksNothing() ? value : recording.filter().text(key, value);
        return TextLimit.cut(filtered, recording.limits().valueChars());
    }

    /** Returns a name that the application made up as it may be recorded. */
    final String name(String name) {
        return asIs != NONE ? name : recording.filter().name(name);
    }

    /** Returns the attributes of an event as they may be recorded, as far as there is room for them. */
    final Attributes event(String name, Attributes attributes) {
        Attributes filtered = asIs != NONE ? attributes : recording.filter().event(name, attributes, content);
        take(name.length());
        AttributesBuilder builder = Attributes.builder();
        filtered.forEach((key, value) -> putBounded(builder, key, value));
        return builder.build();
    }

    final Attributes exception(Throwable failure, Attributes additional) {
        return event("exception", ContentFilter.exception(failure, additional));
    }

    @SuppressWarnings("unchecked") // the key's type says what the value is
    private <T> void putBounded(AttributesBuilder builder, AttributeKey<T> key, Object value) {
        int limit = recording.limits().valueChars();
        Object bounded = value;
        if (value instanceof String text) {
            bounded = TextLimit.cut(text, limit);
        } else if (key.getType() == AttributeType.STRING_ARRAY) {
            bounded = ((List<String>) value)
                    .stream().map(text -> TextLimit.cut(text, limit)).toList();
        }
        int size = key.getKey().length() + charsOf(bounded);
        if (size <= charsLeft) {
            take(size);
            builder.put(key, (T) bounded);
        } else {
            leftOut++;
        }
    }

    private void take(int chars) {
        eventChars += chars;
        charsLeft -= chars;
    }

    /** Returns about how many bytes the span holds; the constant is for ids, times and names. */
    final int size() {
        return recording.limits().spanChars() - charsLeft + 512;
    }

    /** Returns what to say of attributes that found no room; null when all did. */
    final @Nullable String cutMark() {
        return leftOut == 0
                ? null
                : leftOut + " attributes left out: more than "
                        + recording.limits().attributes() + " or "
                        + recording.limits().spanChars() + " characters in one span";
    }
}
