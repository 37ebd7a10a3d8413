// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A server with metrics, as a client sees it. */
final class MetricServer implements AutoCloseable {
    private final HoneyHiveServer server;
    final ApiClient client;

    MetricServer(HoneyHiveServer.Builder builder) {
        server = builder.build().start();
        client = new ApiClient(server.url());
    }

    /** Creates a metric that scores all events; {@code more} begins with a comma. */
    String metric(String name, String type, String criteria, String more) {
        String body = "{\"name\":\"" + name + "\",\"type\":\"" + type + "\",\"criteria\":"
                + ApiClient.JSON.writeValueAsString(criteria) + ",\"enabled_in_prod\":true,\"sampling_percentage\":100"
                + more + "}";
        ApiClient.Answer answer = client.post("/v1/metrics", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("metric_id").asString();
    }

    void event(String id, String outputs) {
        event(id, outputs, "");
    }

    /** Stores a chain event; {@code more} begins with a comma. */
    void event(String id, String outputs, String more) {
        String body = "{\"event\":{\"event_id\":\"" + id + "\",\"session_id\":\"s\",\"event_type\":\"chain\","
                + "\"event_name\":\"answer\",\"inputs\":{\"q\":\"capital of France?\"},\"outputs\":" + outputs + more
                + "}}";
        assertThat(client.post("/events", body).status()).isEqualTo(200);
    }

    void enrich(String id, String fields) {
        assertThat(client.put("/events", "{\"event_id\":\"" + id + "\"," + fields + "}")
                        .status())
                .isEqualTo(200);
    }

    JsonNode read(String id) {
        return client.get("/v1/events/" + id).json().path("event");
    }

    /** The value of a metric as soon as there is one. */
    JsonNode value(String id, String metric) {
        return Eventually.get(() -> read(id), event -> event.path("metrics").has(metric))
                .path("metrics")
                .path(metric);
    }

    /** How a metric stands with an event, as soon as it has come to a state. */
    ObjectNode account(String id, String metric, String status) {
        return (ObjectNode) Eventually.get(
                () -> read(id).path("metadata").path("evaluations").path(metric),
                account -> account.path("status").asString("").equals(status));
    }

    /** Waits until nothing is left to be computed. */
    void idle() {
        Eventually.get(
                this::status,
                status -> status.path("arrivals").asInt() == 0
                        && status.path("evaluations").asInt() == 0);
    }

    JsonNode status() {
        return client.get("/v1/metrics/evaluations").json();
    }

    @Override
    public void close() {
        server.close();
    }
}
