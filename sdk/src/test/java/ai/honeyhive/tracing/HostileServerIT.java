// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.testing.CapturedLog;
import ai.honeyhive.testing.Gate;
import ai.honeyhive.testing.RecordingServer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers, disks and threads that misbehave: everything is delivered or counted, and nobody hangs. */
@Timeout(60)
class HostileServerIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final RecordingServer server = new RecordingServer();

    @AfterEach
    void close() {
        server.close();
    }

    private HoneyHiveTracerBuilder builder() {
        return HoneyHiveTracer.builder().serverUrl(server.url()).apiKey("hh_key_of_the_project");
    }

    private static void step(HoneyHiveTracer tracer, String name) {
        tracer.run(name, EventType.CHAIN, span -> {});
    }

    @Test
    void busyServer_isAskedAgainWhenItSays_inSecondsOrByDate() {
        try (HoneyHiveTracer tracer = builder().build()) {
            server.sayRetryAfter("2");
            server.failTraces(429);
            long start = System.nanoTime();
            step(tracer, "seconds");
            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_900));

            server.sayRetryAfter(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(3)));
            server.failTraces(503);
            start = System.nanoTime();
            step(tracer, "date");
            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_500));
        }
        assertThat(server.spans()).hasSize(2);
    }

    @Test
    void busyServer_withASpool_isNotAskedBeforeItSays() {
        try (HoneyHiveTracer tracer = builder().spoolDirectory(folder).build()) {
            server.sayRetryAfter("2");
            server.failTraces(429);
            long start = System.nanoTime();
            step(tracer, "kept");

            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_900));
        }
        assertThat(server.spans()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 507, 520, 524})
    void failingServer_isTriedAgain(int status) {
        try (HoneyHiveTracer tracer = builder().build()) {
            server.failTraces(status);
            step(tracer, "step");

            assertThat(tracer.flush(LIMIT)).isTrue();
        }
        assertThat(server.spans()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 413, 422})
    void refusal_isNotRepeatedButCountedAndTold(int status) {
        try (CapturedLog log = new CapturedLog();
                HoneyHiveTracer tracer = builder().build()) {
            server.failTraces(status);
            step(tracer, "refused");

            assertThat(tracer.flush(LIMIT)).isFalse();
            assertThat(tracer.health().dropped()).containsOnlyKeys("rejected").containsEntry("rejected", 1L);
            assertThat(tracer.health().spansWaiting()).isZero();
            assertThat(tracer.health().lastFailure())
                    .contains("POST /opentelemetry/v1/traces: " + status)
                    .doesNotContain("hh_key_of_the_project");
            assertThat(log.all().toString()).contains("" + status).doesNotContain("hh_key_of_the_project");

            step(tracer, "accepted");
            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(tracer.health().lastFailure()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>502</html>", "{}", "\u0012\u00f5\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u0001"})
    void acceptedWithAGarbageBody_isAccepted(String body) {
        server.answerTraces(body.getBytes(StandardCharsets.ISO_8859_1));
        try (HoneyHiveTracer tracer = builder().build()) {
            step(tracer, "step");

            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(tracer.health().spansDelivered()).isEqualTo(1);
        }
    }

    /** A server that never stops talking is only listened to for a while. */
    @Test
    void answerWithoutEnd_isAcceptedByItsStatus() throws IOException {
        HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endless.setExecutor(Executors.newCachedThreadPool());
        endless.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            byte[] noise = new byte[1 << 16];
            try (OutputStream out = exchange.getResponseBody()) {
                while (!Thread.currentThread().isInterrupted()) {
                    out.write(noise); // until the client has had enough
                }
            }
        });
        endless.start();
        try (HoneyHiveTracer tracer = builder()
                .serverUrl("http://127.0.0.1:" + endless.getAddress().getPort())
                .build()) {
            step(tracer, "step");

            assertThat(tracer.flush(LIMIT)).isTrue();
        } finally {
            endless.stop(0);
        }
    }

    @Test
    void flushThatIsFalse_isExplainedByHealth_whileTheServerIsAway() {
        try (Gate gate = new Gate();
                HoneyHiveTracer tracer = builder().serverUrl(gate.url()).build()) {
            step(tracer, "one");
            step(tracer, "two");
            assertThat(tracer.flush(Duration.ofMillis(300))).isFalse();

            assertThat(tracer.health().spansWaiting()).isEqualTo(2);
            assertThat(tracer.health().sessionCallsWaiting()).isEqualTo(1);
            assertThat(tracer.health().dropped()).isEmpty();
            RecordingServer.await("a reason", () -> tracer.health().lastFailure() != null);
            assertThat(tracer.health().lastFailure()).contains("Exception");

            gate.openTo(server);
            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(tracer.health().spansWaiting()).isZero();
            assertThat(tracer.health().lastFailure()).isNull();
        }
    }

    @Test
    void spooledBatch_thatTheServerFindsTooLarge_isSplit() {
        try (Gate gate = new Gate();
                HoneyHiveTracer tracer = builder()
                        .serverUrl(gate.url())
                        .spoolDirectory(folder)
                        .flushInterval(Duration.ofMinutes(1))
                        .build()) {
            tracer.run("outer", EventType.CHAIN, span -> {
                for (int i = 0; i < 9; i++) {
                    step(tracer, "inner");
                }
            });
            assertThat(tracer.flush(Duration.ofMillis(300))).isFalse();
            server.failTraces(413, 413);
            gate.openTo(server);

            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(server.spans()).hasSize(10);
            assertThat(tracer.health().spansDelivered()).isEqualTo(10);
            assertThat(tracer.health().spooledBytes()).isZero();
        }
    }

    @Test
    void spoolFolder_thatVanishesOrIsAFile_losesNothingSilently() throws IOException {
        try (Gate gate = new Gate();
                HoneyHiveTracer tracer = builder()
                        .serverUrl(gate.url())
                        .spoolDirectory(folder)
                        .maxExportBatchSize(1)
                        .build()) {
            step(tracer, "lost with its file");
            tracer.flush(Duration.ofMillis(300));
            delete(folder);
            step(tracer, "kept in a new folder");
            tracer.flush(Duration.ofMillis(300));
            assertThat(tracer.health().spooledBytes()).isPositive();
            delete(folder);
            Files.writeString(folder, "no folder any more");
            step(tracer, "not kept");
            tracer.flush(Duration.ofMillis(300));
            gate.openTo(server);

            RecordingServer.await("an end", () -> tracer.health().spansWaiting() == 0);
            assertThat(tracer.health().dropped()).containsOnlyKeys("spool_broken");
            assertThat(tracer.health().spansDelivered() + tracer.health().droppedInAll())
                    .isGreaterThanOrEqualTo(3);
            Files.delete(folder);
            step(tracer, "afterwards");
            RecordingServer.await("delivery", () -> {
                tracer.flush(Duration.ofMillis(100));
                return server.spans().stream().anyMatch(span -> span.getName().equals("afterwards"));
            });
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void spoolThatIsFull_countsWhatDoesNotFit() {
        try (Gate gate = new Gate();
                HoneyHiveTracer tracer = builder()
                        .serverUrl(gate.url())
                        .spoolDirectory(folder)
                        .maxSpoolMegabytes(1)
                        .maxExportBatchSize(1)
                        .build()) {
            byte[] noise = new byte[400_000];
            new java.util.Random(7).nextBytes(noise); // does not get smaller by compression
            for (int i = 0; i < 5; i++) {
                tracer.run(
                        "large",
                        EventType.CHAIN,
                        span -> span.input(
                                "noise", java.util.Base64.getEncoder().encodeToString(noise)));
            }
            RecordingServer.await("a full spool", () -> {
                tracer.flush(Duration.ofMillis(100));
                return tracer.health().dropped().containsKey("spool_full");
            });
            gate.openTo(server);

            RecordingServer.await("an end", () -> tracer.health().spansWaiting() == 0);
            assertThat(server.spans().size() + tracer.health().dropped().get("spool_full"))
                    .isEqualTo(5);
        }
    }

    @Test
    void sessionCalls_whileTheServerIsAway_areBoundedInBytes() {
        String megabyte = "x".repeat(1 << 20);
        try (Gate gate = new Gate();
                HoneyHiveTracer tracer = builder().serverUrl(gate.url()).build()) {
            int taken = 0;
            for (int i = 0; i < 100; i++) {
                String id = UUID.randomUUID().toString();
                taken += tracer.enrichSession(id, e -> e.metadata("a", megabyte)) ? 1 : 0;
            }
            assertThat(taken).isBetween(10, 40);
            assertThat(tracer.health().dropped()).containsEntry("queue_full", 100L - taken);
            tracer.close(Duration.ZERO);
        }
    }

    @Test
    void sessionUpdate_thatTheServerFindsTooLarge_isSplit_butOutputsStayWhole() {
        try (HoneyHiveTracer tracer = builder().build()) {
            server.failUpdates(413, 413);
            tracer.enrichSession(e ->
                    e.metadata(Map.of("a", 1, "b", 2)).feedback("rating", 5).outputs(Map.of("x", 1, "y", 2)));

            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(tracer.health().dropped()).isEmpty();
        }
        assertThat(server.updates()).hasSize(3);
        assertThat(server.updates().toString()).contains("\"a\":1", "\"b\":2", "\"rating\":5", "\"x\":1", "\"y\":2");
        assertThat(server.updates())
                .filteredOn(update -> update.has("outputs"))
                .singleElement()
                .satisfies(update -> assertThat(update.get("outputs").size()).isEqualTo(2));
    }

    @Test
    void sessionUpdate_onDiskThatTheServerFindsTooLarge_isSplitBeforeLaterOnesAreSent() {
        try (Gate gate = new Gate();
                HoneyHiveTracer tracer =
                        builder().serverUrl(gate.url()).spoolDirectory(folder).build()) {
            tracer.enrichSession(e -> e.metadata(Map.of("a", 1, "b", 2)).feedback("rating", 5));
            assertThat(tracer.flush(Duration.ofMillis(300))).isFalse();
            tracer.enrichSession(e -> e.feedback("rating", 1));
            assertThat(tracer.flush(Duration.ofMillis(300))).isFalse();
            server.failUpdates(413, 413);
            gate.openTo(server);

            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(tracer.health().dropped()).isEmpty();
            assertThat(tracer.health().spooledBytes()).isZero();
        }
        assertThat(server.updates().toString()).contains("\"a\":1", "\"b\":2", "\"rating\":5");
        assertThat(server.updates()
                        .get(server.updates().size() - 1)
                        .at("/feedback/rating")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void sessionField_overwrittenAgainAndAgain_needsRoomOnce() {
        String text = "x".repeat(1 << 19);
        try (Gate gate = new Gate();
                HoneyHiveTracer tracer = builder().serverUrl(gate.url()).build()) {
            String id = UUID.randomUUID().toString();
            for (int i = 0; i < 200; i++) {
                String value = text + i;
                assertThat(tracer.enrichSession(id, e -> e.metadata("state", value)))
                        .isTrue();
            }
            gate.openTo(server);
            assertThat(tracer.flush(LIMIT)).isTrue();
        }
        assertThat(server.updates()
                        .get(server.updates().size() - 1)
                        .at("/metadata/state")
                        .asString())
                .endsWith("199");
    }

    @Test
    void interruptedThread_tracesFlushesAndClosesCleanly() {
        String project = "interrupted-" + server.port();
        try (Gate gate = new Gate()) {
            HoneyHiveTracer tracer = builder()
                    .serverUrl(gate.url())
                    .project(project)
                    .spoolDirectory(folder)
                    .build();
            Thread.currentThread().interrupt();
            step(tracer, "step");
            assertThat(tracer.flush(LIMIT)).isFalse();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();

            tracer.close();

            assertThat(Thread.interrupted()).isTrue();
            RecordingServer.await(
                    "the end of its threads", () -> threads(project).isEmpty());
        }
        try (HoneyHiveTracer heir =
                builder().project(project).spoolDirectory(folder).build()) {
            RecordingServer.await("replay", () -> heir.health().spooledBytes() == 0);
        }
    }

    private static List<String> threads(String part) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(part))
                .toList();
    }

    @Test
    void closeWhileRequestsAreUnderWay_deliversOrCountsEverySpan() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            HoneyHiveTracer tracer = builder().disableBatch(true).build();
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> {
                    for (int j = 0; j < 50; j++) {
                        step(tracer, "step");
                    }
                });
                threads[i].start();
            }
            tracer.close();
            for (Thread thread : threads) {
                thread.join();
            }
            RecordingServer.await(
                    "an end of " + tracer.health(), () -> tracer.health().spansWaiting() == 0);
            assertThat(tracer.health().spansDelivered() + tracer.health().droppedInAll())
                    .isLessThanOrEqualTo(201);
        }
    }

    @Test
    void clientOfTheCallers_thatFailsByItself_isCountedAndTheQueueLivesOn() {
        HttpClient failing = new FailingClient();
        try (HoneyHiveTracer tracer = builder().httpClient(failing).build()) {
            for (int i = 0; i < 3; i++) {
                step(tracer, "step");
            }
            tracer.flush(Duration.ofMillis(300));

            assertThat(tracer.health().spansWaiting()).isEqualTo(3);
            assertThat(tracer.health().lastFailure()).contains("out of order");
            tracer.close(Duration.ofMillis(100));
            assertThat(tracer.health().spansWaiting()).isZero();
            assertThat(tracer.health().droppedInAll()).isEqualTo(4);
        }
    }
}
