// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description is made of the routes; here it is held against the server. */
class OpenApiIT {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode document = Description.get().document();
    private HoneyHiveServer server;
    private ApiClient client;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().inMemory().build().start();
        client = new ApiClient(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyDescribedOperation_isServed() {
        for (var path : document.path("paths").properties()) {
            if (path.getKey().endsWith("/stream")) {
                continue; // never ends
            }
            for (String method : path.getValue().propertyNames()) {
                String url = path.getKey().replaceAll("\\{\\w+}", "none");
                var request = client.request(url, "Content-Type", "application/json")
                        .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString("{}"));

                var answer = client.unchecked().send(request);

                assertThat(answer.body()).as(method + " " + url).doesNotContain("there is no route");
                assertThat(answer.status())
                        .as(method + " " + url + answer.body())
                        .isNotIn(405, 500, 501, 503);
            }
        }
    }

    @Test
    void whatIsNotDescribed_isNotServed() {
        Set<String> described = new HashSet<>(document.path("paths").propertyNames());

        assertThat(described).contains("/v1/runs/{id}/compare/{old}/events", "/tools", "/openapi.json");
        for (String path : List.of("/v1/tool", "/v2/runs", "/run", "/v1/runs/a/b/c", "/swagger.json")) {
            assertThat(client.get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void everyOperation_saysWhatItTakesAndGives() {
        List<String> silent = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                String method = operation.getKey();
                String name = method + " " + path.getKey();
                assertThat(ids.add(operation.getValue().path("operationId").asString()))
                        .as(name)
                        .isTrue();
                boolean page = path.getKey().equals("/")
                        || path.getKey().startsWith("/review")
                        || path.getKey().equals("/settings")
                        || path.getKey().startsWith("/compare")
                        || path.getKey().startsWith("/assets")
                        || path.getKey().endsWith("/prometheus")
                        || path.getKey().endsWith("/stream");
                boolean bodiless =
                        path.getKey().endsWith("/deploy") || path.getKey().endsWith("/logout");
                JsonNode success = operation
                        .getValue()
                        .path("responses")
                        .valueStream()
                        .findFirst()
                        .orElseThrow();
                if (!page && Description.schema(success).isEmpty()) {
                    silent.add(name + " gives");
                }
                boolean hasBody = (method.equals("post") || method.equals("put")) && !bodiless;
                if (hasBody
                        == Description.schema(operation.getValue().path("requestBody"))
                                .isEmpty()) {
                    silent.add(name + " takes");
                }
            }
        }

        assertThat(silent).isEmpty();
    }

    @Test
    void everySchema_isThereAndUsed() {
        Set<String> schemas =
                new HashSet<>(document.path("components").path("schemas").propertyNames());
        Set<String> referred = new HashSet<>();
        document.findValuesAsString("$ref").forEach(ref -> referred.add(ref.substring(ref.lastIndexOf('/') + 1)));

        assertThat(referred).isEqualTo(schemas);
    }

    @Test
    void everyPathParameter_isDescribed() {
        for (var path : document.path("paths").properties()) {
            path.getValue()
                    .forEach(operation -> assertThat(operation
                                    .path("parameters")
                                    .valueStream()
                                    .filter(parameter ->
                                            parameter.path("in").asString().equals("path"))
                                    .map(parameter ->
                                            "{" + parameter.path("name").asString() + "}"))
                            .as(path.getKey())
                            .allMatch(path.getKey()::contains)
                            .hasSize(path.getKey().split("\\{", -1).length - 1));
        }
    }

    @Test
    void wrongAnswer_isRecognised() {
        Description description = Description.get();

        assertThat(description.faults("GET", "/v1/runs/a", 200, JSON.readTree("{\"evaluation\":{\"id\":\"a\"}}")))
                .isNotEmpty();
        assertThat(description.faults("GET", "/v1/runs/a", 404, JSON.readTree("{\"message\":\"no\"}")))
                .isNotEmpty();
        assertThat(description.faults("GET", "/v1/nothing", 200, JSON.readTree("{}")))
                .isNotEmpty();
    }
}
