// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static ai.honeyhive.server.Otlp.json;
import static ai.honeyhive.server.Otlp.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunsIT {
    @TempDir
    Path directory;

    private HoneyHiveServer server;
    private ApiClient client;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().dataDirectory(directory).build().start();
        client = new ApiClient(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void create_offlineDataset_isMovedToTheMetadata() {
        JsonNode created = client.post(
                        "/runs",
                        "{\"project\":\"p\",\"name\":\"n\",\"event_ids\":[],\"run_id\":\"ci-7\",\"dataset_id\":\"EXT-1\","
                                + "\"metadata\":{\"git\":\"abc\"}}")
                .json();

        assertThat(created.path("run_id").asString()).isEqualTo("ci-7");
        JsonNode run = created.path("evaluation");
        assertThat(run.has("dataset_id")).isFalse();
        assertThat(run.path("metadata")).hasToString("{\"git\":\"abc\",\"offline_dataset_id\":\"EXT-1\"}");
        for (String required : new String[] {
            "id",
            "run_id",
            "metadata",
            "results",
            "event_ids",
            "configuration",
            "is_active",
            "created_at",
            "scope_type",
            "scope_id"
        }) {
            assertThat(run.hasNonNull(required)).as(required).isTrue();
        }
        assertThat(run.path("created_at").asString()).endsWith("Z");
    }

    @Test
    void update_metadata_isMergedNotReplaced() {
        client.post("/v1/runs", "{\"run_id\":\"r\",\"name\":\"n\",\"metadata\":{\"git\":\"abc\"}}");

        JsonNode run = client.put("/v1/runs/r", "{\"status\":\"failed\",\"metadata\":{\"k\":1},\"event_ids\":[\"s1\"]}")
                .json()
                .path("evaluation");

        assertThat(run.path("metadata")).hasToString("{\"git\":\"abc\",\"k\":1}");
        assertThat(run.path("status").asString()).isEqualTo("failed");
        assertThat(client.get("/runs/r")
                        .json()
                        .path("evaluation")
                        .path("status")
                        .asString())
                .as("older clients know two statuses")
                .isEqualTo("completed");
    }

    @Test
    void rows_failedRow_doesNotTakeTheOutputOfAStepForItsOwn() {
        client.post("/v1/runs", "{\"run_id\":\"r\",\"name\":\"n\"}");
        String common = "\"metadata\":{\"run_id\":\"r\",\"datapoint_id\":\"d\"}}";
        client.post(
                "/v1/events/batch",
                "{\"events\":["
                        + "{\"event_id\":\"c\",\"session_id\":\"s\",\"event_type\":\"chain\",\"inputs\":{\"q\":1},"
                        + "\"error\":\"no quota\"," + common
                        + ",{\"event_id\":\"t\",\"parent_id\":\"c\",\"session_id\":\"s\",\"event_type\":\"tool\","
                        + "\"inputs\":{},\"outputs\":{\"found\":3}," + common + "]}");

        JsonNode row = client.get("/v1/runs/r/rows").json().path("rows").path(0);

        assertThat(row.path("status").asString()).isEqualTo("error");
        assertThat(row.path("inputs")).hasToString("{\"q\":1}");
        assertThat(row.path("outputs")).hasToString("{}");
    }

    @Test
    void list_filtersAndPages_areApplied() {
        for (int i = 0; i < 5; i++) {
            client.post("/v1/runs", "{\"run_id\":\"r" + i + "\",\"name\":\"prefix " + i + "\"}");
        }
        client.post("/v1/runs", "{\"run_id\":\"other\",\"name\":\"else\"}");

        JsonNode page = client.get("/v1/runs?name=prefix&limit=2&page=3&sort_by=name&sort_order=asc")
                .json();
        JsonNode byIds =
                client.get("/v1/runs?run_ids%5B%5D=r1&run_ids%5B%5D=r2").json();
        JsonNode byRepeatedKey = client.get("/runs?run_ids=r1&run_ids=other").json();

        assertThat(page.path("evaluations").size()).isEqualTo(1);
        assertThat(page.path("evaluations").get(0).path("name").asString()).isEqualTo("prefix 4");
        assertThat(page.path("pagination"))
                .hasToString("{\"page\":3,\"limit\":2,\"total\":5,\"total_unfiltered\":6,\"total_pages\":3,"
                        + "\"has_next\":false,\"has_prev\":true}");
        assertThat(byIds.path("evaluations").size()).isEqualTo(2);
        assertThat(byRepeatedKey.path("evaluations").size()).isEqualTo(2);
        assertThat(client.delete("/v1/runs/other").json()).hasToString("{\"id\":\"other\",\"deleted\":true}");
    }

    @Test
    void result_metricsOfEvents_areAggregatedAndJudged() {
        client.post(
                "/v1/runs",
                "{\"run_id\":\"r\",\"name\":\"n\",\"status\":\"completed\",\"passing_ranges\":{\"f1\":{\"min\":0.5}}}");
        datapoint("s1", 1, "d1", "0.25", "true");
        datapoint("s2", 2, "d2", "0.75", "false");
        client.put("/events", "{\"event_id\":\"s2\",\"feedback\":{\"ground_truth\":{\"answer\":\"x\"}}}");

        JsonNode result =
                client.get("/v1/runs/r/result?aggregate_function=average").json();

        assertThat(result.path("success").asBoolean()).isTrue();
        assertThat(result.path("passed")).hasToString("[\"d2\"]");
        assertThat(result.path("failed")).hasToString("[\"d1\"]");
        JsonNode details = result.path("metrics").path("details");
        assertThat(details.valueStream().map(d -> d.path("metric_name").asString()))
                .containsExactly("exact", "f1");
        assertThat(details.get(0).path("aggregate").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(details.get(1).path("aggregate").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(details.get(1).path("datapoints").path("failed")).hasToString("[\"d1\"]");
        assertThat(details.get(0).path("values")).hasToString("[true,false]");
        assertThat(result.path("datapoints").size()).isEqualTo(2);
        assertThat(result.path("run_object").path("run_id").asString()).isEqualTo("r");
        assertThat(client.get("/v1/runs/r/summary?aggregate_function=max")
                        .json()
                        .path("metrics")
                        .path("details")
                        .get(1)
                        .path("aggregate")
                        .asDouble())
                .isEqualTo(0.75);
        assertThat(client.get("/v1/runs/r/result?aggregate_function=mode").status())
                .isEqualTo(400);

        JsonNode rows = client.get("/v1/runs/r/rows").json().path("rows");
        assertThat(rows.valueStream().map(row -> row.path("datapoint_id").asString()))
                .containsExactly("d1", "d2");
        assertThat(rows.get(0).path("metrics").path("f1_explanation").asString())
                .isEqualTo("because");
        assertThat(rows.get(0).path("inputs")).hasToString("{\"q\":\"why\"}");
        assertThat(rows.get(1).path("ground_truth")).hasToString("{\"answer\":\"x\"}");
        assertThat(client.get("/v1/sessions?run_id=r").json().path("sessions").size())
                .isEqualTo(2);
        assertThat(client.get("/v1/runs").json().path("metrics")).hasToString("[\"exact\",\"f1\"]");
    }

    private void datapoint(String session, int id, String datapoint, String f1, String exact) {
        String span = span(
                        id,
                        "null",
                        "task",
                        Map.of(
                                "honeyhive.session_id", session,
                                "honeyhive_event_type", "chain",
                                "honeyhive_inputs.q", "why",
                                "honeyhive_metadata.run_id", "r",
                                "honeyhive_metadata.datapoint_id", datapoint,
                                "honeyhive_metrics.f1_explanation", "because"))
                .replace(
                        "\"attributes\":[",
                        "\"attributes\":[{\"key\":\"honeyhive_metrics.f1\",\"value\":{\"doubleValue\":" + f1
                                + "}},{\"key\":\"honeyhive_metrics.exact\",\"value\":{\"boolValue\":" + exact + "}},");
        assertThat(client.post("/opentelemetry/v1/traces", json(span)).status()).isEqualTo(200);
    }
}
