// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.server.internal.store.postgres.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on a PostgreSQL database. */
class PostgresServerIT {
    private static final String SESSION = "11111111-2222-4333-8444-555555555555";

    @TempDir
    Path directory;

    @Test
    void server_startedAgain_hasWhatItAcknowledged() {
        try (HoneyHiveServer server = server()) {
            var client = new ApiClient(server.url());
            client.post("/v1/sessions", "{\"session_id\":\"" + SESSION + "\",\"session_name\":\"kept\"}");
            client.post(
                    "/v1/events",
                    "{\"session_id\":\"" + SESSION
                            + "\",\"event_type\":\"tool\",\"event_name\":\"look\",\"inputs\":{}}");
            client.post("/v1/datasets", "{\"name\":\"capitals\"}");

            assertThat(client.get("/v1/server").json().path("database").asString())
                    .isEqualTo("postgresql");
            assertThatThrownBy(this::server)
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining("is in use by another server");
        }

        try (HoneyHiveServer server = server()) {
            var client = new ApiClient(server.url());

            assertThat(client.get("/v1/sessions")
                            .json()
                            .at("/sessions/0/session_name")
                            .asString())
                    .isEqualTo("kept");
            assertThat(client.get("/v1/sessions/" + SESSION)
                            .json()
                            .at("/children/0/event_name")
                            .asString())
                    .isEqualTo("look");
            assertThat(client.get("/v1/datasets").json().at("/datasets/0/name").asString())
                    .isEqualTo("capitals");
        }
    }

    @Test
    void build_databaseOfAnotherKind_isRefused() {
        var builder = HoneyHiveServer.builder().database("jdbc:mysql://localhost/x?password=hush", null, null);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql://host:port/name")
                .hasMessageNotContaining("hush");
    }

    private HoneyHiveServer server() {
        return HoneyHiveServer.builder()
                .dataDirectory(directory)
                .database(TestPostgres.url(), null, null)
                .build()
                .start();
    }
}
