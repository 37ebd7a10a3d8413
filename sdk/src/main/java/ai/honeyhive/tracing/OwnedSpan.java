// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;

/**
 * A span that knows its tracer and session. Whoever makes it current, also third-party instrumentation, makes its
 * tracer the innermost one: that is why there is a wrapper at all. All else goes to the SDK's span.
 */
class OwnedSpan implements Span {
    private final Span delegate;
    private final HoneyHiveTracer owner;
    private final Session session;

    OwnedSpan(Span delegate, HoneyHiveTracer owner, Session session) {
        this.delegate = delegate;
        this.owner = owner;
        this.session = session;
    }

    final Span delegate() {
        return delegate;
    }

    final boolean isOf(HoneyHiveTracer tracer) {
        return owner == tracer;
    }

    @Override
    public final Context storeInContext(Context context) {
        return Span.super.storeInContext(owner.withSpan(context, this, session));
    }

    @Override
    public final <T> Span setAttribute(AttributeKey<T> key, T value) {
        delegate.setAttribute(key, value);
        return this;
    }

    @Override
    public final Span addEvent(String name, Attributes attributes) {
        delegate.addEvent(name, attributes);
        return this;
    }

    @Override
    public final Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
        delegate.addEvent(name, attributes, timestamp, unit);
        return this;
    }

    @Override
    public final Span addLink(SpanContext spanContext, Attributes attributes) {
        delegate.addLink(spanContext, attributes);
        return this;
    }

    @Override
    public final Span setStatus(StatusCode statusCode, String description) {
        delegate.setStatus(statusCode, description);
        return this;
    }

    @Override
    public final Span recordException(Throwable exception, Attributes additionalAttributes) {
        delegate.recordException(exception, additionalAttributes);
        return this;
    }

    @Override
    public final Span updateName(String name) {
        delegate.updateName(name);
        return this;
    }

    @Override
    public final void end() {
        delegate.end();
    }

    @Override
    public final void end(long timestamp, TimeUnit unit) {
        delegate.end(timestamp, unit);
    }

    @Override
    public final SpanContext getSpanContext() {
        return delegate.getSpanContext();
    }

    @Override
    public final boolean isRecording() {
        return delegate.isRecording();
    }
}
