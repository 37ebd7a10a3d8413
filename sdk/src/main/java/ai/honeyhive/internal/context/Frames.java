// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.context;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/** The linked list of {@link Frame}s in a context. */
final class Frames {
    static final ContextKey<Frame<?, ?>> KEY = ContextKey.named("honeyhive-frame");

    private Frames() {}

    /** A session's frame, or that of a span which is none itself. */
    record Alone<O, S>(O owner, @Nullable Span span, S session) implements Frame<O, S> {}

    /** A frame with others outside it. */
    record Inside<O, S>(Frame<O, S> inner, Frame<O, S> outer) implements Frame<O, S> {
        @Override
        public O owner() {
            return inner.owner();
        }

        @Override
        public @Nullable Span span() {
            return inner.span();
        }

        @Override
        public S session() {
            return inner.session();
        }
    }

    @SuppressWarnings("unchecked") // only push writes the key, with the one owner and session type of the SDK
    static <O, S> @Nullable Frame<O, S> innermost(Context context) {
        return (Frame<O, S>) context.get(KEY);
    }

    static <O, S> @Nullable Frame<O, S> outer(Frame<O, S> frame) {
        return frame instanceof Inside<O, S> inside ? inside.outer() : null;
    }

    /** Returns the list without the owner's frame. */
    static <O, S> @Nullable Frame<O, S> without(@Nullable Frame<O, S> frame, O owner) {
        if (frame == null) {
            return null;
        }
        Frame<O, S> outer = outer(frame);
        if (frame.owner() == owner) {
            return outer; // holds no second one
        }
        Frame<O, S> rest = without(outer, owner);
        if (rest == outer) {
            return frame;
        }
        Frame<O, S> inner = frame instanceof Inside<O, S> inside ? inside.inner() : frame;
        return rest == null ? inner : new Inside<>(inner, rest);
    }
}
