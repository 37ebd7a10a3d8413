// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsynchronousIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer =
            HoneyHiveTracer.builder().serverUrl(server.url()).build();

    @AfterEach
    void close() {
        assertThat(Context.current()).isSameAs(Context.root());
        tracer.close();
        server.close();
    }

    @Test
    void callAsync_completes_endsSpanThen() {
        CompletableFuture<String> pending = new CompletableFuture<>();

        CompletableFuture<String> returned = tracer.callAsync("later", EventType.MODEL, span -> {
            span.input("a", 1);
            return pending;
        });
        tracer.run("marker", EventType.TOOL, span -> {});
        assertThat(tracer.flush(LIMIT)).isTrue();

        assertThat(returned).isSameAs(pending);
        assertThat(server.spans()).extracting(span -> span.getName()).containsExactly("marker");
        pending.complete("done");
        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(attributes(server.span("later"))).containsEntry("honeyhive_inputs.a", 1L);
    }

    @Test
    void callAsync_failsTimesOutOrIsCancelled_endsWithError() {
        CompletableFuture<String> failing = new CompletableFuture<>();
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        tracer.callAsync("failing", EventType.MODEL, span -> failing);
        tracer.callAsync("slow", EventType.MODEL, span -> slow.orTimeout(1, TimeUnit.MILLISECONDS));
        tracer.callAsync("cancelled", EventType.MODEL, span -> cancelled);

        failing.completeExceptionally(new IllegalStateException("no quota"));
        cancelled.cancel(true);
        RecordingServer.await("time-out", slow::isDone);

        RecordingServer.await(
                "spans", () -> tracer.flush(LIMIT) && server.spans().size() == 3);
        assertThat(attributes(server.span("failing")))
                .containsEntry("honeyhive_error", "IllegalStateException: no quota");
        assertThat(attributes(server.span("slow"))).containsEntry("honeyhive_error", "TimeoutException");
        assertThat(attributes(server.span("cancelled"))).containsEntry("honeyhive_metadata.cancelled", true);
        assertThat(server.spans())
                .allSatisfy(
                        span -> assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR));
    }

    @Test
    void callAsync_bodyThrows_endsAndRethrows() {
        assertThatThrownBy(() -> tracer.<String, CompletableFuture<String>, IllegalStateException>callAsync(
                        "broken", EventType.TOOL, span -> {
                            throw new IllegalStateException("at once");
                        }))
                .hasMessage("at once");

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(attributes(server.span("broken")))
                .containsEntry("honeyhive_error", "IllegalStateException: at once");
    }

    @Test
    void callIterator_readToTheEnd_countsItemsAndNestsTheirSpans() {
        Iterator<String> source = new Iterator<>() {
            private int left = 3;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public String next() {
                return tracer.call("fetch", EventType.TOOL, span -> "item " + left--);
            }
        };
        TracedIterator<String> items = tracer.callIterator("stream", EventType.MODEL, span -> source);

        List<String> read = new ArrayList<>();
        items.forEachRemaining(read::add);

        assertThat(read).hasSize(3);
        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(attributes(server.span("stream")))
                .containsEntry("honeyhive_metadata.chunk_count", 3L)
                .containsKey("honeyhive_metadata.time_to_first_item_ms")
                .doesNotContainKey("honeyhive_metadata.cancelled");
        assertThat(server.span("fetch").getParentSpanId())
                .isEqualTo(server.span("stream").getSpanId());
    }

    @Test
    void callIterator_closedEarly_endsOnce() {
        try (TracedIterator<Integer> items = tracer.callIterator(
                "stream", EventType.MODEL, span -> List.of(1, 2, 3).iterator())) {
            items.next();
        }

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.spans()).hasSize(1);
        assertThat(attributes(server.span("stream")))
                .containsEntry("honeyhive_metadata.chunk_count", 1L)
                .containsEntry("honeyhive_metadata.cancelled", true);
    }

    @Test
    void callStream_readOrFailedOrClosed_ends() {
        List<Integer> doubled;
        try (Stream<Integer> all = tracer.callStream("all", EventType.MODEL, span -> Stream.of(1, 2, 3))) {
            doubled = all.map(i -> i * 2).toList();
        }
        Stream<Integer> failing = tracer.callStream(
                "failing", EventType.MODEL, span -> Stream.of(1, 0).map(i -> 1 / i));
        assertThatThrownBy(failing::toList).isInstanceOf(ArithmeticException.class);
        try (Stream<Integer> some = tracer.callStream("some", EventType.MODEL, span -> Stream.iterate(1, i -> i + 1))) {
            assertThat(some.limit(2).toList()).containsExactly(1, 2);
        }

        assertThat(doubled).containsExactly(2, 4, 6);
        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(attributes(server.span("all")))
                .containsEntry("honeyhive_metadata.chunk_count", 3L)
                .doesNotContainKey("honeyhive_metadata.cancelled");
        assertThat(attributes(server.span("failing")))
                .containsEntry("honeyhive_error", "ArithmeticException: / by zero");
        assertThat(attributes(server.span("some"))).containsEntry("honeyhive_metadata.cancelled", true);
    }

    @Test
    void callPublisher_eachSubscription_hasItsOwnSpan() throws InterruptedException {
        Flow.Publisher<Integer> publisher = tracer.callPublisher("flow", EventType.MODEL, span -> subscriber -> {
            SubmissionPublisher<Integer> source = new SubmissionPublisher<>();
            source.subscribe(subscriber);
            source.submit(1);
            source.submit(2);
            source.close();
        });
        CountDownLatch done = new CountDownLatch(1);
        List<String> tracersSeen = new ArrayList<>();

        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Integer item) {
                tracersSeen.add(Baggage.current().getEntryValue("honeyhive_tracer_id"));
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {
                done.countDown();
            }
        });
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.cancel();
            }

            @Override
            public void onNext(Integer item) {}

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
        });

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        RecordingServer.await(
                "spans", () -> tracer.flush(LIMIT) && server.spans().size() == 2);
        assertThat(tracersSeen).containsExactly(tracer.id(), tracer.id());
        assertThat(server.spans())
                .extracting(span -> attributes(span).get("honeyhive_metadata.chunk_count"))
                .containsExactlyInAnyOrder(2L, 0L);
    }

    @Test
    void openTelemetrysWrappers_carryTracerAndParentAndLeaveThreadsClean() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            ExecutorService wrapped = Context.taskWrapping(pool);
            tracer.run("outer", EventType.CHAIN, span -> {
                wrapped.submit(() -> tracer.run("submitted", EventType.TOOL, s -> {}))
                        .get(10, TimeUnit.SECONDS);
                CompletableFuture.runAsync(() -> tracer.run("async", EventType.TOOL, s -> {}), wrapped)
                        .get(10, TimeUnit.SECONDS);
                pool.submit(Context.current().wrap(() -> tracer.enrichSpan(e -> e.metadata("wrapped", true))))
                        .get(10, TimeUnit.SECONDS);
            });
            Context left = pool.submit(Context::current).get(10, TimeUnit.SECONDS);

            assertThat(left).isSameAs(Context.root());
        } finally {
            pool.shutdownNow();
        }
        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.span("submitted").getParentSpanId())
                .isEqualTo(server.span("outer").getSpanId());
        assertThat(server.span("async").getParentSpanId())
                .isEqualTo(server.span("outer").getSpanId());
        assertThat(attributes(server.span("outer"))).containsEntry("honeyhive_metadata.wrapped", true);
    }

    @Test
    void scopesOnManyThreads_neverMix() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String row = "row-" + i;
                tasks.add(CompletableFuture.runAsync(
                        () -> {
                            try (SessionScope session = tracer.session(row)
                                    .evaluation("run", null, row)
                                    .open()) {
                                tracer.run(
                                        row, EventType.CHAIN, span -> tracer.enrichSpan(e -> e.metadata("row", row)));
                            }
                        },
                        pool));
            }
            CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
            try (Scope none = Context.root().makeCurrent()) {
                assertThat(tracer.flush(LIMIT)).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(server.spans())
                .hasSize(200)
                .allSatisfy(span -> assertThat(attributes(span))
                        .containsEntry("honeyhive_metadata.row", span.getName())
                        .containsEntry("honeyhive_metadata.datapoint_id", span.getName()));
        assertThat(server.sessionStarts()).hasSize(200);
    }
}
