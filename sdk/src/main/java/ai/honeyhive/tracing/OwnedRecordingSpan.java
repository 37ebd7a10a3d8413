// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.export.EndedSpan;
import ai.honeyhive.internal.export.WaitingSpans;
import ai.honeyhive.internal.wire.AttributeNames;
import ai.honeyhive.internal.wire.Bucket;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** An owned span that records, readable as the SDK's own spans are: some instrumentation looks for that. */
final class OwnedRecordingSpan extends OwnedSpan implements ReadWriteSpan, EndedSpan, Bucket.Conflicts {
    private static final AtomicIntegerFieldUpdater<OwnedRecordingSpan> ENDING =
            AtomicIntegerFieldUpdater.newUpdater(OwnedRecordingSpan.class, "ending");

    private static final List<AttributeType> SCALARS =
            List.of(AttributeType.STRING, AttributeType.LONG, AttributeType.DOUBLE, AttributeType.BOOLEAN);

    private final @Nullable EventType type;

    @SuppressWarnings("UnusedVariable") // used through ENDING
    private volatile int ending; // 0 or 1; no AtomicBoolean, since there is one of this for each span

    // Of the queue that holds the ended span.
    private WaitingSpans.@Nullable Link earlier;
    private int number;
    private int bytes;
    private volatile Map<String, AttributeType> typeThatCounts = Map.of(); // copied when changed, under this

    OwnedRecordingSpan(ReadWriteSpan recording, Session session, AttributeWriter begun, @Nullable EventType type) {
        super(recording, session, begun);
        this.type = type;
    }

    @Override
    public void end() {
        if (claimEnd()) {
            settle();
            recording().end();
            hand();
        }
    }

    @Override
    public void end(long timestamp, TimeUnit unit) {
        if (claimEnd()) {
            settle();
            recording().end(timestamp, unit);
            hand();
        }
    }

    @Override
    public int approximateSize() {
        return size();
    }

    @Override
    public WaitingSpans.@Nullable Link earlier() {
        return earlier;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public void hang(WaitingSpans.@Nullable Link earlier, int number, int bytes) {
        this.earlier = earlier;
        this.number = number;
        this.bytes = bytes;
    }

    @Override
    public ReadableSpan recorded() {
        return recording();
    }

    /**
     * Of the values that a name has with several types, only the one of this type counts from now on: OpenTelemetry's SDK
     * takes them for several attributes.
     */
    @Override
    public void mayHaveOtherType(String attribute, AttributeType type) {
        for (AttributeType other : SCALARS) {
            if (other != type && recording().getAttribute(keyOf(attribute, other)) != null) {
                synchronized (this) {
                    Map<String, AttributeType> types = new HashMap<>(typeThatCounts);
                    types.put(attribute, type);
                    typeThatCounts = types;
                }
                return;
            }
        }
    }

    private static AttributeKey<?> keyOf(String attribute, AttributeType type) {
        return switch (type) {
            case LONG -> AttributeKey.longKey(attribute);
            case DOUBLE -> AttributeKey.doubleKey(attribute);
            case BOOLEAN -> AttributeKey.booleanKey(attribute);
            default -> AttributeKey.stringKey(attribute);
        };
    }

    @Override
    boolean mayRecord() {
        return true; // the SDK's span itself refuses what comes after its end
    }

    private ReadWriteSpan recording() {
        return (ReadWriteSpan) delegate();
    }

    /** Of a session that is not sampled, only what failed is sent, and the session with it. */
    private void hand() {
        if (session().isSampled()) {
            owner().ended(this);
        } else if (hasFailed()) {
            owner().ensureStarted(session());
            owner().ended(this);
        }
        SpanListener listener = session().spanListener();
        if (listener != null) {
            tell(listener);
        }
        SpanContext parent = recording().getParentSpanContext();
        if (!parent.isValid() || parent.isRemote()) {
            owner().rootEnded();
        }
    }

    private void tell(SpanListener listener) {
        try {
            listener.spanEnded(toSpanData(), size());
        } catch (RuntimeException e) { // who only listens must not harm who works
            owner().listenerFailed(e);
        }
    }

    /** A span ends once, whoever asks and however often. */
    private boolean claimEnd() {
        return ENDING.compareAndSet(this, 0, 1);
    }

    /** The last moment in which the span can be written to, with all that others wrote. */
    private void settle() {
        if (type == null && recording().getAttribute(AttributeNames.EVENT_TYPE) == null) {
            EventType inferred = EventTypeInference.infer(recording().getName(), recording()::getAttribute);
            recording().setAttribute(AttributeNames.EVENT_TYPE, inferred.wireName());
        }
        String cut = cutMark();
        if (cut != null) {
            recording().setAttribute(AttributeNames.CUT, cut);
        }
    }

    @Override
    public SpanContext getParentSpanContext() {
        return recording().getParentSpanContext();
    }

    @Override
    public String getName() {
        return recording().getName();
    }

    @Override
    public SpanData toSpanData() {
        return new StampedSpanData(recording().toSpanData(), session().stamp(type), typeThatCounts);
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation") // abstract in the interface, so it has to be there
    public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return recording().getInstrumentationLibraryInfo();
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return recording().getInstrumentationScopeInfo();
    }

    @Override
    public boolean hasEnded() {
        return recording().hasEnded();
    }

    @Override
    public long getLatencyNanos() {
        return recording().getLatencyNanos();
    }

    @Override
    public SpanKind getKind() {
        return recording().getKind();
    }

    @Override
    public <T> @Nullable T getAttribute(AttributeKey<T> key) {
        T value = recording().getAttribute(key);
        return value == null ? session().stamp(type).get(key) : value;
    }

    @Override
    public Attributes getAttributes() {
        return session().stamp(type).toBuilder()
                .putAll(recording().getAttributes())
                .build();
    }
}
