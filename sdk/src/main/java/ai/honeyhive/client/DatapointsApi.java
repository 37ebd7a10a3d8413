// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls around datapoints. Thread-safe. Every call throws a {@link HoneyHiveException} if the server refuses or is
 * away.
 */
public final class DatapointsApi {
    private static final String ALL = "/v1/datapoints";
    private static final int EVENTS_AT_ONCE = 500;

    private final ApiCalls calls;

    DatapointsApi(ApiCalls calls) {
        this.calls = calls;
    }

    /** Returns all datapoints. */
    public List<StoredDatapoint> list() {
        return list(Paths.of(ALL));
    }

    /**
     * Returns the datapoints of these ids that exist; none for no ids.
     *
     * @param datapointIds more than 100 are asked for in several requests, and repeated ones once
     */
    public List<StoredDatapoint> list(Collection<String> datapointIds) {
        List<StoredDatapoint> found = new ArrayList<>();
        for (List<String> some : Chunks.of(List.copyOf(new LinkedHashSet<>(datapointIds)))) {
            found.addAll(list(Paths.of(ALL).withAll("datapoint_ids", some)));
        }
        return List.copyOf(found);
    }

    /** Returns the datapoints of the dataset of this name. */
    public List<StoredDatapoint> ofDataset(String datasetName) {
        return list(Paths.of(ALL).with("dataset_name", datasetName));
    }

    /** Returns a datapoint; empty if there is none of this id. */
    public Optional<StoredDatapoint> find(String datapointId) {
        return calls.find(path(datapointId))
                .flatMap(answer ->
                        answer.list("datapoint", StoredDatapoint::new).stream().findFirst());
    }

    /** Creates a datapoint and returns its id. */
    public String create(DatapointFields datapoint) {
        Answer answer = calls.post(ALL, datapoint);
        return answer.id(answer.object("result"), "insertedIds", "insertedId");
    }

    /**
     * Creates a datapoint of each event, linked to it, with what went in as inputs and what came out as the good answer,
     * unless people corrected that; returns the ids in the order of the events.
     *
     * @param eventIds more than 500 are sent in several requests; a session's is the session's id
     * @param datasetId the dataset that holds them from then on
     */
    public List<String> createOfEvents(List<String> eventIds, String datasetId) {
        List<String> created = new ArrayList<>(eventIds.size());
        for (int from = 0; from < eventIds.size(); from += EVENTS_AT_ONCE) {
            List<String> some = eventIds.subList(from, Math.min(from + EVENTS_AT_ONCE, eventIds.size()));
            Answer answer = calls.post(ALL + "/batch", Map.of("events", some, "dataset_id", datasetId));
            PlainJson.list(answer.object().get("insertedIds")).forEach(id -> created.add(String.valueOf(id)));
        }
        return List.copyOf(created);
    }

    /** Changes a datapoint. */
    public void update(String datapointId, DatapointFields fields) {
        calls.put(path(datapointId), fields);
    }

    /** Deletes a datapoint; returns false if there was none of this id. */
    public boolean delete(String datapointId) {
        return calls.delete(path(datapointId));
    }

    private List<StoredDatapoint> list(Paths path) {
        return calls.get(path.toString()).list("datapoints", StoredDatapoint::new);
    }

    private static String path(String datapointId) {
        return ALL + '/' + Paths.segment(datapointId);
    }
}
