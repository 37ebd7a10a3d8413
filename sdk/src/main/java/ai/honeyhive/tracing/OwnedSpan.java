// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.context.Frame;
import ai.honeyhive.internal.wire.AttributeNames;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span that knows its tracer and session. Whoever makes it current, also third-party instrumentation, makes its
 * tracer the innermost one: that is why there is a wrapper at all. All else goes to the SDK's span.
 */
class OwnedSpan extends AttributeWriter implements Span, Frame<TracerCore, Session> {
    private final Span delegate;
    private final Session session;
    private volatile boolean failed;

    OwnedSpan(Span delegate, Session session, AttributeWriter begun) {
        super(begun);
        this.delegate = delegate;
        this.session = session;
    }

    final Span delegate() {
        return delegate;
    }

    /** Says on the span what went wrong; finds room however full the span is. */
    final void fail(Throwable failure) {
        try {
            String description = Failures.describe(failure);
            setStatus(StatusCode.ERROR, description);
            setCore(AttributeNames.ERROR, description);
            setCore(AttributeNames.ERROR_TYPE, failure.getClass().getName());
            recordException(failure);
        } catch (RuntimeException e) { // an exception that cannot even be printed must still reach the caller itself
            HoneyHiveTracer.LOG.log(Level.DEBUG, "exception not recorded wholly", e);
        }
    }

    /** Sets an attribute of the tracer's own, which counts against no limit. */
    final void setCore(AttributeKey<String> key, String value) {
        delegate.setAttribute(key, text(key.getKey(), value));
    }

    final boolean isOf(TracerCore tracer) {
        return session.owner() == tracer;
    }

    @Override
    public final Context storeInContext(Context context) {
        return Span.super.storeInContext(Frame.push(context, this, session.prepared()));
    }

    @Override
    public final <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
        if (key != null && value != null) {
            write(key, value);
        }
        return this;
    }

    @Override
    final <T> void record(AttributeKey<T> key, T value) {
        delegate.setAttribute(key, value);
    }

    @Override
    boolean mayRecord() {
        return false;
    }

    @Override
    public final Span addEvent(String name, Attributes attributes) {
        delegate.addEvent(name, attributes(attributes));
        return this;
    }

    @Override
    public final Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
        delegate.addEvent(name, attributes(attributes), timestamp, unit);
        return this;
    }

    @Override
    public final Span addLink(SpanContext spanContext, Attributes attributes) {
        delegate.addLink(spanContext, attributes(attributes));
        return this;
    }

    @Override
    public final Span setStatus(StatusCode statusCode, String description) {
        failed = statusCode == StatusCode.ERROR;
        delegate.setStatus(statusCode, text("status", description));
        return this;
    }

    @Override
    public final Span recordException(Throwable exception, Attributes additionalAttributes) {
        if (masksNothing()) {
            delegate.recordException(exception, additionalAttributes);
        } else {
            delegate.addEvent("exception", exception(exception, additionalAttributes));
        }
        return this;
    }

    @Override
    public final Span updateName(String name) {
        delegate.updateName(text("name", name));
        return this;
    }

    @Override
    public void end() {
        delegate.end();
    }

    @Override
    public void end(long timestamp, TimeUnit unit) {
        delegate.end(timestamp, unit);
    }

    @Override
    public final TracerCore owner() {
        return session.owner();
    }

    @Override
    public final Span span() {
        return this;
    }

    @Override
    public final Session session() {
        return session;
    }

    final boolean hasFailed() {
        return failed;
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
