// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Flow;

/** Passes signals on, with the span current, and ends it with the last one or when the subscriber cancels. */
record TracedPublisher<T>(Flow.Publisher<T> publisher, OpenSpan span) {
    void subscribe(Flow.Subscriber<? super T> subscriber) {
        Context context;
        try (Scope scope = span.makeCurrent()) {
            context = Context.current();
        }
        publisher.subscribe(new Flow.Subscriber<T>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long n) {
                        try (Scope scope = context.makeCurrent()) {
                            subscription.request(n);
                        }
                    }

                    @Override
                    public void cancel() {
                        subscription.cancel();
                        span.cancel();
                    }
                });
            }

            @Override
            public void onNext(T item) {
                span.item();
                try (Scope scope = context.makeCurrent()) {
                    subscriber.onNext(item);
                } catch (Throwable failure) { // after this no further signal needs to come
                    span.end(failure);
                    throw failure;
                }
            }

            @Override
            public void onError(Throwable failure) {
                span.end(failure);
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                span.end();
                subscriber.onComplete();
            }
        });
    }
}
