// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.context;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * What one tracer knows of the current context: its span and its session. Frames form a linked list, innermost first,
 * with at most one frame for each tracer.
 *
 * <pre>
 *   context -> Frame(B, span b2, session of B) -> Frame(A, span a1, session of A)
 * </pre>
 *
 * @param <O> the tracer
 * @param <S> the tracer's session
 */
public final class Frame<O, S> {
    private static final ContextKey<Frame<?, ?>> KEY = ContextKey.named("honeyhive-frame");

    private final O owner;
    private final @Nullable Span span;
    private final S session;
    private final @Nullable Frame<O, S> outer;

    private Frame(O owner, @Nullable Span span, S session, @Nullable Frame<O, S> outer) {
        this.owner = owner;
        this.span = span;
        this.session = session;
        this.outer = outer;
    }

    /** Returns the owner's frame in the context; null when it has none there. */
    public static <O, S> @Nullable Frame<O, S> nearest(Context context, O owner) {
        Frame<O, S> frame = innermost(context);
        while (frame != null && frame.owner != owner) {
            frame = frame.outer;
        }
        return frame;
    }

    /** Returns a context in which the owner is the innermost tracer, with its baggage. */
    public static <O, S> Context push(Context context, O owner, @Nullable Span span, S session, Baggage baggage) {
        Context with = context.with(KEY, new Frame<>(owner, span, session, without(innermost(context), owner)));
        Baggage ambient = Baggage.fromContext(context);
        Baggage merged = SafeKeys.merge(ambient, baggage);
        return merged == ambient ? with : with.with(merged);
    }

    /** Returns the owner's span; null when only a session is open. */
    public @Nullable Span span() {
        return span;
    }

    /** Returns the owner's session. */
    public S session() {
        return session;
    }

    @SuppressWarnings("unchecked") // only push writes the key, with the one owner and session type of the SDK
    private static <O, S> @Nullable Frame<O, S> innermost(Context context) {
        return (Frame<O, S>) context.get(KEY);
    }

    private static <O, S> @Nullable Frame<O, S> without(@Nullable Frame<O, S> frame, O owner) {
        if (frame == null) {
            return null;
        }
        if (frame.owner == owner) {
            return frame.outer; // holds no second one
        }
        Frame<O, S> rest = without(frame.outer, owner);
        return rest == frame.outer ? frame : new Frame<>(frame.owner, frame.span, frame.session, rest);
    }
}
