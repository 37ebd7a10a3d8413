// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the server says of itself in {@code /openapi.json}, and whether an exchange is as it says. */
final class Description {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Supplier<Description> SHARED = new Supplier<>() {
        private Description description;

        @Override
        public synchronized Description get() {
            if (description == null) {
                description = load();
            }
            return description;
        }
    };

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private Description(JsonNode document) {
        this.document = document;
    }

    static Description get() {
        return SHARED.get();
    }

    JsonNode document() {
        return document;
    }

    /** What is wrong with an answer; nothing if it is as described. */
    List<String> faults(String method, String path, int status, JsonNode answer) {
        JsonNode operation = operation(method, path);
        String place = Integer.toString(status);
        if (status < 300 && !operation.path("responses").has(place)) {
            return List.of(method + " " + path + " is not described to answer " + status);
        }
        JsonNode response = status < 300
                ? operation.path("responses").path(place)
                : JSON.readTree("{\"content\":{\"application/json\":{\"schema\":"
                        + "{\"$ref\":\"#/components/schemas/Error\"}}}}");
        return faults(method + " " + path + " answers", response, answer);
    }

    /** What is wrong with a request that was taken. */
    List<String> requestFaults(String method, String path, JsonNode body) {
        return faults(method + " " + path + " takes", operation(method, path).path("requestBody"), body);
    }

    /** The name of the schema of a part of an operation. */
    static String schema(JsonNode part) {
        String ref = part.path("content")
                .valueStream()
                .map(content -> content.path("schema").path("$ref").asString(""))
                .findFirst()
                .orElse("");
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    private List<String> faults(String what, JsonNode part, JsonNode json) {
        String name = schema(part);
        if (name.isEmpty()) {
            return List.of(what + " something that is not described: " + json);
        }
        return schemas.computeIfAbsent(name, this::compiled).validate(json).stream()
                .map(error -> what + " no " + name + ": " + error)
                .toList();
    }

    private Schema compiled(String name) {
        ObjectNode schema = JSON.createObjectNode().put("$ref", "#/$defs/" + name);
        schema.set("$defs", document.path("components").path("schemas"));
        return registry.getSchema(JSON.readTree(schema.toString().replace("#/components/schemas/", "#/$defs/")));
    }

    /** Fixed paths before those with a parameter, as the server looks for them. */
    private JsonNode operation(String method, String path) {
        JsonNode paths = document.path("paths");
        String plain = path.replaceFirst("\\?.*", "");
        String found = paths.has(plain)
                ? plain
                : paths.propertyNames().stream()
                        .filter(template -> plain.matches(template.replaceAll("\\{\\w+}", "[^/]+")))
                        .filter(template -> paths.path(template).has(method.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElse("");
        return paths.path(found).path(method.toLowerCase(Locale.ROOT));
    }

    private static Description load() {
        try (HoneyHiveServer server =
                HoneyHiveServer.builder().inMemory().build().start()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/openapi.json"))
                    .build();
            String body = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return new Description(JSON.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
