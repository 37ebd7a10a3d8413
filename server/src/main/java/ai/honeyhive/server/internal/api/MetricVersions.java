// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static ai.honeyhive.server.internal.metrics.MetricDefinition.DEPLOYED;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentStore;
import ai.honeyhive.server.internal.store.DocumentTables;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The versions that are kept of metrics. A change of what a metric computes is kept as one, too. */
final class MetricVersions {
    /** On which events a metric is computed, which is no part of how. */
    static final Set<String> OPERATION = Set.of("enabled_in_prod", "sampling_percentage", "filters");

    /** What makes the same event have another value. */
    private static final List<String> COMPUTED = List.of(
            "name",
            "type",
            "criteria",
            "return_type",
            "needs_ground_truth",
            "model_provider",
            "model_name",
            "scale",
            "threshold",
            "categories");

    private final Documents metrics;
    private final Documents versions;

    MetricVersions(DocumentStore store, LongSupplier clock) {
        this.metrics = new Documents(store, DocumentKind.METRIC, clock);
        this.versions = new Documents(store, DocumentKind.METRIC_VERSION, clock);
    }

    Document add(DocumentTables tables, Document metric, String message, ObjectNode content) {
        int number = tables.ofParent(DocumentKind.METRIC_VERSION, metric.id()).size() + 1;
        ObjectNode body = Json.object();
        body.put("name", "v " + number);
        body.put("full_sha", sha(metric.id(), number, content));
        body.put("message", message);
        Document version = versions.fresh(body.set("content", content), metric.id(), metric.project());
        tables.save(version);
        return version;
    }

    /**
     * Keeps what a metric becomes, and first what it was if that is not kept yet.
     *
     * @return the name of the version that it becomes; null if it computes what it did
     */
    @Nullable String afterChange(DocumentTables tables, Document known, ObjectNode changed) {
        if (COMPUTED.stream().allMatch(name -> known.body().path(name).equals(changed.path(name)))) {
            return null;
        }
        if (!known.body().has(DEPLOYED)) {
            add(tables, known, "before it was changed", known.body());
        }
        ObjectNode content = changed.deepCopy();
        content.remove(DEPLOYED);
        return add(tables, known, "changed", content).name();
    }

    /** Makes a version the definition of its metric. */
    Document deploy(DocumentTables tables, Document metric, Document version) {
        return metrics.update(tables, metric.id(), known -> {
            ObjectNode deployed = Json.object();
            OPERATION.stream().filter(known::has).sorted().forEach(name -> deployed.set(name, known.get(name)));
            if (version.body().path("content") instanceof ObjectNode content) {
                deployed.setAll(content);
            }
            return deployed.put(DEPLOYED, version.name());
        });
    }

    static ObjectNode json(Document version, Document metric) {
        ObjectNode json = Json.object();
        json.setAll(version.body());
        json.put("date", DocumentJson.time(version.createdAt()));
        String deployed = metric.body().path(DEPLOYED).asString("");
        return json.put("deployed", deployed.equals(version.name()));
    }

    private static String sha(String metricId, int number, ObjectNode content) {
        try {
            byte[] bytes = (metricId + "\n" + number + "\n" + Json.write(content)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
