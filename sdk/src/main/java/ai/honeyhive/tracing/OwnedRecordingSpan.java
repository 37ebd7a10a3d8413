// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/** An owned span that records, readable as the SDK's own spans are: some instrumentation looks for that. */
final class OwnedRecordingSpan extends OwnedSpan implements ReadWriteSpan {
    private final ReadWriteSpan recording;

    OwnedRecordingSpan(ReadWriteSpan recording, HoneyHiveTracer owner, Session session) {
        super(recording, owner, session);
        this.recording = recording;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return recording.getParentSpanContext();
    }

    @Override
    public String getName() {
        return recording.getName();
    }

    @Override
    public SpanData toSpanData() {
        return recording.toSpanData();
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation") // abstract in the interface, so it has to be there
    public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return recording.getInstrumentationLibraryInfo();
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return recording.getInstrumentationScopeInfo();
    }

    @Override
    public boolean hasEnded() {
        return recording.hasEnded();
    }

    @Override
    public long getLatencyNanos() {
        return recording.getLatencyNanos();
    }

    @Override
    public SpanKind getKind() {
        return recording.getKind();
    }

    @Override
    public <T> @Nullable T getAttribute(AttributeKey<T> key) {
        return recording.getAttribute(key);
    }

    @Override
    public Attributes getAttributes() {
        return recording.getAttributes();
    }
}
