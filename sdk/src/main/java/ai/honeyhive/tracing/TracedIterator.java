// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.context.Scope;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Items whose span ends with the last of them, with an exception, or when it is closed; close it when you stop reading
 * early, for otherwise the span only ends when the garbage collector finds it. While an item is fetched the span is current. As thread-safe as the iterator inside.
 *
 * @param <T> the items
 */
public final class TracedIterator<T extends @Nullable Object> implements Iterator<T>, AutoCloseable {
    private final Iterator<? extends T> items;
    private final @Nullable OpenSpan span;

    TracedIterator(Iterator<? extends T> items, @Nullable OpenSpan span) {
        this.items = items;
        this.span = span;
    }

    static <T extends @Nullable Object> TracedIterator<T> of(Iterator<? extends T> items, OpenSpan span) {
        TracedIterator<T> traced = new TracedIterator<>(items, span);
        span.endWhenForgotten(traced);
        return traced;
    }

    @Override
    public boolean hasNext() {
        if (span == null) {
            return items.hasNext();
        }
        try (Scope scope = span.makeCurrent()) {
            boolean more = items.hasNext();
            if (!more) {
                span.end();
            }
            return more;
        } catch (Throwable failure) {
            span.end(failure);
            throw failure;
        }
    }

    @Override
    public T next() {
        if (span == null) {
            return items.next();
        }
        try (Scope scope = span.makeCurrent()) {
            T item = items.next();
            span.item();
            return item;
        } catch (Throwable failure) {
            span.end(failure);
            throw failure;
        }
    }

    @Override
    public void remove() {
        items.remove();
    }

    /** Ends the span if it is still open, and closes the iterator inside if it can be closed. */
    @Override
    public void close() {
        if (span != null) {
            span.cancel();
        }
        if (items instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("cannot close the items", e);
            }
        }
    }
}
