// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of a cassette on disk: JSON for people and version control, in an order that does not depend on threads. */
final class CassetteFile {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    private static final int VERSION = 1;

    private CassetteFile() {}

    static List<Interaction> read(Path file) {
        try {
            JsonNode root = MAPPER.readTree(Files.readString(file));
            if (root.path("cassette").asInt(0) != VERSION
                    || !root.path("interactions").isArray()) {
                throw new CassetteException(file + " is no cassette of version " + VERSION);
            }
            List<Interaction> interactions = new ArrayList<>();
            for (JsonNode node : root.path("interactions")) {
                interactions.add(interaction(file, node));
            }
            return interactions;
        } catch (IOException | JacksonException e) {
            throw new CassetteException("the cassette " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static void write(Path file, List<Interaction> interactions) {
        ObjectNode root = MAPPER.createObjectNode().put("cassette", VERSION);
        ArrayNode list = root.putArray("interactions");
        interactions.stream()
                .sorted(Comparator.comparing(
                        interaction -> interaction.request().key()))
                .forEach(interaction -> list.add(node(interaction)));
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
            try {
                Files.writeString(unfinished, MAPPER.writer().with(PRINTER).writeValueAsString(root) + "\n");
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new CassetteException("the cassette " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Returns indented JSON with fields in alphabetical order. */
    static String sorted(JsonNode node) {
        Object plain = MAPPER.treeToValue(node, Object.class);
        return MAPPER.writer()
                .with(PRINTER)
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(plain);
    }

    private static Interaction interaction(Path file, JsonNode node) {
        JsonNode request = node.path("request");
        JsonNode response = node.path("response");
        if (!(request.path("body") instanceof ObjectNode asked)
                || !(response.path("body") instanceof ObjectNode answered)
                || !response.path("status").isInt()) {
            throw new CassetteException("an interaction in " + file + " lacks its bodies or its status");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        response.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().stringValue("")));
        return new Interaction(
                new RecordedRequest(
                        request.path("method").stringValue(""),
                        request.path("path").stringValue(""),
                        new Body(asked)),
                new RecordedResponse(response.path("status").intValue(), headers, new Body(answered)));
    }

    private static ObjectNode node(Interaction interaction) {
        ObjectNode node = MAPPER.createObjectNode();
        ObjectNode request = node.putObject("request");
        request.put("method", interaction.request().method());
        request.put("path", interaction.request().path());
        request.set("body", interaction.request().body().node());
        ObjectNode response = node.putObject("response");
        response.put("status", interaction.response().status());
        ObjectNode headers = response.putObject("headers");
        interaction.response().headers().forEach(headers::put);
        response.set("body", interaction.response().body().node());
        return node;
    }
}
