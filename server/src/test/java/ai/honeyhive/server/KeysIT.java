// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys over HTTP: each project sees and changes its own alone. */
class KeysIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    private HoneyHiveServer server;
    private ApiClient client;
    private ApiKeys.Created support;
    private ApiKeys.Created other;

    @BeforeEach
    void start() {
        ApiKeys keys = ApiKeys.in(directory);
        support = keys.create("support", "staging");
        other = keys.create("other", "elsewhere");
        server = HoneyHiveServer.builder()
                .dataDirectory(directory)
                .requireKeys()
                .build()
                .start();
        client = new ApiClient(server.url()).unchecked();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void list_showsTheKeysOfTheProjectAlone_withoutTheirSecrets() {
        String body = send("GET", "/v1/keys", support.secret(), "").body();

        JsonNode answer = JSON.readTree(body);
        assertThat(answer.path("project").asString()).isEqualTo("support");
        assertThat(answer.path("required").asBoolean()).isTrue();
        assertThat(answer.path("keys").valueStream().map(key -> key.path("name").asString()))
                .containsExactly("staging");
        assertThat(answer.at("/keys/0/last_used").isIntegralNumber()).isTrue();
        assertThat(body).doesNotContain(support.secret(), "hash");
    }

    @Test
    void create_givesAKeyOfTheSameProject_thatIsGoodUntilItIsRevoked() {
        var created = send("POST", "/v1/keys", support.secret(), "{\"name\":\"ci\"}");

        assertThat(created.status()).isEqualTo(201);
        String secret = created.json().path("secret").asString();
        String id = created.json().at("/key/id").asString();
        assertThat(send("GET", "/v1/server", secret, "").json().path("project").asString())
                .isEqualTo("support");
        assertThat(send("DELETE", "/v1/keys/" + id, support.secret(), "").status())
                .isEqualTo(200);
        assertThat(send("GET", "/v1/server", secret, "").status()).isEqualTo(401);
        assertThat(send("DELETE", "/v1/keys/" + id, support.secret(), "").status())
                .isEqualTo(404);
    }

    @Test
    void revoke_ofAnotherProjectsKey_isNotFoundAndChangesNothing() {
        String path = "/v1/keys/" + other.key().id();

        assertThat(send("DELETE", path, support.secret(), "").status()).isEqualTo(404);

        assertThat(send("GET", "/v1/server", other.secret(), "").status()).isEqualTo(200);
    }

    @Test
    void create_withoutName_saysWhatIsMissing() {
        var answer = send("POST", "/v1/keys", support.secret(), "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("name is missing");
    }

    @Test
    void keys_withoutKey_areRefused() {
        assertThat(client.send(client.request("/v1/keys").GET()).status()).isEqualTo(401);
    }

    @Test
    void prices_areThoseThatTheServerReckonsWith() {
        JsonNode prices = send("GET", "/v1/prices", support.secret(), "").json();

        assertThat(prices.path("models")).hasSizeGreaterThan(20);
        assertThat(prices.path("unbilled_providers").valueStream().map(JsonNode::asString))
                .contains("ollama");
        assertThat(prices.path("models").valueStream())
                .allMatch(model -> model.path("input").asDouble(-1) >= 0);
    }

    private ApiClient.Answer send(String method, String path, String key, String body) {
        return client.send(client.request(path, "Authorization", "Bearer " + key, "Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }
}
