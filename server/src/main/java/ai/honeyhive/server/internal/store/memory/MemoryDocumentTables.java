// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.memory;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.store.DocumentPage.Placed;
import ai.honeyhive.server.internal.store.DocumentTables;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps instead of tables; guarded by the lock of the store that owns them. */
final class MemoryDocumentTables implements DocumentTables {
    private final Map<Key, Long> places = new HashMap<>();
    private final Map<DocumentKind, NavigableMap<Long, Document>> documents = new HashMap<>();
    private final Map<String, Links> links = new HashMap<>(); // by dataset
    private final Map<String, Set<String>> datasets = new HashMap<>(); // by datapoint
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private long last;

    private record Key(DocumentKind kind, String id) {}

    /** The datapoints of one dataset by place, and back. */
    private static final class Links {
        private final NavigableMap<Long, String> byPlace = new TreeMap<>();
        private final Map<String, Long> places = new HashMap<>();
    }

    @Override
    public @Nullable Document find(DocumentKind kind, String id) {
        Long place = places.get(new Key(kind, id));
        return place == null ? null : ofKind(kind).get(place);
    }

    @Override
    public List<Document> ofParent(DocumentKind kind, String parent) {
        return ofKind(kind).values().stream()
                .filter(document -> parent.equals(document.parent()))
                .toList();
    }

    @Override
    public void save(Document document) {
        var key = new Key(document.kind(), document.id());
        Long known = places.get(key);
        long place = known == null ? ++last : known;
        Document before = ofKind(document.kind()).put(place, document);
        places.put(key, place);
        undo.push(() -> {
            if (before == null) {
                ofKind(document.kind()).remove(place);
                places.remove(key);
            } else {
                ofKind(document.kind()).put(place, before);
            }
        });
    }

    @Override
    public boolean delete(DocumentKind kind, String id) {
        if (kind == DocumentKind.DATASET) {
            unlinkAll(id);
        } else if (kind == DocumentKind.DATAPOINT) {
            unlinkFromAll(id);
        }
        var key = new Key(kind, id);
        Long place = places.remove(key);
        if (place == null) {
            return false;
        }
        Document removed = ofKind(kind).remove(place);
        undo.push(() -> {
            places.put(key, place);
            ofKind(kind).put(place, removed);
        });
        return true;
    }

    @Override
    public void link(String datasetId, String datapointId) {
        if (!linksOf(datasetId).places.containsKey(datapointId)) {
            putLink(datasetId, datapointId, ++last);
            undo.push(() -> removeLink(datasetId, datapointId));
        }
    }

    @Override
    public boolean unlink(String datasetId, String datapointId) {
        Long place = removeLink(datasetId, datapointId);
        if (place == null) {
            return false;
        }
        undo.push(() -> putLink(datasetId, datapointId, place));
        return true;
    }

    @Override
    public void unlinkAll(String datasetId) {
        List.copyOf(linksOf(datasetId).places.keySet()).forEach(datapointId -> unlink(datasetId, datapointId));
    }

    @Override
    public void unlinkFromAll(String datapointId) {
        datasetsOf(datapointId).forEach(datasetId -> unlink(datasetId, datapointId));
    }

    /** The documents of a kind behind a place, by place. */
    Stream<Placed> placed(DocumentKind kind, long after) {
        return ofKind(kind).tailMap(after, false).entrySet().stream()
                .map(entry -> new Placed(entry.getKey(), entry.getValue()));
    }

    /** The datapoint ids of a dataset behind a place, by place. */
    Stream<Map.Entry<Long, String>> links(String datasetId, long after) {
        return linksOf(datasetId).byPlace.tailMap(after, false).entrySet().stream();
    }

    List<String> datasetsOf(String datapointId) {
        return List.copyOf(datasets.getOrDefault(datapointId, Set.of()));
    }

    /** Takes back everything since the last {@link #commit}. */
    void undo() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    void commit() {
        undo.clear();
    }

    private void putLink(String datasetId, String datapointId, long place) {
        Links of = linksOf(datasetId);
        of.byPlace.put(place, datapointId);
        of.places.put(datapointId, place);
        datasets.computeIfAbsent(datapointId, id -> new LinkedHashSet<>()).add(datasetId);
    }

    private @Nullable Long removeLink(String datasetId, String datapointId) {
        Links of = linksOf(datasetId);
        Long place = of.places.remove(datapointId);
        if (place != null) {
            of.byPlace.remove(place);
            datasets.getOrDefault(datapointId, Set.of()).remove(datasetId);
        }
        return place;
    }

    private NavigableMap<Long, Document> ofKind(DocumentKind kind) {
        return documents.computeIfAbsent(kind, key -> new TreeMap<>());
    }

    private Links linksOf(String datasetId) {
        return links.computeIfAbsent(datasetId, id -> new Links());
    }
}
