// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentQuery;
import ai.honeyhive.server.internal.store.DocumentStore;
import ai.honeyhive.server.internal.store.EventFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The metrics of a store, read when they change and ready to be computed. Thread-safe. */
final class Definitions {
    private final DocumentStore documents;
    private final Function<ObjectNode, List<EventFilter>> filters;
    private final MetricModels models;
    private volatile Map<String, MetricDefinition> byId = Map.of();
    private volatile List<MetricDefinition> active = List.of();

    Definitions(DocumentStore documents, Function<ObjectNode, List<EventFilter>> filters, MetricModels models) {
        this.documents = documents;
        this.filters = filters;
        this.models = models;
    }

    synchronized void reload() {
        Map<String, MetricDefinition> read = new LinkedHashMap<>();
        for (Document metric :
                documents.list(DocumentQuery.all(DocumentKind.METRIC)).documents()) {
            read.put(metric.id(), MetricDefinition.of(metric, filters));
        }
        active = read.values().stream()
                .filter(metric -> metric.enabled() && metric.obstacle(models) == null)
                .toList();
        byId = read;
    }

    /** Those that are computed for events as they arrive. */
    List<MetricDefinition> active() {
        return active;
    }

    /**
     * The metric that an evaluation names.
     *
     * @param name an id, or an id and a version's name behind {@link MetricRunner#VERSION}
     */
    Optional<MetricDefinition> find(String name) {
        int at = name.indexOf(MetricRunner.VERSION);
        MetricDefinition metric = byId.get(at < 0 ? name : name.substring(0, at));
        if (metric == null || at < 0) {
            return Optional.ofNullable(metric);
        }
        return version(metric.id(), name.substring(at + MetricRunner.VERSION.length()));
    }

    /** A metric as one of its versions has it. */
    Optional<MetricDefinition> version(String id, String name) {
        Optional<Document> metric = documents.find(DocumentKind.METRIC, id);
        return metric.flatMap(known ->
                documents
                        .list(DocumentQuery.all(DocumentKind.METRIC_VERSION)
                                .of(id)
                                .named(name))
                        .documents()
                        .stream()
                        .findFirst()
                        .map(version -> {
                            ObjectNode body = Json.object();
                            if (version.body().path("content") instanceof ObjectNode content) {
                                body.setAll(content);
                            }
                            body.put(MetricDefinition.DEPLOYED, name);
                            return MetricDefinition.of(known.with(body, known.updatedAt()), filters);
                        }));
    }
}
