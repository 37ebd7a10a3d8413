// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls around metrics. Thread-safe. Every call throws a {@link HoneyHiveException} if the server refuses or is
 * away.
 */
public final class MetricsApi {
    private static final String ALL = "/v1/metrics";

    private final ApiCalls calls;

    MetricsApi(ApiCalls calls) {
        this.calls = calls;
    }

    /** Returns all metrics. */
    public List<StoredMetric> list() {
        return list(Paths.of(ALL));
    }

    /** Returns the metrics of one type. */
    public List<StoredMetric> list(MetricType type) {
        return list(Paths.of(ALL).with("type", type.name()));
    }

    /** Returns a metric; empty if there is none of this id. */
    public Optional<StoredMetric> find(String metricId) {
        return list(Paths.of(ALL).with("id", metricId)).stream().findFirst();
    }

    /** Creates a metric and returns its id. */
    public String create(MetricFields metric) {
        Answer answer = calls.post(ALL, metric);
        return answer.id(answer.object(), "metric_id", "id");
    }

    /** Changes a metric. */
    public void update(String metricId, MetricFields fields) {
        calls.put(path(metricId), fields);
    }

    /** Deletes a metric; returns false if there was none of this id. */
    public boolean delete(String metricId) {
        return calls.delete(path(metricId));
    }

    /** Scores an event with a metric, without storing either. */
    public MetricTrial run(MetricFields metric, EventFields event) {
        return new MetricTrial(calls.post(ALL + "/run", Map.of("metric", metric, "event", event))
                .object());
    }

    /** Returns the versions of a metric, oldest first. */
    public List<MetricVersion> versions(String metricId) {
        return calls.get(path(metricId) + "/versions").list("data", MetricVersion::new);
    }

    /**
     * Keeps a definition as a new version and returns it.
     *
     * @param message what changed
     * @param deploy whether the metric scores by it from now on
     */
    public MetricVersion createVersion(String metricId, String message, MetricFields content, boolean deploy) {
        Map<String, Object> body = Map.of("message", message, "content", content, "deploy_immediately", deploy);
        return new MetricVersion(calls.post(path(metricId) + "/versions", body).object("data"));
    }

    /** Lets a metric score by one of its versions from now on, and returns it. */
    public MetricVersion deploy(String metricId, String versionName) {
        String path = path(metricId) + "/versions/" + Paths.segment(versionName) + "/deploy";
        return new MetricVersion(calls.post(path, Map.of()).object("data"));
    }

    private List<StoredMetric> list(Paths path) {
        return calls.get(path.toString()).list("metrics", StoredMetric::new);
    }

    private static String path(String metricId) {
        return ALL + '/' + Paths.segment(metricId);
    }
}
