// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape in which Java hands work to another thread, with OpenTelemetry's own wrappers: nothing of ours is needed. */
class WrappersIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final ExecutorService POOL = Executors.newSingleThreadExecutor(WrappersIT::daemon);
    private static final ScheduledExecutorService SCHEDULER =
            Executors.newSingleThreadScheduledExecutor(WrappersIT::daemon);

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer =
            HoneyHiveTracer.builder().serverUrl(server.url()).build();

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "wrappers");
        thread.setDaemon(true);
        return thread;
    }

    @AfterEach
    void close() {
        HoneyHive.setDefaultTracer(null);
        assertThat(Context.current()).isSameAs(Context.root());
        tracer.close();
        server.close();
    }

    /** Hands a task to another thread and waits until it is done. */
    @FunctionalInterface
    private interface Shape {
        void run(Runnable task) throws Exception;
    }

    private static Named<Shape> shape(String name, Shape shape) {
        return Named.of(name, shape);
    }

    private static Callable<Boolean> callable(Runnable task) {
        return () -> supplier(task).get();
    }

    private static Supplier<Boolean> supplier(Runnable task) {
        return () -> {
            task.run();
            return true;
        };
    }

    static Stream<Named<Shape>> shapes() {
        return Stream.of(
                shape("Runnable", task -> await(POOL.submit(Context.current().wrap(task)))),
                shape("Callable", task -> await(POOL.submit(Context.current().wrap(callable(task))))),
                shape(
                        "Supplier",
                        task -> await(
                                CompletableFuture.supplyAsync(Context.current().wrapSupplier(supplier(task)), POOL))),
                shape(
                        "Function",
                        task -> await(CompletableFuture.completedFuture("in")
                                .thenApplyAsync(
                                        Context.current()
                                                .wrapFunction(
                                                        in -> supplier(task).get()),
                                        POOL))),
                shape(
                        "Consumer",
                        task -> await(CompletableFuture.completedFuture("in")
                                .thenAcceptAsync(Context.current().wrapConsumer(in -> task.run()), POOL))),
                shape(
                        "BiFunction",
                        task -> await(CompletableFuture.completedFuture("in")
                                .thenCombineAsync(
                                        CompletableFuture.completedFuture("other"),
                                        Context.current()
                                                .wrapFunction((in, other) ->
                                                        supplier(task).get()),
                                        POOL))),
                shape(
                        "Executor",
                        task -> await(CompletableFuture.runAsync(
                                task, Context.current().wrap((java.util.concurrent.Executor) POOL)))),
                shape(
                        "ExecutorService",
                        task -> await(Context.current().wrap(POOL).submit(callable(task)))),
                shape(
                        "ExecutorService.invokeAll",
                        task -> await(Context.current()
                                .wrap(POOL)
                                .invokeAll(List.of(callable(task)))
                                .get(0))),
                shape(
                        "ExecutorService.invokeAny",
                        task -> Context.current().wrap(POOL).invokeAny(List.of(callable(task)), 10, TimeUnit.SECONDS)),
                shape(
                        "ScheduledExecutorService",
                        task -> await(Context.current().wrap(SCHEDULER).schedule(task, 1, TimeUnit.MILLISECONDS))),
                shape(
                        "taskWrapping Executor",
                        task -> await(CompletableFuture.runAsync(
                                task, Context.taskWrapping((java.util.concurrent.Executor) POOL)))),
                shape(
                        "taskWrapping ExecutorService",
                        task -> await(Context.taskWrapping(POOL).submit(task))),
                shape(
                        "taskWrapping ScheduledExecutorService",
                        task -> await(Context.taskWrapping(SCHEDULER).schedule(task, 1, TimeUnit.MILLISECONDS))),
                shape(
                        "CompletableFuture chain",
                        task -> await(CompletableFuture.supplyAsync(() -> 1, POOL)
                                .thenCompose(Context.current()
                                        .wrapFunction(one -> CompletableFuture.supplyAsync(
                                                () -> one + 1, Context.taskWrapping(POOL))))
                                .thenAcceptAsync(
                                        two -> task.run(),
                                        Context.current().wrap((java.util.concurrent.Executor) POOL)))),
                shape("Thread", task -> {
                    Thread thread = daemon(Context.current().wrap(task));
                    thread.start();
                    thread.join(10_000);
                }),
                shape(
                        "ForkJoinPool",
                        task -> await(ForkJoinPool.commonPool()
                                .submit(Context.current().wrap(task)))));
    }

    private static void await(java.util.concurrent.Future<?> future) throws Exception {
        future.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void wrappedWork_findsTracerSpanAndSession_andLeavesItsThreadClean(Shape shape) throws Exception {
        Context[] afterwards = new Context[1];
        try (SessionScope session = tracer.session("request").open()) {
            HoneyHive.setDefaultTracer(null);
            tracer.<Exception>run(
                    "outer",
                    EventType.CHAIN,
                    span -> shape.run(() -> {
                        assertThat(Thread.currentThread().getName()).isNotEqualTo("main");
                        assertThat(HoneyHive.discover()).containsSame(tracer);
                        assertThat(tracer.sessionId()).isEqualTo(session.sessionId());
                        assertThat(HoneyHive.enrichSpan(e -> e.metadata("from", "another thread")))
                                .isTrue();
                        tracer.run("inner", EventType.TOOL, s -> {});
                    }));
            afterwards[0] = POOL.submit(Context::current).get(10, TimeUnit.SECONDS);
        }

        assertThat(afterwards[0]).isSameAs(Context.root());
        assertThat(SCHEDULER.submit(Context::current).get(10, TimeUnit.SECONDS)).isSameAs(Context.root());
        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.span("inner").getParentSpanId())
                .isEqualTo(server.span("outer").getSpanId());
        assertThat(RecordingServer.attributes(server.span("outer")))
                .containsEntry("honeyhive_metadata.from", "another thread");
    }

    @Test
    void unwrappedWork_startsOnItsOwn_butIsNeverLost() throws Exception {
        tracer.<Exception>run(
                "outer",
                EventType.CHAIN,
                span -> await(POOL.submit(() -> tracer.run("orphan", EventType.TOOL, s -> {}))));

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.span("orphan").getParentSpanId().isEmpty()).isTrue();
        assertThat(RecordingServer.attributes(server.span("orphan")))
                .containsEntry("honeyhive.session_id", tracer.sessionId());
    }

    /** A parallel stream runs partly in the caller, partly in the common pool: its function has to be wrapped. */
    @Test
    void parallelStream_withAWrappedFunction_keepsAllItsSpansTogether() {
        int count = 200;
        tracer.run("outer", EventType.CHAIN, span -> {
            Consumer<Integer> step =
                    Context.current().wrapConsumer(i -> tracer.run("step", EventType.TOOL, s -> s.input("i", i)));
            IntStream.range(0, count).boxed().parallel().forEach(step);
        });

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.spans()).hasSize(count + 1);
        assertThat(server.spans())
                .filteredOn(span -> span.getName().equals("step"))
                .allSatisfy(span -> assertThat(span.getParentSpanId())
                        .isEqualTo(server.span("outer").getSpanId()));
    }
}
