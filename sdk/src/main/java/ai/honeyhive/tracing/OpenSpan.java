// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.ref.Cleaner;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A span that outlives the call that started it: of an asynchronous result or of a sequence of items. Ends once,
 * whoever comes first. Thread-safe.
 */
final class OpenSpan {
    private static final AttributeKey<Long> ITEMS = AttributeKey.longKey("honeyhive_metadata.chunk_count");
    private static final AttributeKey<Double> FIRST_ITEM =
            AttributeKey.doubleKey("honeyhive_metadata.time_to_first_item_ms");
    private static final AttributeKey<Boolean> CANCELLED = AttributeKey.booleanKey("honeyhive_metadata.cancelled");

    private static final AttributeKey<Boolean> ABANDONED = AttributeKey.booleanKey("honeyhive_metadata.abandoned");

    private final OwnedSpan span;
    private final long startNanos = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong items = new AtomicLong();
    private volatile boolean sequence;

    OpenSpan(OwnedSpan span) {
        this.span = span;
    }

    @SuppressWarnings("MustBeClosedChecker") // the caller closes what is returned
    Scope makeCurrent() {
        return span.makeCurrent();
    }

    /** Says that this span counts items, even if none ever comes. */
    OpenSpan ofSequence() {
        sequence = true;
        return this;
    }

    /** Runs the body with the span current; if it fails, so does the span. */
    <T extends @Nullable Object, X extends Throwable> T apply(SpanFunction<T, X> body) throws X {
        Context before = Context.current();
        try (Scope scope = span.makeCurrent()) {
            return body.apply(new ActiveSpan(span));
        } catch (Throwable failure) {
            end(failure);
            throw failure;
        } finally {
            ContextScope.restore(before);
        }
    }

    /** Ends the span at last when nobody can read these items any more: forgotten is not to mean lost. */
    void endWhenForgotten(Object items) {
        Forgotten.CLEANER.register(items, this::abandon);
    }

    private void abandon() {
        if (!ended.get()) {
            span.setAttribute(ABANDONED, true);
        }
        end();
    }

    /** Its thread starts when it is first needed. */
    private static final class Forgotten {
        private static final Cleaner CLEANER = Cleaner.create(task -> {
            Thread thread = new Thread(task, "honeyhive-forgotten");
            thread.setDaemon(true);
            return thread;
        });
    }

    void item() {
        if (items.getAndIncrement() == 0) {
            span.setAttribute(FIRST_ITEM, (System.nanoTime() - startNanos) / 1e6);
        }
    }

    void end() {
        if (ended.compareAndSet(false, true)) {
            if (sequence) {
                span.setAttribute(ITEMS, items.get());
            }
            span.end();
        }
    }

    /** Ends the span with what went wrong; null means that nothing did. */
    void end(@Nullable Throwable failure) {
        if (failure != null && !ended.get()) {
            span.fail(
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure);
            if (failure instanceof CancellationException) {
                span.setAttribute(CANCELLED, true);
            }
        }
        end();
    }

    /** Ends the span of a sequence that its reader gave up. */
    void cancel() {
        if (!ended.get()) {
            span.setAttribute(CANCELLED, true);
        }
        end();
    }
}
