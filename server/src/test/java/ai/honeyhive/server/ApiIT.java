// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static ai.honeyhive.server.Otlp.json;
import static ai.honeyhive.server.Otlp.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The routes as HoneyHive's clients use them. */
class ApiIT {
    private static final String ID = "11111111-2222-4333-8444-555555555555";

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
    @ValueSource(
            strings = {
                "{\"session\":{\"session_name\":\"n\",\"source\":\"dev\",\"session_id\":\"ID\",\"project\":\"p\"}}",
                "{\"project\":\"p\",\"source\":\"dev\",\"session_id\":\"ID\",\"session_name\":\"n\",\"metrics\":{}}",
                "{\"session\":\"{\\\"session_name\\\":\\\"n\\\",\\\"session_id\\\":\\\"ID\\\",\\\"project\\\":\\\"p\\\"}\"}"
            })
    void sessionStart_allForms_answerTheWholeSession(String body) {
        JsonNode session = client.post("/session/start", body.replace("ID", ID)).json();

        for (String required : List.of("event_id", "session_id", "org_id", "workspace_id", "project_id")) {
            assertThat(session.path(required).isString()).as(required).isTrue();
        }
        assertThat(session.path("session_id").asString()).isEqualTo(ID);
        assertThat(session.path("event_name").asString()).isEqualTo("n");
        assertThat(session.path("end_time").isIntegralNumber()).isTrue();
        assertThat(client.get("/session/" + ID).json()).isEqualTo(session);
        assertThat(client.get("/v1/sessions/" + ID).json().path("children").isArray())
                .isTrue();
    }

    @Test
    void create_tokensWithoutTheirTotal_getIt() {
        for (String tokens : List.of(
                "\"prompt_tokens\":1,\"completion_tokens\":2",
                "\"input_tokens\":1,\"output_tokens\":2",
                "\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3",
                "\"total_tokens\":3")) {
            String event = create("{\"event\":{\"event_type\":\"model\",\"inputs\":{},\"metadata\":{" + tokens + "}}}");

            assertThat(client.get("/v1/events/" + event)
                            .json()
                            .at("/event/metadata/total_tokens")
                            .asInt())
                    .as(tokens)
                    .isEqualTo(3);
        }
        String half = create("{\"event\":{\"event_type\":\"model\",\"inputs\":{},\"metadata\":{\"prompt_tokens\":1}}}");
        assertThat(client.get("/v1/events/" + half).json().at("/event/metadata"))
                .hasToString("{\"prompt_tokens\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n", "{}", "{\"type\":\"event\"}"})
    void import_withoutAnyGoodLine_isRefused(String body) {
        ApiClient.Answer answer = client.post("/v1/import", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("errorCode").asString()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void sessionBatch_leavesWhatStartsAndUpdatesByThemselvesLeave() {
        String start = "{\"session_id\":\"ID\",\"session_name\":\"n\",\"start_time\":1000,\"inputs\":{\"q\":1},"
                + "\"metadata\":{\"run_id\":\"r\"}}";
        String update = "{\"event_id\":\"ID\",\"outputs\":{\"a\":2},\"metadata\":{\"more\":true},\"end_time\":3000}";
        String other = ID.replace('1', '9');
        assertThat(client.post("/session/start", "{\"session\":" + start.replace("ID", ID) + "}")
                        .response()
                        .headers()
                        .firstValue("HoneyHive-Accepts"))
                .contains("sessions-batch");
        client.put("/events", update.replace("ID", ID));

        ApiClient.Answer answer = client.post(
                "/sessions/batch",
                "{\"starts\":[" + start.replace("ID", other) + "],\"updates\":[" + update.replace("ID", other) + "]}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String one = client.get("/session/" + ID).body();
        assertThat(one).contains("\"a\":2").contains("\"more\":true");
        assertThat(client.get("/session/" + other).body().replace(other, ID)).isEqualTo(one);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | starts or updates must be given",
                "{\"starts\":{}} | starts must be an array",
                "{\"starts\":[{\"session_id\":\"ID\"},{\"inputs\":3}]} | starts[1].inputs must be an object",
                "{\"starts\":[{\"session_id\":\"ID\"}],\"updates\":[{\"outputs\":{}}]} | updates[0].event_id is missing"
            })
    void sessionBatch_withWhatCannotBeRead_isRefusedAsAWhole(String body, String message) {
        ApiClient.Answer answer = client.post("/v1/sessions/batch", body.replace("ID", ID));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asString()).contains(message);
        assertThat(client.get("/session/" + ID).status()).isEqualTo(404);
    }

    @Test
    void sessionStart_idIsNoUuid_getsAFreshOne() {
        JsonNode session =
                client.post("/v1/sessions", "{\"session_id\":\"mine\"}").json();

        assertThat(session.path("session_id").asString()).matches("[0-9a-f-]{36}");
        assertThat(session.path("event_name").asString()).isEqualTo("unknown");
    }

    @Test
    void update_sessionBeforeItIsStarted_isMergedWhenItArrives() {
        assertThat(client.put("/events", "{\"event_id\":\"" + ID + "\",\"feedback\":{\"rating\":5}}")
                        .status())
                .isEqualTo(200);
        client.post("/session/start", "{\"session\":{\"session_id\":\"" + ID + "\"}}");

        assertThat(client.get("/session/" + ID)
                        .json()
                        .path("feedback")
                        .path("rating")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void update_outputsThatAreNoMap_areWrapped() {
        String event = create("{\"event\":{\"event_type\":\"tool\",\"inputs\":{}}}");

        client.put("/events", "{\"event_id\":\"" + event + "\",\"outputs\":[1,2],\"metadata\":{\"a\":null}}");

        JsonNode stored = client.get("/v1/events/" + event).json().path("event");
        assertThat(stored.path("outputs")).hasToString("{\"value\":[1,2]}");
        assertThat(stored.path("metadata")).hasToString("{\"a\":null}");
    }

    @Test
    void create_eventsInAllWays_areStored() {
        String plain = create("{\"event\":{\"event_type\":\"chain\",\"inputs\":{\"a\":1},\"start_time\":1.0,"
                + "\"duration\":5,\"session_id\":\"s\"}}");
        JsonNode stored = client.get("/v1/events/" + plain).json().path("event");
        assertThat(stored.path("end_time").asInt()).isEqualTo(6);
        assertThat(stored.path("parent_id").asString()).isEqualTo("s");

        JsonNode model = client.post(
                        "/events/model",
                        "{\"model_event\":{\"model\":\"gpt\",\"messages\":[{\"role\":\"user\"}],\"response\":{\"x\":1},"
                                + "\"cost\":0.5,\"error\":\"late\",\"duration\":7}}")
                .json();
        JsonNode modelEvent = client.get("/v1/events/" + model.path("event_id").asString())
                .json()
                .path("event");
        assertThat(modelEvent.path("event_type").asString()).isEqualTo("model");
        assertThat(modelEvent.path("inputs"))
                .hasToString("{\"messages\":[{\"role\":\"user\"}],\"cost\":0.5,\"error\":\"late\",\"duration\":7}");
        assertThat(modelEvent.path("error").asString()).isEqualTo("late");
        assertThat(modelEvent.path("duration").asInt()).isEqualTo(7);
        assertThat(modelEvent.path("outputs").path("response").path("x").asInt())
                .isEqualTo(1);
        assertThat(modelEvent.path("config").path("model").asString()).isEqualTo("gpt");

        JsonNode batch = client.post(
                        "/v1/events/batch",
                        "{\"single_session\":true,\"session_properties\":{\"session_name\":\"b\"},\"events\":["
                                + "{\"event_type\":\"tool\",\"inputs\":{}},{\"event_type\":\"model\",\"inputs\":{}}]}")
                .json();
        assertThat(batch.path("event_ids").size()).isEqualTo(2);
        JsonNode tree = client.get("/v1/sessions/" + batch.path("session_id").asString())
                .json();
        assertThat(tree.path("event_name").asString()).isEqualTo("b");
        assertThat(tree.path("children").size()).isEqualTo(2);
    }

    @Test
    void sessionTraces_nestedWithMicroseconds_becomeATree() {
        String body = "{\"logs\":[{\"event_type\":\"chain\",\"event_name\":\"root\",\"start_time\":1790000000000000,"
                + "\"end_time\":1790000001000000,\"duration\":1000,\"children\":[{\"event_type\":\"tool\","
                + "\"event_name\":\"leaf\",\"start_time\":1790000000500000}]}]}";

        assertThat(client.post("/session/" + ID + "/traces", body)
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();

        JsonNode root = client.get("/v1/sessions/" + ID).json().path("children").get(0);
        assertThat(root.path("start_time").asLong()).isEqualTo(1_790_000_000_000L);
        assertThat(root.path("children").get(0).path("event_name").asString()).isEqualTo("leaf");
        assertThat(client.post("/session/" + ID + "/traces", "{}").status()).isEqualTo(400);
    }

    @Test
    void tree_circleOfParents_isShownUnderTheSession() {
        client.post(
                "/v1/sessions/" + ID + "/events/batch",
                "{\"events\":[{\"event_id\":\"a\",\"parent_id\":\"b\",\"event_type\":\"tool\"},"
                        + "{\"event_id\":\"b\",\"parent_id\":\"a\",\"event_type\":\"tool\"},"
                        + "{\"event_id\":\"c\",\"parent_id\":\"c\",\"event_type\":\"tool\"}]}");

        assertThat(client.get("/v1/sessions/" + ID).json().path("children").size())
                .isEqualTo(3);
    }

    @Test
    void outline_ofSession_hasARowOfColumnsForEachEvent() {
        client.post(
                "/v1/sessions/" + ID + "/events/batch",
                "{\"events\":[{\"event_id\":\"a\",\"event_type\":\"chain\",\"event_name\":\"answer\",\"start_time\":1790000000000,"
                        + "\"duration\":12.5,\"inputs\":{\"question\":\"Why?\"}},"
                        + "{\"event_id\":\"b\",\"parent_id\":\"a\",\"event_type\":\"model\",\"event_name\":\"read\",\"error\":\"lost\","
                        + "\"start_time\":1790000000001,\"config\":{\"model\":\"m1\"},\"metadata\":{\"total_tokens\":7}}]}");

        JsonNode outline = client.get("/v1/sessions/" + ID + "/outline").json();

        assertThat(outline.at("/session/event_id").asString()).isEqualTo(ID);
        assertThat(outline.path("columns")).hasSize(14);
        assertThat(outline.at("/events/0").toString())
                .startsWith("[\"a\",\"" + ID + "\",\"chain\",\"answer\",1790000000000,")
                .endsWith(",12.5,null,null,null,null,null,null,\"Why?\"]");
        assertThat(outline.at("/events/1").toString())
                .startsWith("[\"b\",\"a\",\"model\",\"read\",1790000000001,")
                .endsWith(",\"lost\",\"m1\",null,null,7,null,null]");
        assertThat(client.get("/v1/sessions/none/outline").status()).isEqualTo(404);
    }

    @Test
    void tree_chainOfThousands_isAnswered() {
        var spans = new ArrayList<String>();
        for (int i = 1; i <= 3_000; i++) {
            String parent = i == 1 ? "null" : "\"" + Otlp.spanId(i - 1) + "\"";
            spans.add(span(i, parent, "n", Map.of("honeyhive.session_id", ID)));
        }
        client.post("/opentelemetry/v1/traces", json(spans.toArray(String[]::new)));

        String body = client.unchecked().get("/v1/sessions/" + ID).body();

        assertThat(body.split("\"children\":\\[", -1)).hasSize(3_002);
    }

    @Test
    void export_filtersAndPages_countAllMatches() {
        IntStream.range(0, 5)
                .forEach(i -> create("{\"event\":{\"event_type\":\"tool\",\"session_id\":\"s\",\"inputs\":{\"n\":" + i
                        + "},\"metadata\":{\"run_id\":\"r\"},\"start_time\":" + i + "}}"));

        JsonNode answer = client.post(
                        "/events/export",
                        "{\"project\":\"p\",\"filters\":[{\"field\":\"inputs.n\",\"operator\":\"greater than\","
                                + "\"value\":\"0\",\"type\":\"number\"}],\"evaluation_id\":\"r\",\"limit\":2,\"page\":2,"
                                + "\"projections\":[\"inputs\"]}")
                .json();

        assertThat(answer.path("totalEvents").asInt()).isEqualTo(4);
        assertThat(answer.path("count").asInt()).isEqualTo(4);
        assertThat(answer.path("events").size()).isEqualTo(2);
        assertThat(answer.path("events").get(0).path("inputs").path("n").asInt())
                .isEqualTo(2);
        assertThat(answer.path("events").get(0).has("metadata")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST /events                 | {\"event\":{}}                              | event.event_type is missing",
                "POST /events                 | {\"event\":{\"event_type\":\"x\"}}            | not 'x'",
                "POST /events                 | {\"event\":{\"event_type\":\"tool\",\"inputs\":7}} | event.inputs must be an object",
                "POST /events                 | {\"event\":7}                              | event must be an object",
                "POST /events                 | {                                        | the body is not JSON",
                "POST /events                 | 7                                        | the body must be a JSON object",
                "POST /events/batch           | {}                                       | events is missing",
                "POST /events/batch           | {\"events\":[{\"event_type\":\"tool\"},{}]}   | events[1].event_type is missing",
                "POST /events/model           | {\"model_event\":{}}                        | model_event.model_name",
                "PUT /events                  | {\"metadata\":{}}                          | event_id is missing",
                "PUT /events                  | {\"event_id\":\"a\",\"metadata\":[]}          | metadata must be an object",
                "POST /session/start          | {\"session\":[]}                           | session must be an object",
                "POST /v1/events/search       | {\"limit\":1001}                           | limit must be a whole number from 1 to 1000",
                "POST /events/export          | {\"filters\":[{\"field\":\"a\"}]}             | filters[0].operator is missing",
                "POST /events/export          | {\"filters\":[{\"field\":\"a\",\"operator\":\"like\",\"value\":1}]} | must be one of exists",
                "POST /events/export          | {\"filters\":[{\"field\":\"a\",\"operator\":\"is\",\"value\":\"x\",\"type\":\"number\"}]} | must be a number",
                "POST /events/export          | {\"dateRange\":{\"$gte\":\"soon\"}}           | dateRange.$gte is no point in time",
                "POST /runs                   | {\"name\":\"\"}                             | name must not be empty",
                "POST /runs                   | {\"name\":\"a\",\"status\":\"odd\"}            | status must be one of",
                "POST /events/export          | {\"filters\":[{\"field\":\"a\",\"operator\":\"is\",\"value\":\"x\",\"type\":\"boolean\"}]} | filters[0].value must be true or false",
                "POST /runs                   | {\"passing_ranges\":{\"f1\":7}}             | passing_ranges.f1 must be an object",
                "POST /runs                   | {\"passing_ranges\":{\"f1\":{\"min\":\"a\"}}} | passing_ranges.f1.min must be a number",
                "GET /runs?limit=1000         | x                                        | limit must be a whole number from 1 to 100",
                "GET /runs?sort_by=x          | x                                        | sort_by must be one of",
                "GET /v1/queues?enabled=on    | x                                        | enabled must be true or false",
                "GET /events?ignore_order=1   | x                                        | ignore_order must be true or false",
                "GET /events/chart?only_experiments=yes | x                              | only_experiments must be true",
                "GET /v1/sessions?cursor=!    | x                                        | cursor is not one"
            })
    void badInput_anywhere_is400WithAReason(String route, String body, String message) {
        String path = route.substring(route.indexOf(' ') + 1);
        var answer = route.startsWith("GET")
                ? client.get(path)
                : route.startsWith("PUT") ? client.put(path, body) : client.post(path, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("message").asString()).contains(message);
        assertThat(answer.json().path("success").asBoolean()).isFalse();
        assertThat(answer.json().path("errorCode").asString()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void unknownThings_are404() {
        for (String path : List.of(
                "/session/x",
                "/v1/sessions/x",
                "/v1/events/x",
                "/runs/x",
                "/v1/runs/x/result",
                "/v1/runs/x/rows",
                "/x")) {
            var answer = client.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.json().path("errorCode").asString()).isEqualTo("NOT_FOUND");
        }
        assertThat(client.delete("/v1/sessions/x").status()).isEqualTo(404);
        assertThat(client.put("/v1/runs/x", "{}").status()).isEqualTo(404);
    }

    @Test
    void sessions_list_isNarrowAndPaged() {
        for (int i = 0; i < 5; i++) {
            client.post(
                    "/session/start",
                    "{\"session\":{\"session_name\":\"n" + i + "\",\"start_time\":" + (1000 + i)
                            + ",\"inputs\":{\"question\":\"why  " + i + "\\nnot\"}}}");
        }

        JsonNode first = client.get("/v1/sessions?limit=3").json();
        JsonNode second = client.get("/v1/sessions?limit=3&cursor="
                        + first.path("next_cursor").asString())
                .json();

        assertThat(first.path("sessions")
                        .valueStream()
                        .map(s -> s.path("session_name").asString()))
                .containsExactly("n4", "n3", "n2");
        assertThat(second.path("sessions")
                        .valueStream()
                        .map(s -> s.path("session_name").asString()))
                .containsExactly("n1", "n0");
        assertThat(second.has("next_cursor")).isFalse();
        JsonNode row = first.path("sessions").get(0);
        assertThat(row.path("preview").asString()).isEqualTo("why 4 not");
        assertThat(row.path("status").asString()).isEqualTo("running");
        assertThat(row.has("cost")).isFalse();
        assertThat(row.has("total_tokens")).isFalse();
    }

    private String create(String body) {
        JsonNode answer = client.post("/events", body).json();
        assertThat(answer.path("success").asBoolean()).isTrue();
        return answer.path("event_id").asString();
    }
}
