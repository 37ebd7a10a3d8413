// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.context.Scope;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The items of a stream; ends the span after the last. Does not split, so that "last" means something. */
final class TracedSpliterator<T extends @Nullable Object> implements Spliterator<T> {
    private final Spliterator<T> items;
    private final OpenSpan span;

    TracedSpliterator(Spliterator<T> items, OpenSpan span) {
        this.items = items;
        this.span = span;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        try (Scope scope = span.makeCurrent()) {
            boolean more = items.tryAdvance(item -> {
                span.item();
                action.accept(item);
            });
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
    public @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE; // unknown, as it is not SIZED
    }

    @Override
    public int characteristics() {
        return items.characteristics() & ~(SORTED | SIZED | SUBSIZED); // of a known size, count() would read nothing
    }
}
