// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Bodies that the clients of other languages send and need, byte for byte. */
class ResourcesIT {
    private HoneyHiveServer server;
    private ApiClient client;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().inMemory().build().start();
        client = new ApiClient(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v1"})
    void dataset_bothPaths_serveBothClients(String version) {
        JsonNode created = client.post(
                        version + "/datasets", "{\"project\":\"p\",\"name\":\"d\",\"datapoints\":[\"x\"]}")
                .json();
        String id = created.path("result").path("insertedId").asString();

        JsonNode list =
                client.get(version + "/datasets?project=p&dataset_id=" + id).json();

        assertThat(created.path("inserted").asBoolean()).isTrue();
        assertThat(list.path("testcases")).isEqualTo(list.path("datasets"));
        JsonNode dataset = list.path("datasets").path(0);
        assertThat(dataset.path("datapoints")).hasToString("[\"x\"]");
        assertThat(dataset.path("project").asString()).isEqualTo("p");
        assertThat(dataset.has("description")).as("null would not be read").isFalse();
        assertThat(client.get(version + "/datasets?dataset_id=unknown").json().path("datasets"))
                .hasToString("[]");
        assertThat(client.put(version + "/datasets", "{\"dataset_id\":\"" + id + "\",\"datapoints\":[]}")
                        .json()
                        .path("result")
                        .path("datapoints"))
                .hasToString("[]");
        assertThat(client.delete(version + "/datasets?dataset_id=" + id).json())
                .hasToString("{\"result\":{\"id\":\"" + id + "\"}}");
        assertThat(client.delete(version + "/datasets/" + id).status()).isEqualTo(404);
    }

    @Test
    void dataset_withoutName_isUntitled() {
        client.post("/v1/datasets", "{}");

        assertThat(client.get("/v1/datasets?name=Untitled%20Dataset")
                        .json()
                        .path("datasets")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void datapoint_absentFields_areNullOrEmptyByVersion() {
        JsonNode result = client.post("/v1/datapoints", "{\"inputs\":{\"a\":null}}")
                .json()
                .path("result");
        String id = result.path("insertedId").asString();

        JsonNode newer =
                client.get("/v1/datapoints/" + id).json().path("datapoint").path(0);
        JsonNode older =
                client.get("/datapoints/" + id).json().path("datapoint").path(0);

        assertThat(result.path("insertedIds")).hasToString("[\"" + id + "\"]");
        assertThat(newer.path("inputs")).hasToString("{\"a\":null}");
        for (String name : List.of("ground_truth", "metadata", "linked_event")) {
            assertThat(newer.has(name)).as(name).isTrue();
            assertThat(newer.path(name).isNull()).as(name).isTrue();
            assertThat(older.path(name).isNull()).as(name).isFalse();
        }
        assertThat(older.path("linked_event").asString("-")).isEmpty();
        assertThat(older.path("_id")).isEqualTo(older.path("id"));
    }

    @Test
    void datapoints_listEncodings_areBothUnderstood() {
        String a = datapoint("{\"inputs\":{}}");
        String b = datapoint("{\"inputs\":{}}");
        datapoint("{\"inputs\":{}}");

        assertThat(ids("/v1/datapoints?datapoint_ids%5B%5D=" + b + "&datapoint_ids%5B%5D=" + a))
                .containsExactly(b, a);
        assertThat(ids("/datapoints?project=p&datapoint_ids=" + a)).containsExactly(a);
        assertThat(ids("/v1/datapoints")).hasSize(3);
        JsonNode page = client.get("/v1/datapoints?limit=2").json();
        assertThat(page.path("datapoints").size()).isEqualTo(2);
        assertThat(ids("/v1/datapoints?limit=2&cursor="
                        + page.path("next_cursor").asString()))
                .hasSize(1);
    }

    @Test
    void datapoints_linkedDatasets_areSeenFromBothSides() {
        String dataset = client.post("/v1/datasets", "{\"name\":\"d\"}")
                .json()
                .path("result")
                .path("insertedId")
                .asString();
        String id = datapoint("{\"inputs\":{},\"linked_datasets\":[\"" + dataset + "\"]}");

        assertThat(ids("/v1/datapoints?dataset_name=d")).containsExactly(id);
        assertThat(ids("/v1/datapoints?dataset_id=" + dataset)).containsExactly(id);
        assertThat(ids("/v1/datapoints?dataset_name=none")).isEmpty();
        client.put("/v1/datapoints/" + id, "{\"linked_datasets\":[]}");
        assertThat(ids("/v1/datapoints?dataset_name=d")).isEmpty();
        assertThat(client.delete("/v1/datasets/" + dataset + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void datapointBatch_ofEvents_takesThemOverAndRemembersWhere() {
        client.post(
                "/v1/events/batch",
                "{\"events\":[{\"event_id\":\"e1\",\"session_id\":\"s\",\"event_type\":\"model\",\"event_name\":\"m\","
                        + "\"inputs\":{\"q\":\"why\",\"chat_history\":[{\"role\":\"user\",\"content\":\"hi\"}]},"
                        + "\"outputs\":{\"content\":\"so\"},\"metadata\":{\"k\":1}},"
                        + "{\"event_id\":\"e2\",\"session_id\":\"s\",\"event_type\":\"model\",\"event_name\":\"m\","
                        + "\"inputs\":{\"q\":\"how\"},\"feedback\":{\"ground_truth\":{\"a\":\"right\"}}}]}");
        String dataset = client.post("/v1/datasets", "{\"name\":\"d\"}")
                .json()
                .path("result")
                .path("insertedId")
                .asString();

        JsonNode all = client.post(
                        "/v1/datapoints/batch",
                        "{\"selectAll\":true,\"filters\":[{\"field\":\"event_name\",\"operator\":\"is\",\"value\":\"m\","
                                + "\"type\":\"string\"}],\"checkState\":{\"e2\":false},\"dataset_id\":\"" + dataset
                                + "\"}")
                .json();
        JsonNode mapped = client.post(
                        "/v1/datapoints/batch",
                        "{\"events\":[\"e2\"],\"mapping\":{\"inputs\":[\"inputs.q\"],\"ground_truth\":[\"ground_truth\"],"
                                + "\"history\":[]}}")
                .json();

        assertThat(all.path("insertedIds").size()).isEqualTo(1);
        JsonNode first = read(all);
        assertThat(first.path("linked_event").asString()).isEqualTo("e1");
        assertThat(first.path("inputs").path("q").asString()).isEqualTo("why");
        assertThat(first.path("history")).hasToString("[{\"role\":\"user\",\"content\":\"hi\"}]");
        assertThat(first.path("ground_truth")).hasToString("{\"content\":\"so\"}");
        assertThat(first.path("linked_datasets")).hasToString("[\"" + dataset + "\"]");
        assertThat(read(mapped).path("inputs")).hasToString("{\"q\":\"how\"}");
        assertThat(read(mapped).path("ground_truth")).hasToString("{\"ground_truth\":{\"a\":\"right\"}}");
        assertThat(client.post("/v1/datapoints/batch", "{\"events\":[\"none\"]}")
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("events: there is no event none");
    }

    @Test
    void metric_ofAnOlderClient_isReadByBoth() {
        String id = client.post(
                        "/metrics",
                        "{\"task\":\"p\",\"name\":\"m\",\"type\":\"custom\",\"description\":\"d\",\"return_type\":\"float\","
                                + "\"code_snippet\":\"return 1\",\"threshold\":{\"min\":0.5}}")
                .json()
                .path("metric_id")
                .asString();

        JsonNode older = client.get("/metrics?project_name=p").json().path(0);
        JsonNode newer =
                client.get("/v1/metrics?id=" + id).json().path("metrics").path(0);

        assertThat(older.path("type").asString()).isEqualTo("custom");
        assertThat(older.path("code_snippet").asString()).isEqualTo("return 1");
        assertThat(newer.path("type").asString()).isEqualTo("PYTHON");
        assertThat(newer.path("criteria").asString()).isEqualTo("return 1");
        assertThat(client.put("/metrics", "{\"metric_id\":\"" + id + "\",\"name\":\"renamed\"}")
                        .json())
                .hasToString("{\"updated\":true}");
        assertThat(client.delete("/metrics?metric_id=" + id).json()).hasToString("{\"deleted\":true}");
        assertThat(client.get("/metrics").json()).hasToString("[]");
    }

    @Test
    void configurations_listAndUpdate_haveTheFormOfThePath() {
        String id = client.post(
                        "/configurations",
                        "{\"project\":\"p\",\"name\":\"c\",\"provider\":\"openai\",\"env\":[\"dev\"],\"tags\":[\"a\"],"
                                + "\"parameters\":{\"call_type\":\"chat\",\"model\":\"gpt-4o\"}}")
                .json()
                .path("insertedId")
                .asString();

        assertThat(client.get("/configurations?project=p&env=dev")
                        .json()
                        .path(0)
                        .path("_id")
                        .asString())
                .isEqualTo(id);
        assertThat(client.get("/configurations?env=prod").json()).hasToString("[]");
        assertThat(client.get("/configurations?env%5B%5D=prod").json()).hasToString("[]");
        assertThat(client.get("/configurations?env%5B%5D=prod&env%5B%5D=dev").json())
                .hasSize(1);
        assertThat(client.get("/v1/configurations?tags%5B%5D=a")
                        .json()
                        .path("configurations")
                        .size())
                .isEqualTo(1);
        assertThat(client.put("/v1/configurations/" + id, "{\"name\":\"renamed\"}")
                        .json())
                .hasToString("{\"acknowledged\":true,\"modifiedCount\":1,\"upsertedId\":null,\"upsertedCount\":0,"
                        + "\"matchedCount\":1}");
        assertThat(client.delete("/configurations/" + id).json())
                .hasToString("{\"acknowledged\":true,\"deletedCount\":1}");
    }

    @Test
    void charts_lifeCycle() {
        JsonNode created = client.post(
                        "/v1/charts",
                        "{\"name\":\"c\",\"metric\":\"duration\",\"func\":\"p95\",\"bucketing\":\"day\","
                                + "\"dateRange\":{\"relative\":\"7d\"},\"query\":[{\"field\":\"event_type\","
                                + "\"operator\":\"is\",\"value\":\"model\",\"type\":\"string\"}]}")
                .json();
        String id = created.path("data").path("id").asString();

        assertThat(created.path("success").asBoolean()).isTrue();
        assertThat(created.path("data").path("is_active").asBoolean()).isTrue();
        assertThat(client.put("/v1/charts/" + id, "{\"name\":\"n\"}")
                        .json()
                        .path("data")
                        .path("func")
                        .asString())
                .isEqualTo("p95");
        assertThat(client.get("/v1/charts/" + id)
                        .json()
                        .path("data")
                        .path("name")
                        .asString())
                .isEqualTo("n");
        assertThat(client.get("/charts").json().path("data").size()).isEqualTo(1);
        assertThat(client.delete("/v1/charts/" + id).json().path("success").asBoolean())
                .isTrue();
        assertThat(client.get("/v1/charts/" + id).status()).isEqualTo(404);
    }

    @Test
    void queues_lifeCycle() {
        var created = client.post("/v1/queues", "{\"name\":\"q\",\"event_ids\":[\"a\",\"b\"]}");
        String id = created.json().path("queue").path("id").asString();

        JsonNode updated = client.put(
                        "/v1/queues/" + id,
                        "{\"id\":\"" + id + "\",\"add_event_ids\":[\"c\",\"a\"],\"remove_event_ids\":[\"b\"],"
                                + "\"enabled\":false}")
                .json();

        assertThat(created.status()).isEqualTo(201);
        assertThat(updated.path("queue").path("event_ids")).hasToString("[\"a\",\"c\"]");
        assertThat(client.get("/v1/queues?enabled=true").json().path("queues").size())
                .isZero();
        assertThat(client.get("/v1/queues/" + id).json().path("name").asString())
                .isEqualTo("q");
        assertThat(client.delete("/v1/queues/" + id).json().has("message")).isTrue();
    }

    @Test
    void toolsAndProjects_lifeCycle() {
        String tool = client.post(
                        "/tools", "{\"task\":\"p\",\"name\":\"t\",\"parameters\":{\"a\":1},\"type\":\"tool\"}")
                .json()
                .path("result")
                .path("insertedId")
                .asString();
        String project =
                client.post("/projects", "{\"name\":\"p\"}").json().path("id").asString();

        assertThat(client.get("/tools").json().path(0).path("tool_type").asString())
                .isEqualTo("tool");
        assertThat(client.put("/tools", "{\"id\":\"" + tool + "\",\"name\":\"u\",\"parameters\":{}}")
                        .status())
                .isEqualTo(200);
        assertThat(client.delete("/tools?function_id=" + tool).status()).isEqualTo(200);
        assertThat(client.get("/v1/tools").json()).hasToString("[]");
        assertThat(client.put("/projects", "{\"project_id\":\"" + project + "\",\"description\":\"d\"}")
                        .json()
                        .path("description")
                        .asString())
                .isEqualTo("d");
        assertThat(client.put("/v1/projects", "{\"name\":\"p\",\"new_name\":\"r\"}")
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("r");
        assertThat(client.delete("/projects?name=r").status()).isEqualTo(200);
        assertThat(client.get("/projects?name=r").json()).hasToString("[]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/datasets        | {"name":""}                          | name must not be empty, nor longer than 200 characters
            /v1/datasets        | {"type":"other"}                     | type must be one of evaluation, fine-tuning, not 'other'
            /v1/datasets        | {"datapoints":"x"}                   | datapoints must be an array
            /v1/datapoints      | {"inputs":[1]}                       | inputs must be an object
            /v1/datapoints      | {"history":["x"]}                    | history[0] must be an object
            /v1/metrics         | {"name":"m","type":"PYTHON"}         | criteria is missing
            /v1/metrics         | {"name":"m","type":"X","criteria":""} | type must be one of PYTHON, LLM, HUMAN, COMPOSITE, not 'X'
            /v1/configurations  | {"name":"c","provider":"p"}          | parameters is missing
            /v1/charts          | {"name":"c"}                         | metric is missing
            /v1/queues          | {"name":"q","enabled":"maybe"}       | enabled must be true or false
            /tools              | {"name":"t"}                         | parameters is missing
            /projects           | []                                   | the body must be a JSON object
            """)
    void create_badInput_isRefusedWithAReason(String path, String body, String message) {
        JsonNode error = client.post(path, body).json();

        assertThat(error.path("message").asString()).isEqualTo(message);
        assertThat(error.path("statusCode").asInt()).isEqualTo(400);
        assertThat(error.path("errorCode").asString()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void version_ofADataset_isKeptWithIt_andNeverMovesToAnotherContent() {
        String dataset = client.post("/v1/datasets", "{\"name\":\"d\",\"metadata\":{\"owner\":\"ann\"}}")
                .json()
                .path("result")
                .path("insertedId")
                .asString();
        String versions = "/v1/datasets/" + dataset + "/versions";
        String row = datapoint("{\"inputs\":{\"q\":1.0},\"linked_datasets\":[\"" + dataset + "\"]}");

        JsonNode version = client.post(versions, "{\"name\":\"v1\"}").json().path("version");

        assertThat(version.path("name").asString()).isEqualTo("v1");
        assertThat(version.path("hash").asString()).matches("EXT-[0-9a-f]{16}");
        assertThat(version.path("datapoints")).hasToString("[\"" + row + "\"]");
        assertThat(client.post(versions, "{\"name\":\"v1\"}").json().path("version"))
                .isEqualTo(version);
        client.put("/v1/datapoints/" + row, "{\"inputs\":{\"q\":1}}");
        JsonNode refused = client.post(versions, "{\"name\":\"v1\"}").json();
        assertThat(refused.path("statusCode").asInt()).isEqualTo(409);
        assertThat(refused.path("message").asString()).contains("\"v1\"", "choose another name");
        assertThat(client.post(versions, "{\"name\":\"v2\"}").status()).isEqualTo(200);
        JsonNode metadata = client.get("/v1/datasets/" + dataset).json().at("/dataset/metadata");
        assertThat(metadata.path("owner").asString()).isEqualTo("ann");
        assertThat(metadata.path("versions").path(0)).isEqualTo(version);
        assertThat(metadata.path("versions").path(1).path("hash")).isNotEqualTo(version.path("hash"));
    }

    @Test
    void version_badInput_isRefused() {
        String dataset = client.post("/v1/datasets", "{\"name\":\"d\",\"metadata\":{\"versions\":7}}")
                .json()
                .path("result")
                .path("insertedId")
                .asString();

        assertThat(client.post("/v1/datasets/none/versions", "{\"name\":\"v1\"}")
                        .status())
                .isEqualTo(404);
        assertThat(client.post("/v1/datasets/" + dataset + "/versions", "{}")
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("name is missing");
        JsonNode refused = client.post("/v1/datasets/" + dataset + "/versions", "{\"name\":\"v1\"}")
                .json();
        assertThat(refused.path("statusCode").asInt()).isEqualTo(409);
        assertThat(refused.path("message").asString()).contains("metadata.versions of dataset " + dataset);
    }

    @Test
    void update_badInput_isRefusedAndChangesNothing() {
        client.post("/v1/runs", "{\"run_id\":\"r\",\"name\":\"n\"}");
        String id = client.post("/v1/datasets", "{\"name\":\"d\"}")
                .json()
                .path("result")
                .path("insertedId")
                .asString();

        assertThat(client.put("/v1/runs/r", "{\"status\":\"sleeping\"}").status())
                .isEqualTo(400);
        assertThat(client.put("/v1/datasets/" + id, "{\"name\":7}").status()).isEqualTo(400);
        assertThat(client.put("/v1/datasets/none", "{\"name\":\"x\"}").status()).isEqualTo(404);
        assertThat(client.get("/v1/datasets?name=d").json().path("datasets").size())
                .isEqualTo(1);
    }

    private JsonNode read(JsonNode created) {
        String id = created.path("insertedIds").path(0).asString();
        return client.get("/v1/datapoints/" + id).json().path("datapoint").path(0);
    }

    private String datapoint(String body) {
        return client.post("/v1/datapoints", body)
                .json()
                .path("result")
                .path("insertedId")
                .asString();
    }

    private List<String> ids(String path) {
        return client.get(path)
                .json()
                .path("datapoints")
                .valueStream()
                .map(datapoint -> datapoint.path("id").asString())
                .toList();
    }
}
