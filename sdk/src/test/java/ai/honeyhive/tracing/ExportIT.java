// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.client.HoneyHiveConfigurationException;
import ai.honeyhive.testing.Gate;
import ai.honeyhive.testing.RecordingServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.close();
    }

    private HoneyHiveTracer spooling() {
        return spooling(gate.url());
    }

    private HoneyHiveTracer spooling(String url) {
        return HoneyHiveTracer.builder()
                .serverUrl(url)
                .apiKey("key")
                .spoolDirectory(folder)
                .build();
    }

    /** The server, back at its address. */
    private RecordingServer server() {
        RecordingServer server = new RecordingServer();
        gate.openTo(server);
        return server;
    }

    private List<Path> spooled() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".request")).toList();
        }
    }

    @Test
    void spool_serverAwayUntilRestart_deliversAllInOrderAndOnce() throws IOException {
        String sessionId;
        try (HoneyHiveTracer before = spooling()) {
            sessionId = before.sessionId();
            before.run("first", EventType.CHAIN, span -> {});
            assertThat(before.flush(Duration.ofSeconds(1))).isFalse();
            before.run("second", EventType.CHAIN, span -> {});
            before.enrichSession(e -> e.feedback("rating", 5));
            before.close(Duration.ofSeconds(1));

            assertThat(before.health().droppedInAll()).isZero();
        }
        assertThat(spooled()).isNotEmpty();
        assertThat(spooled().toString()).doesNotContain("key");

        try (RecordingServer server = server();
                HoneyHiveTracer after = spooling()) {
            after.run("third", EventType.CHAIN, span -> {});

            assertThat(after.flush(LIMIT)).isTrue();
            RecordingServer.await(
                    "replay",
                    () -> server.spans().size() == 3 && !server.updates().isEmpty());
            assertThat(server.spans()).extracting(span -> span.getName()).containsExactly("first", "second", "third");
            assertThat(server.sessionStarts().get(0).get("session_id").asString())
                    .isEqualTo(sessionId);
            assertThat(server.updates())
                    .singleElement()
                    .satisfies(update ->
                            assertThat(update.get("event_id").asString()).isEqualTo(sessionId));
        }
        assertThat(spooled()).isEmpty();
    }

    @Test
    void spool_serverComesBack_flushTellsTheTruth() throws IOException {
        try (HoneyHiveTracer tracer = spooling()) {
            tracer.run("step", EventType.CHAIN, span -> {});
            assertThat(tracer.flush(Duration.ofSeconds(1))).isFalse();
            assertThat(tracer.health().spooledBytes()).isPositive();

            try (RecordingServer server = server()) {
                assertThat(tracer.flush(LIMIT)).isTrue();
                assertThat(server.spans()).hasSize(1);
                assertThat(tracer.health().spooledBytes()).isZero();
                assertThat(tracer.health().spansDelivered()).isEqualTo(1);
            }
        }
    }

    @Test
    void spool_serverHangsWhenClosed_keepsWhatWasUnderWay() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HoneyHiveTracer tracer = spooling("http://127.0.0.1:" + silent.getLocalPort())) {
            tracer.run("under way", EventType.CHAIN, span -> {});
            tracer.flush(Duration.ofMillis(500));
            tracer.run("behind it", EventType.CHAIN, span -> {});
            tracer.close(Duration.ofMillis(200));

            assertThat(tracer.health().dropped()).isEmpty();
        }
        assertThat(spooled()).hasSize(3); // two batches and the session's start
    }

    @Test
    void spool_brokenFile_isCountedAndDoesNotStopTheOthers() throws IOException {
        try (HoneyHiveTracer before = spooling()) {
            before.run("kept", EventType.CHAIN, span -> {});
            before.flush(Duration.ofSeconds(1));
            before.close(Duration.ofMillis(200));
        }
        Path account = spooled().get(0).getParent();
        Files.writeString(account.resolve("0000000000000001-000000.request"), "no request at all");
        Files.writeString(account.resolve("0000000000000002-000000.request.unfinished"), "half");

        try (RecordingServer server = server();
                HoneyHiveTracer after = spooling()) {
            RecordingServer.await("replay", () -> after.health().spooledBytes() == 0);
            assertThat(server.spans()).hasSize(1);
            assertThat(server.sessionStarts()).hasSize(1);
            assertThat(after.health().dropped()).containsOnlyKeys("spool_broken");
        }
        assertThat(spooled()).isEmpty();
    }

    @Test
    void spool_twoTracersAtOnce_doNotShareFiles() throws IOException {
        try (HoneyHiveTracer one = spooling();
                HoneyHiveTracer two = spooling()) {
            one.run("one", EventType.CHAIN, span -> {});
            two.run("two", EventType.CHAIN, span -> {});
            one.flush(Duration.ofSeconds(1));
            two.flush(Duration.ofSeconds(1));

            assertThat(spooled().stream().map(Path::getParent).distinct()).hasSize(2);
            try (RecordingServer server = server()) {
                assertThat(one.flush(LIMIT)).isTrue();
                assertThat(two.flush(LIMIT)).isTrue();
                assertThat(server.spans()).hasSize(2);
            }
        }
    }

    @Test
    void spool_folderThatCannotBe_isAConfigurationError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> HoneyHiveTracer.builder()
                        .serverUrl("http://localhost:1")
                        .spoolDirectory(file)
                        .build())
                .isInstanceOf(HoneyHiveConfigurationException.class)
                .hasMessageContaining("spoolDirectory")
                .hasMessageContaining("HH_SPOOL_DIR");
    }

    @Test
    void tooLarge_isSplitUntilItFits() {
        try (RecordingServer server = new RecordingServer();
                HoneyHiveTracer tracer =
                        HoneyHiveTracer.builder().serverUrl(server.url()).build()) {
            server.failTraces(413, 413);
            tracer.run("outer", EventType.CHAIN, span -> {
                for (int i = 0; i < 7; i++) {
                    tracer.run("inner " + i, EventType.TOOL, s -> {});
                }
            });

            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(server.spans()).hasSize(8);
        }
    }

    @Test
    void internalError_isTriedAgainButNotForEver() {
        try (RecordingServer server = new RecordingServer();
                HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                        .serverUrl(server.url())
                        .flushInterval(Duration.ofMillis(1))
                        .build()) {
            server.failTraces(500, 500);
            tracer.run("in the end", EventType.CHAIN, span -> {});
            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(server.spans()).hasSize(1);
        }
    }

    @Test
    void health_countsByCause() {
        try (RecordingServer server = new RecordingServer();
                HoneyHiveTracer tracer =
                        HoneyHiveTracer.builder().serverUrl(server.url()).build()) {
            server.failTraces(401);
            tracer.run("refused", EventType.CHAIN, span -> {});
            assertThat(tracer.flush(LIMIT)).isFalse();
            tracer.run("accepted", EventType.CHAIN, span -> {});
            assertThat(tracer.flush(LIMIT)).isTrue();

            assertThat(tracer.health().dropped()).containsOnlyKeys("rejected").containsEntry("rejected", 1L);
            assertThat(tracer.health().spansDelivered()).isEqualTo(1);
            assertThat(tracer.health().sessionCallsDelivered()).isEqualTo(1);
            assertThat(tracer.health().spansWaiting()).isZero();
        }
    }

    @Test
    void disableBatch_sendsAtOnceWithoutFlush() {
        try (RecordingServer server = new RecordingServer();
                HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                        .serverUrl(server.url())
                        .disableBatch(true)
                        .build()) {
            tracer.run("one", EventType.CHAIN, span -> {});
            RecordingServer.await("span", () -> server.spans().size() == 1);
            tracer.run("two", EventType.CHAIN, span -> {});
            RecordingServer.await("span", () -> server.spans().size() == 2);
        }
    }

    @Test
    void serverless_allIsSentWhenTheRootEnds() {
        try (RecordingServer server = new RecordingServer();
                HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                        .serverUrl(server.url())
                        .serverless(LIMIT)
                        .build()) {
            tracer.run("invocation", EventType.CHAIN, span -> {
                tracer.run("step", EventType.TOOL, s -> {});
                tracer.enrichSession(e -> e.metadata("a", 1));
            });

            assertThat(server.spans()).hasSize(2);
            assertThat(server.updates()).hasSize(1);
        }
    }

    @Test
    void serverless_serverAway_waitsNoLongerThanTold() {
        try (HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                .serverUrl(gate.url())
                .serverless(Duration.ofMillis(200))
                .build()) {
            long start = System.nanoTime();
            tracer.run("invocation", EventType.CHAIN, span -> {});

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            tracer.close(Duration.ofMillis(100));
        }
    }
}
