// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.wire.TextLimit;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
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
    private int leftOut;

    AttributeWriter(Recording recording, boolean content) {
        this.recording = recording;
        this.content = content;
        this.asIs = content && recording.filter().masksNothing();
    }

    /** Takes what may be recorded: a span, or the builder of one. */
    interface Sink {
        <T> void record(AttributeKey<T> key, T value);
    }

    /** Hands the value to the sink as it may be recorded, or not at all. */
    <T> void set(Sink sink, AttributeKey<T> key, T value) {
        AttributeType type = key.getType();
        if (!asIs || type == AttributeType.STRING_ARRAY) {
            setFiltered(sink, key, value);
        } else if (type != AttributeType.STRING) {
            record(sink, key, value, Long.BYTES);
        } else if (((String) value).length() <= recording.limits().valueChars()) {
            record(sink, key, value, ((String) value).length());
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
            if (masked == null) {
                record(sink, key, value, Long.BYTES);
            } else {
                record(sink, AttributeKey.stringKey(name), masked, masked.length());
            }
        }
    }

    private <T> void record(Sink sink, AttributeKey<T> key, T value, int valueChars) {
        int size = key.getKey().length() + valueChars;
        if (count < recording.limits().attributes()
                && chars + size <= recording.limits().spanChars()) {
            count++;
            chars += size;
            sink.record(key, value);
        } else {
            leftOut++;
        }
    }

    /** Returns a text as it may be recorded. */
    String text(String key, String value) {
        String filtered =
                recording.filter().masksNothing() ? value : recording.filter().text(key, value);
        return TextLimit.cut(filtered, recording.limits().valueChars());
    }

    Attributes attributes(Attributes attributes) {
        return recording.filter().attributes(attributes, content);
    }

    Attributes exception(Throwable failure, Attributes additional) {
        return recording.filter().exception(failure, additional);
    }

    boolean masksNothing() {
        return recording.filter().masksNothing();
    }

    /** Returns about how many bytes the span holds; the constant is for ids, times and names. */
    int size() {
        return chars + 512;
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
