// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.context;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * What one tracer knows of the current context: its span and its session. Frames form a linked list, innermost first,
 * with at most one frame for each tracer.
 *
 * <pre>
 *   context -> Frame(B, span b2, session of B) -> Frame(A, span a1, session of A)
 * </pre>
 *
 * A span is its own frame where no other tracer's is outside it, so that the usual case makes nothing more.
 *
 * @param <O> the tracer
 * @param <S> the tracer's session
 */
public interface Frame<O, S> {
    /** Returns the tracer. */
    O owner();

    /** Returns the owner's span; null when only a session is open. */
    @Nullable Span span();

    /** Returns the owner's session. */
    S session();

    /** Returns the owner's frame in the context; null when it has none there. */
    static <O, S> @Nullable Frame<O, S> nearest(Context context, O owner) {
        Frame<O, S> frame = Frames.innermost(context);
        while (frame != null && frame.owner() != owner) {
            frame = Frames.outer(frame);
        }
        return frame;
    }

    /** Returns a context in which a tracer with this span and session, and this baggage, is the innermost. */
    static <O, S> Context push(Context context, O owner, @Nullable Span span, S session, PreparedBaggage baggage) {
        return push(context, new Frames.Alone<>(owner, span, session), baggage);
    }

    /** Returns a context in which the tracer of a frame, which knows of no other frame, is the innermost. */
    static <O, S> Context push(Context context, Frame<O, S> frame, PreparedBaggage baggage) {
        Frame<O, S> outer = Frames.without(Frames.innermost(context), frame.owner());
        Frame<O, S> pushed = outer == null ? frame : new Frames.Inside<>(frame, outer);
        return baggage.onto(context).with(Frames.KEY, pushed);
    }
}
