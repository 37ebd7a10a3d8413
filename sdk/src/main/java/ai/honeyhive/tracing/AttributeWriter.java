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

/** The one way by which attributes get onto one span: filtered, cut, and bounded in number and size. */
final class AttributeWriter {
    private final Recording recording;
    private final boolean content;
    private final boolean asIs; // neither masked nor left out for what it is
    // Racy on purpose: they bound what several threads write to one span, and need not count exactly.
    private int count;
    private int chars;
    private int eventChars; // of events and links
    private int leftOut;
    private boolean exact; // whether an attribute that is written again is known to count once

    AttributeWriter(Recording recording, boolean content) {
        this.recording = recording;
        this.content = content;
        this.asIs = content && recording.filter().masksNothing();
    }

    /** Takes what may be recorded: a span, or the builder of one. */
    interface Sink {
        <T> void record(AttributeKey<T> key, T value);

        /** Returns what was recorded so far; null where that cannot be known yet. */
        default @Nullable ReadableSpan recorded() {
            return null;
        }
    }

    /** Hands the value to the sink as it may be recorded, or not at all. */
    <T> void set(Sink sink, AttributeKey<T> key, T value) {
        AttributeType type = key.getType();
        if (!asIs) {
            setFiltered(sink, key, value);
        } else if (type == AttributeType.STRING
                && ((String) value).length() <= recording.limits().valueChars()) {
            record(sink, key, value, ((String) value).length());
        } else if (type == AttributeType.LONG || type == AttributeType.DOUBLE || type == AttributeType.BOOLEAN) {
            record(sink, key, value, Long.BYTES);
        } else {
            setFiltered(sink, key, value);
        }
    }

    @SuppressWarnings("unchecked") // the key's type says what the value is
    private <T> void setFiltered(Sink sink, AttributeKey<T> key, T value) {
        String name = key.getKey();
        if (!content && ContentFilter.isContent(name)) {
            return;
        }
        if (key.getType() == AttributeType.STRING) {
            String text = text(name, (String) value);
            record(sink, key, (T) text, text.length());
        } else if (key.getType() == AttributeType.STRING_ARRAY) {
            List<String> texts = ((List<String>) value)
                    .stream().map(text -> text(name, text)).toList();
            record(sink, key, (T) texts, texts.stream().mapToInt(String::length).sum());
        } else {
            String masked = recording.filter().scalar(name, value);
            if (masked == null
                    && value instanceof Value<?> nested
                    && charsOf(nested) > recording.limits().valueChars()) {
                masked = nested.asString();
            }
            if (masked == null) {
                record(sink, key, value, charsOf(value));
            } else {
                String text = TextLimit.cut(masked, recording.limits().valueChars());
                record(sink, AttributeKey.stringKey(name), text, text.length());
            }
        }
    }

    private <T> void record(Sink sink, AttributeKey<T> key, T value, int valueChars) {
        int size = key.getKey().length() + valueChars;
        if (!exact && fits(1, size)) {
            count++;
            chars += size;
            sink.record(key, value);
        } else {
            recordExactly(sink, key, value, size);
        }
    }

    private boolean fits(int more, int size) {
        return count + more <= recording.limits().attributes()
                && (long) chars + eventChars + size <= recording.limits().spanChars();
    }

    /** Counts what was written twice once: only now, since a span that is nowhere near its limits need not know. */
    private <T> void recordExactly(Sink sink, AttributeKey<T> key, T value, int size) {
        ReadableSpan span = sink.recorded();
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
        if (fits(more, growth)) {
            count += more;
            chars += growth;
            sink.record(key, value);
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
        count = counted[0];
        chars = counted[1];
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
    String text(String key, String value) {
        String filtered =
                recording.filter().masksNothing() ? value : recording.filter().text(key, value);
        return TextLimit.cut(filtered, recording.limits().valueChars());
    }

    /** Returns a name that the application made up as it may be recorded. */
    String name(String name) {
        return asIs ? name : recording.filter().name(name);
    }

    /** Returns the attributes of an event as they may be recorded, as far as there is room for them. */
    Attributes event(String name, Attributes attributes) {
        Attributes filtered = asIs ? attributes : recording.filter().event(name, attributes, content);
        eventChars += name.length();
        AttributesBuilder builder = Attributes.builder();
        filtered.forEach((key, value) -> putBounded(builder, key, value));
        return builder.build();
    }

    Attributes exception(Throwable failure, Attributes additional) {
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
        if (fits(0, size)) {
            eventChars += size;
            builder.put(key, (T) bounded);
        } else {
            leftOut++;
        }
    }

    /** Returns about how many bytes the span holds; the constant is for ids, times and names. */
    int size() {
        return chars + eventChars + 512;
    }

    /** Returns what to say of attributes that found no room; null when all did. */
    @Nullable String cutMark() {
        return leftOut == 0
                ? null
                : leftOut + " attributes left out: more than "
                        + recording.limits().attributes() + " or "
                        + recording.limits().spanChars() + " characters in one span";
    }
}
