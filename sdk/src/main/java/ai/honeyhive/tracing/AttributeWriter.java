// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.wire.TextLimit;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
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
    private int leftOut;

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
        this.leftOut = begun.leftOut;
    }

    /** Returns false when nothing will be recorded, so that nobody has to look at values. */
    boolean mayRecord() {
        return true;
    }

    /** Takes what may be recorded. */
    abstract <T> void record(AttributeKey<T> key, T value);

    /** Records the value as it may be recorded, or not at all. */
    final <T> void write(AttributeKey<T> key, T value) {
        AttributeType type = key.getType();
        if (type == AttributeType.STRING) {
            int length = ((String) value).length();
            if (length <= asIs) {
                write(key, value, length);
                return;
            }
        } else if (type != AttributeType.STRING_ARRAY && asIs != NONE) {
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
            if (masked == null) {
                write(key, value, Long.BYTES);
            } else {
                write(AttributeKey.stringKey(name), masked, masked.length());
            }
        }
    }

    private <T> void write(AttributeKey<T> key, T value, int valueChars) {
        int size = key.getKey().length() + valueChars;
        if (attributesLeft > 0 && size <= charsLeft) {
            attributesLeft--;
            charsLeft -= size;
            record(key, value);
        } else {
            leftOut++;
        }
    }

    /** Returns a text as it may be recorded. */
    final String text(String key, String value) {
        String filtered =
                recording.filter().masksNothing() ? value : recording.filter().text(key, value);
        return TextLimit.cut(filtered, recording.limits().valueChars());
    }

    final Attributes attributes(Attributes attributes) {
        return recording.filter().attributes(attributes, content);
    }

    final Attributes exception(Throwable failure, Attributes additional) {
        return recording.filter().exception(failure, additional);
    }

    final boolean masksNothing() {
        return recording.filter().masksNothing();
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
