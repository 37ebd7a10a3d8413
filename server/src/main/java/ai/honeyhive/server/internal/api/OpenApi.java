// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API, made of the routes themselves and of schemas in a file. */
final class OpenApi {
    /** The schema of one line of several. */
    private static final String LINES = "ExportLine";

    private static final String SCHEMAS = "/ai/honeyhive/server/openapi-schemas.json";
    private static final Pattern PARAMETER = Pattern.compile("[{<](\\w+)[}>]");

    private final List<Route> routes;

    OpenApi(List<Route> routes) {
        this.routes = routes;
    }

    void answer(Exchange exchange) {
        exchange.answer(document());
    }

    private ObjectNode document() {
        ObjectNode json = Json.object();
        json.put("openapi", "3.1.0");
        json.putObject("info")
                .put("title", "HoneyHive for Java: local server")
                .put("version", ServerHandlers.version())
                .put(
                        "description",
                        "HoneyHive's API as this server speaks it. Each path is served with and without a version.");
        ObjectNode paths = json.putObject("paths");
        Map<String, ObjectNode> byPath = new LinkedHashMap<>();
        for (Route route : routes) {
            for (String path : route.paths()) {
                String template = path.replace('<', '{').replace('>', '}');
                byPath.computeIfAbsent(template, paths::putObject)
                        .set(route.method().name().toLowerCase(Locale.ROOT), operation(route, template));
            }
        }
        ObjectNode components = json.putObject("components");
        components.set("schemas", schemas());
        components
                .putObject("securitySchemes")
                .putObject("key")
                .put("type", "http")
                .put("scheme", "bearer");
        return json;
    }

    private static ObjectNode operation(Route route, String path) {
        ObjectNode json = Json.object();
        json.put("operationId", operationId(route, path));
        json.put("summary", route.summary());
        json.putArray("tags").add(tag(path));
        if (!route.open()) {
            json.putArray("security").addObject().putArray("key");
        }
        ArrayNode parameters = parameters(route, path);
        if (!parameters.isEmpty()) {
            json.set("parameters", parameters);
        }
        if (route.body() != null) {
            ObjectNode body = json.putObject("requestBody").put("required", true);
            content(body, route.body());
        }
        ObjectNode responses = json.putObject("responses");
        ObjectNode success =
                responses.putObject(Integer.toString(route.status())).put("description", "success");
        @Nullable String answer = path.startsWith("/v1/") ? route.answer() : route.olderAnswer();
        if (answer != null) {
            content(success, answer);
        }
        content(responses.putObject("default").put("description", "failure"), "Error");
        return json;
    }

    private static void content(ObjectNode place, String schema) {
        place.putObject("content")
                .putObject(schema.equals(LINES) ? TransferHandlers.CONTENT_TYPE : "application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + schema);
    }

    private static ArrayNode parameters(Route route, String path) {
        ArrayNode parameters = Json.mapper().createArrayNode();
        Matcher inPath = PARAMETER.matcher(path);
        while (inPath.find()) {
            ObjectNode parameter =
                    parameters.addObject().put("name", inPath.group(1)).put("in", "path");
            parameter.put("required", true).putObject("schema").put("type", "string");
        }
        for (String name : route.query()) {
            ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
            ObjectNode schema = parameter.putObject("schema");
            if (name.endsWith("[]")) {
                schema.put("type", "array").putObject("items").put("type", "string");
            } else {
                schema.put("type", "string");
            }
        }
        return parameters;
    }

    private static String operationId(Route route, String path) {
        var id = new StringBuilder(route.method().name().toLowerCase(Locale.ROOT));
        for (String part : path.split("[^A-Za-z0-9]+", -1)) {
            if (!part.isEmpty()) {
                id.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        return id.toString();
    }

    private static String tag(String path) {
        String[] parts = path.replaceFirst("^/v1/", "/").split("/", -1);
        return parts[1].isEmpty() ? "page" : parts[1];
    }

    private static ObjectNode schemas() {
        try (InputStream file = Objects.requireNonNull(OpenApi.class.getResourceAsStream(SCHEMAS), SCHEMAS)) {
            return (ObjectNode) Json.mapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the API cannot be read", e);
        }
    }
}
