// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import ai.honeyhive.statistics.comparison.ScoredRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A baseline as JSON: head, then a line a row, keys in alphabetical order. */
final class BaselineFile {
    private static final String FORMAT = "honeyhive-baseline/1";
    private static final String REMEDY = "Write it with Baseline.of(run).write(path)";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private BaselineFile() {}

    static Baseline read(Path file) {
        try {
            return parse(Files.readString(file), file);
        } catch (NoSuchFileException e) {
            throw new BaselineException("there is no baseline at " + file + ". " + REMEDY, e);
        } catch (IOException e) {
            throw new BaselineException("the baseline " + file + " cannot be read: " + e, e);
        } catch (JacksonException e) {
            throw new BaselineException(
                    "the baseline " + file + " is no JSON: " + e.getOriginalMessage() + place(e), e);
        }
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
    }

    private static Baseline parse(String text, Path file) {
        JsonNode root = MAPPER.readTree(text);
        JsonNode format = root.path("format");
        if (!format.isString() || !format.asString().equals(FORMAT)) {
            throw new BaselineException("the baseline " + file + " is not in the form \"" + FORMAT + "\", but "
                    + (format.isMissingNode() ? "has no \"format\"" : format) + ". " + REMEDY);
        }
        List<String> metrics = new ArrayList<>();
        for (JsonNode metric : array(root, "metrics", file)) {
            metrics.add(text(metric, "a metric", file));
        }
        List<ScoredRow> rows = new ArrayList<>();
        for (JsonNode row : array(root, "rows", file)) {
            rows.add(row(row, file));
        }
        return new Baseline(
                text(root.path("experiment"), "\"experiment\"", file),
                text(root.path("run").path("name"), "\"run.name\"", file),
                text(root.path("run").path("id"), "\"run.id\"", file),
                text(root.path("dataset"), "\"dataset\"", file),
                metrics,
                rows);
    }

    private static JsonNode array(JsonNode root, String name, Path file) {
        JsonNode array = root.path(name);
        if (!array.isArray()) {
            throw new BaselineException("the baseline " + file + " has no list \"" + name + "\". " + REMEDY);
        }
        return array;
    }

    private static String text(JsonNode node, String what, Path file) {
        if (!node.isString()) {
            throw new BaselineException("the baseline " + file + " has no text as " + what + ". " + REMEDY);
        }
        return node.asString();
    }

    private static ScoredRow row(JsonNode row, Path file) {
        String id = text(row.path("id"), "the \"id\" of a row", file);
        Map<String, Object> scores = new LinkedHashMap<>();
        row.path("scores").forEachEntry((metric, score) -> {
            if (!score.isBoolean() && !score.isNumber()) {
                throw new BaselineException("the baseline " + file + " has no number or boolean as \"" + metric
                        + "\" of row " + id + ", but " + score);
            }
            scores.put(metric, score.isBoolean() ? (Object) score.booleanValue() : score.numberValue());
        });
        return new ScoredRow(id, row.path("failed").asBoolean(false), scores);
    }

    static String json(Baseline baseline) {
        StringBuilder text = new StringBuilder("{\n");
        field(text, "format", FORMAT);
        field(text, "experiment", baseline.experiment());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("name", baseline.runName());
        run.put("id", baseline.runId());
        field(text, "run", run);
        field(text, "dataset", baseline.datasetId());
        field(text, "metrics", baseline.metrics());
        text.append("  \"rows\": [");
        String separator = "\n";
        for (ScoredRow row : baseline.scoredRows()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("id", row.datapointId());
            if (row.failed()) {
                line.put("failed", true);
            }
            line.put("scores", new TreeMap<>(row.scores()));
            text.append(separator).append("    ").append(MAPPER.writeValueAsString(line));
            separator = ",\n";
        }
        return text.append("\n  ]\n}\n").toString();
    }

    private static void field(StringBuilder text, String name, Object value) {
        text.append("  \"")
                .append(name)
                .append("\": ")
                .append(MAPPER.writeValueAsString(value))
                .append(",\n");
    }

    /** Writes beside and renames, so that a reader never sees half of it. */
    static void write(Baseline baseline, Path file) {
        Path whole = file.toAbsolutePath();
        try {
            Files.createDirectories(whole.getParent());
            Path beside =
                    Files.createTempFile(whole.getParent(), whole.getFileName().toString(), ".tmp");
            try {
                Files.write(beside, json(baseline).getBytes(StandardCharsets.UTF_8));
                Files.move(beside, whole, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new BaselineException("the baseline " + file + " cannot be written: " + e, e);
        }
    }
}
