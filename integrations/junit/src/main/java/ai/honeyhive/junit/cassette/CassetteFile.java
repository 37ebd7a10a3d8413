// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    private static final int VERSION = 1;

    private CassetteFile() {}

    static List<Interaction> read(Path file) {
        JsonNode root;
        try {
            root = MAPPER.readTree(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new CassetteException(unusable(file, "it is not in UTF-8"), e);
        } catch (IOException e) {
            throw new CassetteException(unusable(file, e.toString()), e);
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            String what = e.getOriginalMessage().replaceFirst(" \\(start marker at .*", ""); // which tells no line
            throw new CassetteException(unusable(file, where + what), e);
        }
        if (root.path("cassette").asInt(0) != VERSION
                || !root.path("interactions").isArray()) {
            throw new CassetteException(unusable(file, "it is no cassette of version " + VERSION));
        }
        List<Interaction> interactions = new ArrayList<>();
        for (JsonNode node : root.path("interactions")) {
            try {
                interactions.add(interaction(node));
            } catch (IllegalArgumentException e) {
                throw new CassetteException(
                        unusable(file, "interaction " + (interactions.size() + 1) + ": " + e.getMessage()), e);
            }
        }
        return interactions;
    }

    private static String unusable(Path file, String why) {
        return "the cassette " + file + " cannot be used: " + why + "; mend it, or record it anew with -D"
                + CassetteMode.PROPERTY + "=record";
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
            Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
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

    private static Interaction interaction(JsonNode node) {
        JsonNode request = node.path("request");
        JsonNode response = node.path("response");
        int status = response.path("status").asInt(0);
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("its response has no status");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        response.path("headers")
                .properties()
                .forEach(header -> headers.put(header.getKey(), text(response.path("headers"), header.getKey())));
        return new Interaction(
                new RecordedRequest(text(request, "method"), text(request, "path"), Body.read(request.path("body"))),
                new RecordedResponse(status, headers, Body.read(response.path("body"))));
    }

    private static String text(JsonNode node, String name) {
        if (!node.path(name).isString()) {
            throw new IllegalArgumentException("its " + name + " is no text");
        }
        return node.path(name).stringValue();
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
