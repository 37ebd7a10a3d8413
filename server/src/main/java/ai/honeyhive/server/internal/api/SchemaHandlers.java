// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which fields events have, gathered from the latest of them. */
final class SchemaHandlers {
    /** The fields of so many events are those of all; more would only take longer. */
    private static final int LOOKED_AT = 2_000;

    private static final int MAX_FIELDS = 5_000;

    private final Store store;

    SchemaHandlers(Store store) {
        this.store = store;
    }

    void ofEvents(Exchange exchange) {
        answer(exchange, null);
    }

    void ofRuns(Exchange exchange) {
        answer(exchange, new EventFilter("metadata.run_id", EventFilter.Operator.EXISTS, EventFilter.Type.STRING, ""));
    }

    void ofRun(Exchange exchange) {
        String id = exchange.path("id");
        if (store.runs().find(id).isEmpty()) {
            throw RunHandlers.unknown(id);
        }
        answer(exchange, new EventFilter("metadata.run_id", EventFilter.Operator.IS, EventFilter.Type.STRING, id));
    }

    private void answer(Exchange exchange, @Nullable EventFilter filter) {
        EventQuery asked = EventQueries.unbounded(EventQueries.fields(exchange.query()));
        List<EventFilter> filters = new ArrayList<>(asked.filters());
        if (filter != null) {
            filters.add(filter);
        }
        var seen = new Seen();
        store.events().scan(new EventQuery(filters, asked.from(), asked.to(), LOOKED_AT, 1), seen::add);
        ObjectNode json = Json.object();
        json.set("fields", DocumentJson.array(seen.fields, field -> field.json("name")));
        json.set("datasets", DocumentJson.texts(datasetNames(seen.datasets)));
        ObjectNode mappings = json.putObject("mappings");
        seen.byEvent.forEach(
                (name, fields) -> mappings.set(name, DocumentJson.array(fields, field -> field.json("field_name"))));
        exchange.answer(json);
    }

    /** The names of datasets that are here, the ids of others. */
    private Set<String> datasetNames(Set<String> ids) {
        Set<String> names = new LinkedHashSet<>(ids);
        for (Document dataset : store.documents().findAll(DocumentKind.DATASET, ids)) {
            names.remove(dataset.id());
            names.add(String.valueOf(dataset.name()));
        }
        return names;
    }

    private record Field(String name, String eventType) implements Comparable<Field> {
        ObjectNode json(String key) {
            return Json.object().put(key, name).put("event_type", eventType);
        }

        @Override
        public int compareTo(Field other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : eventType.compareTo(other.eventType);
        }
    }

    /** What was found in the events that were looked at. */
    private static final class Seen {
        private final Set<Field> fields = new TreeSet<>();
        private final Map<String, Set<Field>> byEvent = new TreeMap<>();
        private final Set<String> datasets = new TreeSet<>();
        private int events;

        boolean add(Event event) {
            Set<Field> ofEvent = byEvent.computeIfAbsent(event.name(), name -> new TreeSet<>());
            String type = event.type().wireName();
            for (Bucket bucket : Bucket.values()) {
                collect(bucket.wireName(), event.buckets().get(bucket), type, ofEvent);
            }
            fields.addAll(ofEvent);
            String dataset =
                    event.buckets().get(Bucket.METADATA).path("dataset_id").asString("");
            if (!dataset.isEmpty()) {
                datasets.add(dataset);
            }
            return ++events < LOOKED_AT && fields.size() < MAX_FIELDS;
        }

        /** Objects are gone into; what is in lists has no name of its own. */
        private static void collect(String path, JsonNode value, String type, Set<Field> fields) {
            if (value instanceof ObjectNode object) {
                object.forEachEntry((key, inner) -> collect(path + "." + key, inner, type, fields));
            } else {
                fields.add(new Field(path, type));
            }
        }
    }
}
