// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.wire.AttributeNames;
import ai.honeyhive.internal.wire.Bucket;
import ai.honeyhive.internal.wire.PlainValues;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.lang.System.Logger.Level;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The span that is open in {@code call} or {@code run}, ready to be enriched. */
public final class ActiveSpan extends Enrichment {
    /** What code sees that runs without a tracer. */
    static final ActiveSpan NONE = new ActiveSpan(Span.getInvalid());

    private final Span span;
    private final boolean content;

    ActiveSpan(Span span) {
        this(span, true);
    }

    /** Without content, what comes from here adds no inputs and outputs, whatever else the span takes. */
    ActiveSpan(Span span, boolean content) {
        this.span = span;
        this.content = content;
    }

    /** Returns the OpenTelemetry span itself, for attributes, events and links of your own. */
    public Span span() {
        return span;
    }

    /**
     * Returns the id of this span's event, a UUID, by which {@link HoneyHiveTracer#enrichEvent} finds it when the span has
     * ended. Made by the first call; without a recording span it is the id of nothing.
     */
    public String eventId() {
        synchronized (span) {
            String id = span instanceof ReadableSpan readable ? readable.getAttribute(AttributeNames.EVENT_ID) : null;
            if (id == null) {
                id = UUID.randomUUID().toString();
                core(AttributeNames.EVENT_ID, id);
            }
            return id;
        }
    }

    /** Sets the id of this span's event, a UUID that your application knows; anything else is not taken. */
    public ActiveSpan eventId(String uuid) {
        String canonical = OptionReader.canonicalUuid(uuid);
        if (canonical == null) {
            HoneyHiveTracer.LOG.log(Level.DEBUG, "eventId: not a UUID");
        } else {
            core(AttributeNames.EVENT_ID, canonical);
        }
        return this;
    }

    @Override
    public ActiveSpan error(@Nullable String message) {
        if (message != null) {
            core(AttributeNames.ERROR, message);
        }
        return this;
    }

    @Override
    public ActiveSpan error(@Nullable Throwable error) {
        if (error != null) {
            core(AttributeNames.ERROR, Failures.describe(error));
            core(AttributeNames.ERROR_TYPE, error.getClass().getName());
        }
        return this;
    }

    @Override
    void write(Bucket bucket, String name, Object value) {
        if (!content && (bucket == Bucket.INPUTS || bucket == Bucket.OUTPUTS)) {
            return;
        }
        String key = span instanceof OwnedSpan owned ? owned.name(name) : name;
        Bucket.Conflicts conflicts = conflicts(span);
        if (value instanceof String text) {
            span.setAttribute(bucket.textKey(key, conflicts), text);
        } else if (value instanceof Long || value instanceof Integer) {
            span.setAttribute(bucket.wholeKey(key, conflicts), ((Number) value).longValue());
        } else if (value instanceof Double decimal) {
            span.setAttribute(bucket.decimalKey(key, conflicts), decimal);
        } else if (value instanceof Boolean bool) {
            span.setAttribute(bucket.boolKey(key, conflicts), bool);
        } else {
            Written written = new Written(span, conflicts);
            PlainValues.flatten(bucket.attributePrefix() + key, value, written, written);
        }
    }

    private void core(AttributeKey<String> key, String value) {
        if (span instanceof OwnedSpan owned) {
            owned.setCore(key, value);
        }
    }

    private static Bucket.Conflicts conflicts(Span span) {
        return span instanceof OwnedRecordingSpan recording ? recording : (attribute, type) -> {};
    }

    /** How the names and values of something nested get onto the span. */
    private record Written(Span span, Bucket.Conflicts conflicts) implements PlainValues.Leaves, PlainValues.KeyFilter {
        @Override
        public String key(String key) {
            return span instanceof OwnedSpan owned ? owned.name(key) : key;
        }

        @Override
        public void text(String key, String value) {
            conflicts.mayHaveOtherType(key, AttributeType.STRING);
            span.setAttribute(key, value);
        }

        @Override
        public void whole(String key, long value) {
            conflicts.mayHaveOtherType(key, AttributeType.LONG);
            span.setAttribute(key, value);
        }

        @Override
        public void decimal(String key, double value) {
            conflicts.mayHaveOtherType(key, AttributeType.DOUBLE);
            span.setAttribute(key, value);
        }

        @Override
        public void bool(String key, boolean value) {
            conflicts.mayHaveOtherType(key, AttributeType.BOOLEAN);
            span.setAttribute(key, value);
        }
    }
}
