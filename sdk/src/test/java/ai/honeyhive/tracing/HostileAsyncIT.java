// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.context.Context;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results that end otherwise than planned, and code that is not the JDK's own. */
@Timeout(60)
class HostileAsyncIT {
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

    private io.opentelemetry.proto.trace.v1.Span delivered(String name) {
        assertThat(tracer.flush(LIMIT)).isTrue();
        return server.span(name);
    }

    @Test
    void stageThatIsNoFuture_endsItsSpan_andIsReturnedItself() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<String> stage = source.minimalCompletionStage();

        CompletionStage<String> returned = tracer.callAsync("minimal", EventType.MODEL, span -> stage);
        source.complete("done");

        assertThat(returned == stage).isTrue(); // AssertJ would ask it for a future
        assertThat(attributes(delivered("minimal"))).doesNotContainKey("honeyhive_error");
    }

    @Test
    @SuppressWarnings("unchecked")
    void stageThatTakesNoListeners_isReturnedAll_theSame() {
        CompletionStage<String> stubborn = (CompletionStage<String>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CompletionStage.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.invoke(this, arguments);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });

        CompletionStage<String> returned = tracer.callAsync("stubborn", EventType.MODEL, span -> stubborn);

        assertThat(returned == stubborn).isTrue();
        assertThat(delivered("stubborn")).isNotNull();
    }

    @Test
    void futureThatItsHolderCancelsOrTimesOut_endsItsSpan() {
        CompletableFuture<String> late =
                tracer.callAsync("late", EventType.MODEL, span -> new CompletableFuture<String>());
        CompletableFuture<String> unwanted =
                tracer.callAsync("unwanted", EventType.MODEL, span -> new CompletableFuture<String>());
        CompletableFuture<String> defaulted =
                tracer.callAsync("defaulted", EventType.MODEL, span -> new CompletableFuture<String>());

        late.orTimeout(1, TimeUnit.MILLISECONDS);
        unwanted.cancel(false);
        defaulted.completeOnTimeout("default", 1, TimeUnit.MILLISECONDS);

        assertThatThrownBy(unwanted::join).isInstanceOf(CancellationException.class);
        RecordingServer.await(
                "the ends", () -> tracer.flush(LIMIT) && server.spans().size() == 3);
        assertThat(attributes(server.span("late")))
                .containsEntry("honeyhive_error_type", "java.util.concurrent.TimeoutException");
        assertThat(attributes(server.span("unwanted"))).containsEntry("honeyhive_metadata.cancelled", true);
        assertThat(attributes(server.span("defaulted"))).doesNotContainKey("honeyhive_error");
    }

    /** A chain that fails wraps its exception: the cause is what happened. */
    @Test
    void failureInAChain_isNamedByItsCause() {
        tracer.callAsync(
                "chain",
                EventType.MODEL,
                span -> CompletableFuture.supplyAsync(() -> 0)
                        .thenApply(zero -> 1 / zero)
                        .thenApply(String::valueOf));

        RecordingServer.await(
                "the end", () -> tracer.flush(LIMIT) && server.spans().size() == 1);
        assertThat(attributes(server.span("chain"))).containsEntry("honeyhive_error", "ArithmeticException: / by zero");
    }

    /** A stream of a known size would otherwise be counted without being read. */
    @Test
    void streamThatIsOnlyCounted_isReadAndEnded() {
        try (Stream<Integer> items = tracer.callStream("counted", EventType.MODEL, span -> Stream.of(1, 2, 3))) {
            assertThat(items.count()).isEqualTo(3);
        }

        assertThat(attributes(delivered("counted")))
                .containsEntry("honeyhive_metadata.chunk_count", 3L)
                .doesNotContainKey("honeyhive_metadata.cancelled");
    }

    @Test
    void streamInParallel_countsEachItemOnce() {
        List<Integer> source = Stream.iterate(0, i -> i + 1).limit(1_000).toList();
        try (Stream<Integer> items = tracer.callStream("parallel", EventType.MODEL, span -> source.parallelStream())) {
            assertThat(items.parallel().mapToInt(i -> i).sum()).isEqualTo(499_500);
        }

        assertThat(attributes(delivered("parallel"))).containsEntry("honeyhive_metadata.chunk_count", 1_000L);
    }

    @Test
    void streamThatWasReadBefore_failsAsItWould_andEndsItsSpan() {
        Stream<Integer> used = Stream.of(1);
        assertThat(used.count()).isEqualTo(1);

        assertThatThrownBy(() -> tracer.callStream("used", EventType.MODEL, span -> used))
                .isInstanceOf(IllegalStateException.class);

        assertThat(attributes(delivered("used"))).containsKey("honeyhive_error");
    }

    @Test
    void iterator_canRemove_andIsClosedThoughNeverRead() {
        List<Integer> items = new ArrayList<>(List.of(1, 2));
        try (TracedIterator<Integer> removing =
                tracer.callIterator("removing", EventType.TOOL, span -> items.iterator())) {
            Iterator<Integer> plain = removing;
            plain.next();
            plain.remove();
        }
        tracer.callIterator("unread", EventType.TOOL, span -> items.iterator()).close();

        assertThat(items).containsExactly(2);
        assertThat(attributes(delivered("unread")))
                .containsEntry("honeyhive_metadata.chunk_count", 0L)
                .containsEntry("honeyhive_metadata.cancelled", true);
    }

    /** Nobody read them to the end, nobody closed them, nobody holds them any more. */
    @Test
    void sequencesThatAreForgotten_areDeliveredAndSaySo() {
        forget();

        RecordingServer.await("the collector", () -> {
            System.gc();
            return tracer.flush(LIMIT) && server.spans().size() == 2;
        });
        assertThat(server.spans())
                .allSatisfy(span -> assertThat(attributes(span)).containsEntry("honeyhive_metadata.abandoned", true));
    }

    /** A method of its own, so that no frame of the test holds them. */
    private void forget() {
        tracer.callIterator("iterator", EventType.MODEL, span -> List.of(1, 2).iterator())
                .next();
        Stream<Integer> unread = tracer.callStream("stream", EventType.MODEL, span -> Stream.of(1, 2));
        assertThat(unread.isParallel()).isFalse();
    }

    @Test
    void publisherThatRefusesOrSubscriberThatThrows_endTheSpan() {
        Flow.Publisher<Integer> refusing = tracer.callPublisher("refusing", EventType.MODEL, span -> subscriber -> {
            throw new IllegalStateException("no subscribers");
        });
        assertThatThrownBy(() -> refusing.subscribe(new Deaf())).hasMessage("no subscribers");

        Flow.Publisher<Integer> direct = tracer.callPublisher("direct", EventType.MODEL, span -> subscriber -> {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
            subscriber.onNext(1);
        });
        assertThatThrownBy(() -> direct.subscribe(new Deaf())).hasMessage("cannot take it");

        assertThat(attributes(delivered("refusing"))).containsKey("honeyhive_error");
        assertThat(attributes(server.span("direct")))
                .containsEntry("honeyhive_error", "IllegalStateException: cannot take it")
                .containsEntry("honeyhive_metadata.chunk_count", 1L);
    }

    private static final class Deaf implements Flow.Subscriber<Integer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(Integer item) {
            throw new IllegalStateException("cannot take it");
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    /** Tasks that split themselves run on other workers: each half takes the context along. */
    @Test
    void forkJoinTasks_wrapped_stayInTheirSpan() {
        ForkJoinPool pool = new ForkJoinPool(4);
        try {
            int sum = tracer.call("outer", EventType.CHAIN, span -> pool.invoke(new Sum(Context.current(), 0, 64)));

            assertThat(sum).isEqualTo(64 * 63 / 2);
        } finally {
            pool.shutdownNow();
        }
        String outer = delivered("outer").getSpanId().toStringUtf8();
        assertThat(server.spans())
                .filteredOn(span -> span.getName().equals("leaf"))
                .hasSize(8)
                .allSatisfy(span ->
                        assertThat(span.getParentSpanId().toStringUtf8()).isEqualTo(outer));
    }

    private final class Sum extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;

        private final transient Context context;
        private final int from;
        private final int to;

        private Sum(Context context, int from, int to) {
            this.context = context;
            this.from = from;
            this.to = to;
        }

        @Override
        protected Integer compute() {
            if (to - from > 8) {
                int middle = (from + to) / 2;
                Sum left = new Sum(context, from, middle);
                left.fork();
                return new Sum(context, middle, to).compute() + left.join();
            }
            return context.wrapSupplier(() -> tracer.call("leaf", EventType.TOOL, span -> {
                        int sum = 0;
                        for (int i = from; i < to; i++) {
                            sum += i;
                        }
                        return sum;
                    }))
                    .get();
        }
    }

    /** A span that is ended on another thread than it was begun leaves both clean. */
    @Test
    void spanThatEndsOnAnotherThread_leavesBothThreadsClean() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<String> result = new CompletableFuture<>();
            tracer.callAsync("crossing", EventType.MODEL, span -> result);
            CountDownLatch completed = new CountDownLatch(1);
            pool.execute(() -> {
                result.complete("there");
                completed.countDown();
            });
            assertThat(completed.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(pool.submit(Context::current).get(10, TimeUnit.SECONDS)).isSameAs(Context.root());
            assertThat(delivered("crossing").getEndTimeUnixNano()).isPositive();
        } finally {
            pool.shutdownNow();
        }
    }
}
