// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.internal.context.Frame;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides parent and session of every span of one tracer.
 *
 * <p>The ambient span is the parent if it is this tracer's own, or if it is remote. Any other span belongs to another
 * tracer and will never arrive at this one's server: then this tracer's nearest own span is the parent, or none, and a
 * link names the foreign span.
 */
final class OwnedSpanBuilder extends AttributeWriter implements SpanBuilder {
    private final TracerCore owner;
    private final SpanBuilder delegate;
    private final String name;
    private SpanKind kind = SpanKind.INTERNAL;
    private @Nullable Context parent;
    private boolean root;
    private @Nullable EventType type;

    /**
     * Starts to describe a span.
     *
     * @param current decides whether content is recorded
     */
    OwnedSpanBuilder(TracerCore owner, String name, SpanBuilder delegate, Context current) {
        super(owner.settings().recording(), owner.capturesContent(current));
        this.owner = owner;
        this.name = name;
        this.delegate = delegate;
    }

    /** Says what kind of event it is; otherwise that is inferred when the span ends. */
    OwnedSpanBuilder type(EventType type) {
        this.type = requireNonNull(type, "type");
        return this;
    }

    @Override
    public OwnedSpan startSpan() {
        return startSpan(parent == null ? Context.current() : parent);
    }

    OwnedSpan startSpan(Context ambient) {
        Frame<TracerCore, Session> frame = Frame.nearest(ambient, owner);
        Session session = sessionOf(ambient, frame);
        Context parentContext = root ? Context.root() : parentOf(ambient, frame);
        if (!owner.selection().keeps(name)) {
            // Its children hang on its own parent, which is the nearest ancestor that is kept.
            return new OwnedSpan(Span.wrap(Span.fromContext(parentContext).getSpanContext()), session, this);
        }
        if (root) {
            delegate.setNoParent();
        } else {
            delegate.setParent(parentContext);
        }
        if (session.isSampled()) {
            owner.ensureStarted(session);
        }
        Span span = delegate.startSpan();
        return span instanceof ReadWriteSpan recording
                ? new OwnedRecordingSpan(recording, session, this, type)
                : new OwnedSpan(span, session, this);
    }

    /** A request that nobody opened a session for is one of its own: root SERVER spans start theirs. */
    private Session sessionOf(Context ambient, @Nullable Frame<TracerCore, Session> frame) {
        if (frame != null) {
            return frame.session();
        }
        boolean request = kind == SpanKind.SERVER
                && (root || !Span.fromContext(ambient).getSpanContext().isValid());
        return request ? Session.of(owner, new SessionBuilder(owner, name)) : owner.ownSession();
    }

    private Context parentOf(Context ambient, @Nullable Frame<TracerCore, Session> frame) {
        Span span = Span.fromContext(ambient);
        if (span instanceof OwnedSpan owned && owned.isOf(owner)) {
            return ambient.with(owned.delegate()); // the SDK takes over the clock of a parent that it knows
        }
        SpanContext spanContext = span.getSpanContext();
        if (!spanContext.isValid() || spanContext.isRemote()) {
            return ambient;
        }
        delegate.addLink(spanContext);
        Span own = frame == null ? null : frame.span();
        return ambient.with(own instanceof OwnedSpan owned ? owned.delegate() : Span.getInvalid());
    }

    @Override
    public SpanBuilder setParent(Context context) {
        parent = context;
        root = false;
        return this;
    }

    @Override
    public SpanBuilder setNoParent() {
        root = true;
        return this;
    }

    @Override
    public SpanBuilder addLink(SpanContext spanContext) {
        delegate.addLink(spanContext);
        return this;
    }

    @Override
    public SpanBuilder addLink(SpanContext spanContext, Attributes attributes) {
        delegate.addLink(spanContext, attributes(attributes));
        return this;
    }

    @Override
    public SpanBuilder setAttribute(String key, @Nullable String value) {
        return setAttribute(AttributeKey.stringKey(key), value);
    }

    @Override
    public SpanBuilder setAttribute(String key, long value) {
        return setAttribute(AttributeKey.longKey(key), value);
    }

    @Override
    public SpanBuilder setAttribute(String key, double value) {
        return setAttribute(AttributeKey.doubleKey(key), value);
    }

    @Override
    public SpanBuilder setAttribute(String key, boolean value) {
        return setAttribute(AttributeKey.booleanKey(key), value);
    }

    @Override
    public <T> SpanBuilder setAttribute(AttributeKey<T> key, @Nullable T value) {
        if (value != null) {
            write(key, value);
        }
        return this;
    }

    @Override
    <T> void record(AttributeKey<T> key, T value) {
        delegate.setAttribute(key, value);
    }

    @Override
    public SpanBuilder setSpanKind(SpanKind spanKind) {
        kind = spanKind;
        delegate.setSpanKind(spanKind);
        return this;
    }

    @Override
    public SpanBuilder setStartTimestamp(long timestamp, TimeUnit unit) {
        delegate.setStartTimestamp(timestamp, unit);
        return this;
    }

    @Override
    public SpanBuilder setStartTimestamp(Instant timestamp) {
        delegate.setStartTimestamp(timestamp);
        return this;
    }
}
