// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.EventFields;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.server.HoneyHiveServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailIT {
    private static final String SESSION = "5f0c1a52-1d2b-4c1b-9d3c-1c2f3a4b5c6d";

    @TempDir
    Path directory;

    private HoneyHiveServer server(int port) {
        return HoneyHiveServer.builder()
                .port(port)
                .dataDirectory(directory.resolve("data"))
                .build()
                .start();
    }

    private static void event(HoneyHiveServer server, String name, Map<String, ?> outputs) {
        HoneyHiveClient.builder()
                .serverUrl(server.url().toString())
                .build()
                .events()
                .create(List.of(EventFields.builder("tool", Map.of())
                        .field("session_id", SESSION)
                        .field("event_name", name)
                        .field("metadata", Map.of("tenant", "acme"))
                        .field("start_time", Instant.now().toEpochMilli())
                        .outputs(outputs)
                        .build()));
    }

    @Test
    void tail_serverIsStartedAgain_goesOnAndMissesNothing() throws Exception {
        int port;
        try (HoneyHiveServer server = server(0);
                HoneyHiveProcessOf tail = new HoneyHiveProcessOf(directory, server)) {
            port = server.url().getPort();
            event(server, "before", Map.of());
            tail.start("--filter", "event_type=tool");
            tail.awaitListening(() -> event(server, "live", Map.of("text", "a\u001b[31mred\u0007\nb\u202ec")));
            assertThat(tail.process().output()).contains("a [31mred b c").doesNotContain("\u001b");
            server.close();
            tail.process().awaitLine(line -> line.contains("the connection is lost"));
            try (HoneyHiveServer again = server(port)) {
                event(again, "after", Map.of());
                tail.process().awaitLine(line -> line.contains(" after"));
            }
            assertThat(tail.process().output()).doesNotContain(" before");
            assertThat(tail.process().output().split(" live", -1).length).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void tail_noServer_saysSoAtOnce() {
        try (CliServer cli = new CliServer(directory)) {
            assertThat(cli.plain("tail", "--url", "http://127.0.0.1:9")).isEqualTo(2);
            assertThat(cli.err()).contains("no server answers at http://127.0.0.1:9");
            assertThat(cli.hive("tail", "--filter", "nothing")).isEqualTo(2);
            assertThat(cli.err()).contains("--filter nothing is no condition").contains("FIELD=VALUE");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "event_type=model,true",
        "event_type=mod,false",
        "event_type=mod*,true",
        "metadata.a.b=1,true",
        "metadata.c.d=x*z,true",
        "inputs.list.1.q=v,true",
        "inputs.list.7.q=v,false",
        "nothing=*,false",
        "event_name=*,true"
    })
    void filter_findsFieldsByTheirPath(String filter, boolean expected) {
        Map<String, Object> event = Map.of(
                "event_type",
                "model",
                "event_name",
                "",
                "metadata",
                Map.of("a.b", 1, "c", Map.of("d", "x\nz")),
                "inputs",
                Map.of("list", List.of(1, Map.of("q", "v"))));

        assertThat(TailFilter.of(filter).test(event)).isEqualTo(expected);
    }

    /** A tail in a process of its own. */
    private static final class HoneyHiveProcessOf implements AutoCloseable {
        private final Path directory;
        private final HoneyHiveServer server;
        private HiveProcess process;

        HoneyHiveProcessOf(Path directory, HoneyHiveServer server) {
            this.directory = directory;
            this.server = server;
        }

        void start(String... options) throws Exception {
            String[] all = java.util.Arrays.copyOf(options, options.length + 3);
            System.arraycopy(options, 0, all, 3, options.length);
            all[0] = "tail";
            all[1] = "--url";
            all[2] = server.url().toString();
            process = new HiveProcess(directory, all);
        }

        /** Sends events until one was printed, since nothing says when listening begins. */
        void awaitListening(Runnable send) throws Exception {
            long deadline = System.nanoTime() + java.util.concurrent.TimeUnit.MINUTES.toNanos(2);
            while (!process.output().contains(" live")) {
                assertThat(System.nanoTime()).as(process.output()).isLessThan(deadline);
                send.run();
                Thread.sleep(300);
            }
        }

        HiveProcess process() {
            return process;
        }

        @Override
        public void close() {
            if (process != null) {
                process.close();
            }
        }
    }
}
