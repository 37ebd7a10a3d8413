// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads and structured concurrency, on JDKs that have them; the tests themselves are compiled for 17. */
class ModernThreadsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int JDK = Runtime.version().feature();

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer =
            HoneyHiveTracer.builder().serverUrl(server.url()).build();

    @TempDir
    Path folder;

    @BeforeEach
    void noDefault() {
        HoneyHive.setDefaultTracer(null);
    }

    @AfterEach
    void close() {
        tracer.close();
        server.close();
    }

    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private static boolean isVirtual() {
        try {
            return (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no virtual threads", e);
        }
    }

    @Test
    void virtualThreads_tenThousandTasks_eachUnderItsParentAndWithItsSession() throws Exception {
        assumeTrue(JDK >= 21, "virtual threads");
        int count = 10_000;
        ExecutorService plain = virtualThreads();
        ExecutorService threads = Context.taskWrapping(plain);
        try (SessionScope session = tracer.session("many").open()) {
            tracer.<Exception>run("outer", EventType.CHAIN, span -> {
                List<Future<Boolean>> tasks = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    int n = i;
                    tasks.add(threads.submit(() -> tracer.call("task", EventType.TOOL, s -> {
                        LockSupport.parkNanos(1); // unmounts, and goes on where a carrier is free
                        HoneyHive.enrichSpan(e -> e.metadata("n", n));
                        return isVirtual() && tracer.sessionId().equals(session.sessionId());
                    })));
                }
                for (Future<Boolean> task : tasks) {
                    assertThat(task.get(30, TimeUnit.SECONDS)).isTrue();
                }
            });
        } finally {
            plain.shutdownNow();
        }

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.spans()).hasSize(count + 1);
        assertThat(server.spans().stream()
                        .map(span -> attributes(span).get("honeyhive_metadata.n"))
                        .filter(Objects::nonNull)
                        .distinct())
                .hasSize(count);
        assertThat(server.spans())
                .filteredOn(span -> span.getName().equals("task"))
                .allMatch(span ->
                        span.getParentSpanId().equals(server.span("outer").getSpanId()));
    }

    @Test
    void virtualThread_afterItsScopes_isClean() throws Exception {
        assumeTrue(JDK >= 21, "virtual threads");
        ExecutorService plain = virtualThreads();
        try {
            Context left = plain.submit(() -> {
                        try (SessionScope session = tracer.session("one").open()) {
                            tracer.run("step", EventType.TOOL, span -> {});
                        }
                        return Context.current();
                    })
                    .get(10, TimeUnit.SECONDS);

            assertThat(left).isSameAs(Context.root());
        } finally {
            plain.shutdownNow();
        }
    }

    /** StructuredTaskScope is a preview: its user is compiled here and runs in a JVM that allows previews. */
    @Test
    void structuredTaskScope_forksBelongToTheSpanThatOpenedIt() throws Exception {
        assumeTrue(JDK >= 25, "StructuredTaskScope.open");
        Path source = folder.resolve("Structured.java");
        Files.writeString(source, """
                import ai.honeyhive.tracing.EventType;
                import ai.honeyhive.tracing.HoneyHiveTracer;
                import io.opentelemetry.context.Context;
                import java.time.Duration;
                import java.util.concurrent.Callable;
                import java.util.concurrent.StructuredTaskScope;

                public class Structured {
                    public static void main(String[] args) throws Exception {
                        try (HoneyHiveTracer tracer = HoneyHiveTracer.builder().serverUrl(args[0]).build()) {
                            int sum = tracer.<Integer, Exception>call("outer", EventType.CHAIN, span -> {
                                try (var scope = StructuredTaskScope.<Integer>open()) {
                                    Callable<Integer> one = () -> tracer.call("fork", EventType.TOOL, s -> 1);
                                    Callable<Integer> two = () -> tracer.call("fork", EventType.TOOL, s -> 2);
                                    var first = scope.fork(Context.current().wrap(one));
                                    var second = scope.fork(Context.current().wrap(two));
                                    scope.join();
                                    return first.get() + second.get();
                                }
                            });
                            if (sum != 3 || !tracer.flush(Duration.ofSeconds(10))) {
                                throw new AssertionError();
                            }
                        }
                    }
                }
                """);
        String classpath = System.getProperty("java.class.path");

        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--enable-preview", "--release", "" + JDK, "-cp", classpath, source.toString());
        assertThat(compiled).isZero();
        assertThat(runChild(classpath)).isZero();

        assertThat(server.spans()).hasSize(3);
        assertThat(server.spans())
                .filteredOn(span -> span.getName().equals("fork"))
                .hasSize(2)
                .allMatch(span ->
                        span.getParentSpanId().equals(server.span("outer").getSpanId()));
    }

    private int runChild(String classpath) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-preview",
                        "-cp",
                        folder + System.getProperty("path.separator") + classpath,
                        "Structured",
                        server.url())
                .inheritIO()
                .start();
        if (!child.waitFor(60, TimeUnit.SECONDS)) {
            child.destroyForcibly();
        }
        return child.waitFor();
    }
}
