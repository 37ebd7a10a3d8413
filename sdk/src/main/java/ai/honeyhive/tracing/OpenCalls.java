// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Work whose result comes after it has returned: its span is open until then. A missing span records nothing. */
final class OpenCalls {
    private OpenCalls() {}

    static <T extends @Nullable Object, S extends CompletionStage<T>, X extends Throwable> S stage(
            @Nullable OpenSpan span, SpanFunction<S, X> body) throws X {
        if (span == null) {
            return body.apply(ActiveSpan.NONE);
        }
        S result = span.apply(body);
        if (result == null) { // the declared type forbids it, but it is not for us to throw
            span.end();
            return result;
        }
        try {
            result.whenComplete((value, failure) -> span.end(failure));
        } catch (RuntimeException e) { // a stage of the application's own that takes no listeners
            span.end();
        }
        return result;
    }

    static <T extends @Nullable Object, X extends Throwable> TracedIterator<T> iterator(
            @Nullable OpenSpan span, SpanFunction<? extends Iterator<? extends T>, X> body) throws X {
        return span == null
                ? new TracedIterator<>(body.apply(ActiveSpan.NONE), null)
                : TracedIterator.of(span.ofSequence().apply(body), span);
    }

    static <T extends @Nullable Object, X extends Throwable> Stream<T> stream(
            @Nullable OpenSpan span, SpanFunction<Stream<T>, X> body) throws X {
        if (span == null) {
            return body.apply(ActiveSpan.NONE);
        }
        Stream<T> items = span.ofSequence().apply(body);
        try {
            TracedSpliterator<T> traced = new TracedSpliterator<>(items.spliterator(), span);
            span.endWhenForgotten(traced);
            return StreamSupport.stream(traced, false).onClose(span::cancel).onClose(items::close);
        } catch (RuntimeException e) { // no stream, or one that was read before
            span.end(e);
            throw e;
        }
    }

    static <T> void publish(
            @Nullable OpenSpan span,
            SpanFunction<Flow.Publisher<T>, RuntimeException> body,
            Flow.Subscriber<? super T> subscriber) {
        if (span == null) {
            body.apply(ActiveSpan.NONE).subscribe(subscriber);
            return;
        }
        Flow.Publisher<T> items = span.ofSequence().apply(body);
        try {
            new TracedPublisher<>(items, span).subscribe(subscriber);
        } catch (RuntimeException e) {
            span.end(e);
            throw e;
        }
    }
}
