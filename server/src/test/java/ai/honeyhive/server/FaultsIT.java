// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks and databases that fail under a running server. */
class FaultsIT {
    private static final int SMALL_DISK_MIB = 96; // the server says that it is not ready below 64

    @TempDir
    Path parent;

    private static HoneyHiveServer start(Path directory) {
        return HoneyHiveServer.builder().dataDirectory(directory).build().start();
    }

    private static ApiClient.Answer event(ApiClient client, String id, int size) {
        return client.post(
                "/events",
                "{\"event\":{\"event_id\":\"" + id
                        + "\",\"session_id\":\"s\",\"event_type\":\"tool\",\"event_name\":\"n\","
                        + "\"inputs\":{\"text\":\"" + "x".repeat(size) + "\"}}}");
    }

    private static Set<String> stored(ApiClient client) {
        Set<String> ids = new TreeSet<>();
        client.unchecked()
                .get("/v1/sessions/s")
                .json()
                .findValuesAsString("event_id")
                .forEach(ids::add);
        ids.remove("s");
        return ids;
    }

    @Test
    void disk_full_refusesWhatItCannotStore_andGoesOnWhenThereIsSpace() throws Exception {
        Path disk = Files.createDirectory(parent.resolve("disk"));
        assumeThat(execute("mount", "-t", "tmpfs", "-o", "size=" + SMALL_DISK_MIB + "m", "tmpfs", disk.toString()))
                .as("a disk can be mounted by this user, or the test has none that it can fill")
                .isZero();
        try (HoneyHiveServer server = start(disk.resolve("data"))) {
            var client = new ApiClient(server.url());
            Set<String> acknowledged = new TreeSet<>();
            assertThat(event(client, "before", 10).status()).isEqualTo(200);
            acknowledged.add("before");
            Path filler = disk.resolve("filler");
            fill(filler);

            ApiClient.Answer answer = null;
            for (int i = 0; i < 500 && (answer == null || answer.status() == 200); i++) {
                answer = event(client, "while" + i, 200_000);
                if (answer.status() == 200) {
                    acknowledged.add("while" + i);
                }
            }
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.json().path("errorCode").asString()).isEqualTo("STORE_FULL");
            assertThat(answer.json().path("message").asString()).contains("the disk is full");
            assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
            assertThat(client.get("/health").status()).isEqualTo(200);
            ApiClient.Answer ready = client.unchecked().get("/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).contains("the disk is full");
            assertThat(stored(client)).isEqualTo(acknowledged);

            Files.delete(filler);
            assertThat(event(client, "after", 200_000).status()).isEqualTo(200);
            acknowledged.add("after");
            assertThat(stored(client)).isEqualTo(acknowledged);
        } finally {
            execute("umount", disk.toString());
        }
    }

    /** Leaves less than a few requests need. */
    private static void fill(Path filler) throws IOException {
        try (var out = Files.newOutputStream(filler)) {
            byte[] block = new byte[64 * 1024];
            while (Files.getFileStore(filler).getUsableSpace() > 2L * 1024 * 1024) {
                out.write(block);
            }
        }
    }

    private static int execute(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException noSuchProgram) {
            return -1;
        }
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void database_lockedByAnotherProgram_isNotStartedOn_butIsWhenThatHasEnded() throws Exception {
        try (HoneyHiveServer server = start(parent)) {
            assertThat(event(new ApiClient(server.url()), "before", 10).status())
                    .isEqualTo(200);
        }
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + parent.resolve("honeyhive.db"))) {
            other.createStatement().execute("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> start(parent))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("honeyhive.db")
                    .hasMessageContaining("locked");
        }
        try (HoneyHiveServer server = start(parent)) {
            assertThat(stored(new ApiClient(server.url()))).containsExactly("before");
        }
    }

    @Test
    void log_cutOffWhereTheProcessWasKilled_losesOnlyWhatWasCutOff() throws Exception {
        Path data = parent.resolve("data");
        try (KilledServer server = KilledServer.start(data)) {
            var client = new ApiClient(server.url());
            for (int i = 0; i < 20; i++) {
                assertThat(event(client, "e" + (10 + i), 1_000).status()).isEqualTo(200);
            }
            server.kill();
        }
        Path log = data.resolve("honeyhive.db-wal");
        try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 10);
        }

        try (KilledServer server = KilledServer.start(data)) {
            var client = new ApiClient(server.url());
            assertThat(client.get("/ready").status()).isEqualTo(200);
            assertThat(stored(client)).hasSizeGreaterThanOrEqualTo(18).contains("e10", "e27");
            assertThat(event(client, "after", 10).status()).isEqualTo(200);
        }
    }

    @Test
    void project_thatNobodyAsksFor_isClearedOfOldSessions() throws Exception {
        Path other = parent.resolve("projects").resolve("old");
        try (HoneyHiveServer server = start(other)) {
            assertThat(new ApiClient(server.url())
                            .post(
                                    "/events",
                                    "{\"event\":{\"session_id\":\"s\",\"event_type\":\"tool\",\"event_name\":\"n\","
                                            + "\"start_time\":1600000000000,\"end_time\":1600000000001}}")
                            .status())
                    .isEqualTo(200);
        }
        try (HoneyHiveServer server = HoneyHiveServer.builder()
                        .dataDirectory(parent)
                        .keepFor(Duration.ofDays(1))
                        .build()
                        .start();
                Connection reader = DriverManager.getConnection("jdbc:sqlite:" + other.resolve("honeyhive.db"))) {
            var client = new ApiClient(server.url());
            Eventually.get(
                    () -> client.get("/metrics/prometheus").body(),
                    text -> text.contains("hive_removed_sessions 1.0") && text.contains("hive_removed_events 1.0"));
            try (ResultSet row = reader.createStatement().executeQuery("SELECT count(*) FROM events")) {
                assertThat(row.getInt(1)).isZero();
            }
        }
    }

    @Test
    void database_damagedWherePayloadsAre_isSaid_andTheServerLives() throws Exception {
        try (HoneyHiveServer server = start(parent)) {
            var client = new ApiClient(server.url());
            for (int i = 0; i < 40; i++) {
                assertThat(event(client, "e" + i, 20_000).status()).isEqualTo(200);
            }
        }
        overwrite(parent.resolve("honeyhive.db"));

        assertThat(DataDirectory.inspect(parent).databases())
                .singleElement()
                .satisfies(database -> assertThat(database.fault())
                        .hasValueSatisfying(fault -> assertThat(fault).containsAnyOf("damaged", "malformed")));
        try (HoneyHiveServer server = start(parent)) {
            var client = new ApiClient(server.url()).unchecked();
            ApiClient.Answer answer = client.post("/v1/events/search", "{\"filters\":[],\"limit\":100}");

            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.json().path("errorCode").asString()).isEqualTo("STORE_DAMAGED");
            assertThat(client.get("/health").status()).isEqualTo(200);
            assertThat(client.get("/ready").status()).isEqualTo(503);
            assertThat(client.get("/ready").body()).contains("damaged");
        }
    }

    /** Breaks the chains of pages that long payloads are in. */
    private static void overwrite(Path file) throws IOException {
        try (var database = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] page = new byte[4096];
            int broken = 0;
            for (long at = 0; at < database.length(); at += page.length) {
                database.seek(at);
                database.readFully(page);
                if (new String(page, 4, 1_000, StandardCharsets.ISO_8859_1).equals("x".repeat(1_000))) {
                    database.seek(at);
                    database.writeInt(0x7fff_fff0); // the next page, which is not in the file
                    broken++;
                }
            }
            assertThat(broken).isPositive();
        }
    }

    @Test
    void database_thatIsNone_isRefusedAtTheStartAndLeftAlone() throws Exception {
        Path file = Files.write(parent.resolve("honeyhive.db"), new byte[100_000]);
        Files.writeString(file, "not a database ".repeat(1_000));
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> start(parent))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("honeyhive.db")
                .hasMessageContaining("not a database");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
