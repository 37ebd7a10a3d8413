// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A context that is current until its scope is closed, once, by the thread that opened it. Scopes that were opened inside
 * and forgotten end with it: OpenTelemetry's own scope would do nothing then, and leave its context to whatever the
 * pooled thread does next.
 */
final class ContextScope implements Scope {
    private static final ContextKey<ContextScope> KEY = ContextKey.named("honeyhive-scope");

    private final Thread opener = Thread.currentThread();
    private final Context before = Context.current();
    private final @Nullable ContextScope outer = before.get(KEY);
    private final Scope attached;
    private boolean closed; // only ever touched by the opener

    @SuppressWarnings("MustBeClosedChecker") // closed in close
    private ContextScope(Context context) {
        this.attached = context.with(KEY, this).makeCurrent();
    }

    static ContextScope open(Context context) {
        return new ContextScope(context);
    }

    @Override
    public void close() {
        if (Thread.currentThread() != opener || closed) {
            return;
        }
        closed = true;
        if (isAround(Context.current())) {
            attached.close();
            restore(before);
        }
    }

    /** Makes a context current again, whatever was left attached since. */
    @SuppressWarnings("MustBeClosedChecker") // it takes the place of scopes that can no longer be closed
    static void restore(Context before) {
        if (Context.current() != before) {
            before.makeCurrent();
        }
    }

    private boolean isAround(Context current) {
        ContextScope scope = current.get(KEY);
        while (scope != null && scope != this) {
            scope = scope.outer;
        }
        return scope == this;
    }
}
