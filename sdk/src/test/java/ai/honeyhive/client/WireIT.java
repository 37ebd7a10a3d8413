// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes over the wire: method, path, query, headers and body, byte for byte. */
class WireIT {
    private static final Map<String, Object> IN = Map.of("question", "Zürich?");

    private final ScriptedServer server = new ScriptedServer();
    private final HoneyHiveClient client = server.client();

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> calls() {
        EventFields event = EventFields.builder("tool", Map.of("a", 1)).build();
        return Stream.of(
                call("DELETE /v1/sessions/s", "", c -> c.sessions().delete("s")),
                call(
                        "PUT /v1/events/s",
                        "{\"metadata\":{\"a\":1}}",
                        c -> c.sessions()
                                .update(
                                        "s",
                                        EventUpdate.builder()
                                                .metadata(Map.of("a", 1))
                                                .build())),
                call("GET /v1/sessions/s", "", c -> c.sessions().tree("s")),
                call(
                        "POST /v1/sessions/s/events/batch",
                        "{\"events\":[{\"event_type\":\"tool\",\"inputs\":{\"a\":1}}]}",
                        c -> c.sessions().addEvents("s", List.of(event))),
                call(
                        "POST /v1/events/batch",
                        "{\"events\":[{\"event_type\":\"tool\",\"inputs\":{\"a\":1}}]}",
                        c -> c.events().create(List.of(event))),
                call("GET /v1/events/e", "", c -> c.events().find("e")),
                call("DELETE /v1/events/e", "", c -> c.events().delete("e")),
                call(
                        "POST /v1/events/search",
                        "{\"filters\":[]}",
                        c -> c.events().search(EventQuery.builder().build())),
                call("GET /v1/datasets", "", c -> c.datasets().list()),
                call("GET /v1/datasets?name=a%20b", "", c -> c.datasets().named("a b")),
                call("GET /v1/datasets?dataset_id=d", "", c -> c.datasets().find("d")),
                call(
                        "PUT /v1/datasets/d",
                        "{\"name\":\"n\"}",
                        c -> c.datasets()
                                .update("d", DatasetFields.builder().name("n").build())),
                call("DELETE /v1/datasets/d", "", c -> c.datasets().delete("d")),
                call("DELETE /v1/datasets/d/datapoints/p", "", c -> c.datasets().removeDatapoint("d", "p")),
                call("GET /v1/datapoints", "", c -> c.datapoints().list()),
                call(
                        "GET /v1/datapoints?dataset_name=d%26e",
                        "", c -> c.datapoints().ofDataset("d&e")),
                call("GET /v1/datapoints/p", "", c -> c.datapoints().find("p")),
                call(
                        "PUT /v1/datapoints/p",
                        "{\"ground_truth\":{\"a\":1}}",
                        c -> c.datapoints()
                                .update(
                                        "p",
                                        DatapointFields.builder()
                                                .expected(Map.of("a", 1))
                                                .build())),
                call("DELETE /v1/datapoints/p", "", c -> c.datapoints().delete("p")),
                call(
                        "PUT /v1/runs/r",
                        "{\"status\":\"completed\"}",
                        c -> c.runs()
                                .update(
                                        "r",
                                        RunFields.builder().status("completed").build())),
                call("GET /v1/runs", "", c -> c.runs().list(RunQuery.builder().build())),
                call("DELETE /v1/runs/r", "", c -> c.runs().delete("r")),
                call(
                        "GET /v1/runs/r/result?aggregate_function=p95",
                        "",
                        c -> c.runs().result("r", "p95")),
                call("GET /v1/runs/r/metrics", "", c -> c.runs().metrics("r")),
                call(
                        "GET /v1/runs/n/compare-with/o?aggregate_function=average",
                        "",
                        c -> c.runs().compare("n", "o")),
                call(
                        "GET /v1/runs/compare/events?run_id_1=a&run_id_2=b&event_name=f&limit=1000&page=2",
                        "",
                        c -> c.runs().compareEvents("a", "b", "f", 2)),
                call("GET /v1/metrics", "", c -> c.metrics().list()),
                call("GET /v1/metrics?type=LLM", "", c -> c.metrics().list(MetricType.LLM)),
                call("GET /v1/metrics?id=m", "", c -> c.metrics().find("m")),
                call(
                        "PUT /v1/metrics/m",
                        "{\"scale\":5}",
                        c -> c.metrics()
                                .update("m", MetricFields.builder().scale(5).build())),
                call("DELETE /v1/metrics/m", "", c -> c.metrics().delete("m")),
                call("GET /v1/metrics/m/versions", "", c -> c.metrics().versions("m")),
                call(
                        "POST /v1/metrics/m/versions/v%201/deploy",
                        "{}", c -> c.metrics().deploy("m", "v 1")),
                call("GET /v1/configurations", "", c -> c.configurations().list()),
                call(
                        "GET /v1/configurations?name=n",
                        "",
                        c -> c.configurations().named("n")),
                call(
                        "PUT /v1/configurations/c",
                        "{\"name\":\"n\",\"tags\":[\"t\"]}",
                        c -> c.configurations()
                                .update(
                                        "c",
                                        ConfigurationFields.builder("n")
                                                .tags(List.of("t"))
                                                .build())),
                call("DELETE /v1/configurations/c", "", c -> c.configurations().delete("c")));
    }

    private static Arguments call(String line, String body, Consumer<HoneyHiveClient> call) {
        return Arguments.of(line, body, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void call_answerEmpty_sendsOneRequestAndAcceptsIt(String line, String body, Consumer<HoneyHiveClient> call) {
        server.reply(204, "");

        call.accept(client);

        assertThat(server.only().line()).isEqualTo(line);
        assertThat(server.only().body()).isEqualTo(body);
    }

    @Test
    void call_always_carriesKeyAndIdentity() {
        client.datasets().list();

        assertThat(server.only().headers())
                .containsEntry("authorization", "Bearer " + ScriptedServer.KEY)
                .containsEntry("accept", "application/json")
                .containsEntry("hh-client-language", "java")
                .containsEntry("hh-client-package", "honeyhive");
    }

    @Test
    void startSession_allFields_usesUnixMilliseconds() {
        server.reply(200, "{\"session_id\":\"s\",\"event_id\":\"s\",\"org_id\":\"o\",\"new\":{\"x\":[1]}}");

        Event session = client.sessions()
                .start(SessionFields.builder()
                        .name("chat")
                        .source("prod")
                        .startTime(Instant.ofEpochMilli(1_700_000_000_123L))
                        .duration(Duration.ofNanos(1_500_000))
                        .inputs(IN)
                        .userProperties(Map.of("plan", "pro"))
                        .field("tenant", null)
                        .build());

        assertThat(server.only().line()).isEqualTo("POST /v1/sessions");
        assertThat(server.only().body())
                .isEqualTo(
                        "{\"session_name\":\"chat\",\"source\":\"prod\",\"start_time\":1700000000123,\"duration\":1.5,"
                                + "\"inputs\":{\"question\":\"Zürich?\"},\"user_properties\":{\"plan\":\"pro\"},\"tenant\":null}");
        assertThat(session.id()).isEqualTo("s");
        assertThat(session).containsEntry("org_id", "o").containsEntry("new", Map.of("x", List.of(1)));
    }

    @Test
    void createEvent_answerNamesId_returnsIt() {
        server.reply(200, "{\"event_id\":\"e\",\"success\":true}");

        String id = client.events()
                .create(EventFields.builder("model", IN)
                        .name("answer")
                        .sessionId("s")
                        .parentId("p")
                        .endTime(Instant.EPOCH)
                        .error("boom")
                        .build());

        assertThat(id).isEqualTo("e");
        assertThat(server.only().line()).isEqualTo("POST /v1/events");
        assertThat(server.only().body())
                .isEqualTo("{\"event_type\":\"model\",\"inputs\":{\"question\":\"Zürich?\"},\"event_name\":\"answer\","
                        + "\"session_id\":\"s\",\"parent_id\":\"p\",\"end_time\":0,\"error\":\"boom\"}");
    }

    @Test
    void createEvents_forOneSession_sendsItsProperties() {
        server.reply(200, "{\"event_ids\":[\"a\"],\"session_id\":\"s\",\"success\":true}");

        CreatedEvents created = client.events()
                .create(
                        List.of(EventFields.builder("tool", Map.of()).build()),
                        SessionFields.builder().name("import").build());

        assertThat(created.ids()).containsExactly("a");
        assertThat(created.sessionId()).contains("s");
        assertThat(server.only().json().get("single_session").asBoolean()).isTrue();
        assertThat(server.only().json().get("session_properties").toString())
                .isEqualTo("{\"session_name\":\"import\"}");
    }

    @ParameterizedTest
    @CsvSource({"500", "200"})
    void createEvents_serverTakesSome_throwsWithWhatItTook(int status) {
        server.reply(status, "{\"event_ids\":[\"a\"],\"errors\":[\"second: no type\"],\"success\":false}");

        var failure = catchThrowableOfType(
                HoneyHiveBatchException.class, () -> client.events().create(List.of()));

        assertThat(failure.created().ids()).containsExactly("a");
        assertThat(failure.created().errors()).containsExactly("second: no type");
    }

    @Test
    void export_query_sendsFiltersRangeAndProjections() {
        server.reply(
                200, "{\"events\":[{\"event_id\":\"e\",\"event_type\":\"session\"}],\"totalEvents\":7,\"count\":1}");

        EventPage page = client.events()
                .export(EventQuery.builder()
                        .sessionId("s")
                        .filter(EventFilter.number("metadata.cost", EventFilter.Operator.GREATER_THAN, 0.01))
                        .filter(EventFilter.exists("error"))
                        .runId("r")
                        .from(Instant.EPOCH)
                        .projections("event_id", "event_type")
                        .limit(7_500)
                        .page(2)
                        .ignoreOrder()
                        .build());

        assertThat(page.total()).isEqualTo(7);
        assertThat(page.events()).singleElement().extracting(Event::id).isEqualTo("e");
        var body = server.only().json();
        assertThat(body.get("filters"))
                .extracting(filter -> filter.get("field").asString() + " "
                        + filter.get("operator").asString() + " " + filter.get("value") + " "
                        + filter.get("type").asString())
                .containsExactly(
                        "session_id is \"s\" string",
                        "metadata.cost greater than \"0.01\" number",
                        "error exists \"\" string");
        assertThat(body.get("dateRange").toString()).isEqualTo("{\"$gte\":\"1970-01-01T00:00:00Z\"}");
        assertThat(body.get("projections").toString()).isEqualTo("[\"event_id\",\"event_type\"]");
        assertThat(body.get("evaluation_id").asString()).isEqualTo("r");
        assertThat(body.get("limit").asInt()).isEqualTo(7_500);
        assertThat(body.get("page").asInt()).isEqualTo(2);
        assertThat(body.get("ignore_order").asBoolean()).isTrue();
    }

    @Test
    void search_oneEndOfTheRange_sendsBothAsTheApiDemands() {
        client.events().search(EventQuery.builder().to(Instant.EPOCH).build());

        assertThat(server.only().json().get("dateRange").toString())
                .isEqualTo("{\"start_time\":\"1970-01-01T00:00:00Z\",\"end_time\":\"1970-01-01T00:00:00Z\"}");
    }

    @Test
    void search_whatOnlyExportsKnow_isRefusedWithRemedy() {
        assertThatThrownBy(() ->
                        client.events().search(EventQuery.builder().limit(1_001).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ask page by page or use export(...)");
        assertThatThrownBy(() -> client.events()
                        .search(EventQuery.builder().projections("event_id").build()))
                .hasMessageContaining("drop projections(...)");

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void listRuns_conditions_sendsObjectsAsJsonAndListsInBrackets() {
        client.runs()
                .list(RunQuery.builder()
                        .ids(List.of("r1"))
                        .name("nightly 1")
                        .from(Instant.EPOCH)
                        .ascending("name")
                        .limit(5)
                        .build());

        assertThat(server.only().line())
                .isEqualTo("GET /v1/runs?name=nightly%201&sort_by=name&sort_order=asc&limit=5"
                        + "&dateRange=%7B%22%24gte%22%3A%221970-01-01T00%3A00%3A00Z%22%7D&run_ids%5B%5D=r1");
    }

    @Test
    void addDatapoints_rows_sendsMapping() {
        server.reply(200, "{\"inserted\":true,\"datapoint_ids\":[\"p1\",\"p2\"]}");

        List<String> ids = client.datasets()
                .addDatapoints(
                        "d", List.of(Map.of("q", "x"), Map.of("q", "y")), ColumnMapping.of(List.of("q"), List.of("a")));

        assertThat(ids).containsExactly("p1", "p2");
        assertThat(server.only().line()).isEqualTo("POST /v1/datasets/d/datapoints");
        assertThat(server.only().json().get("mapping").properties())
                .extracting(entry -> entry.getKey() + entry.getValue())
                .containsExactlyInAnyOrder("inputs[\"q\"]", "ground_truth[\"a\"]", "history[]");
    }

    @Test
    void create_idsInTheFormsOfTheApi_areAllUnderstood() {
        server.reply(200, "{\"inserted\":true,\"result\":{\"insertedId\":\"d\"}}")
                .reply(200, "{\"inserted\":true,\"result\":{\"insertedIds\":[\"p\"]}}")
                .reply(200, "{\"inserted\":true,\"result\":{\"insertedId\":\"p\"}}")
                .reply(200, "{\"inserted\":true,\"metric_id\":\"m\"}")
                .reply(200, "{\"acknowledged\":true,\"insertedId\":\"c\"}")
                .reply(201, "{\"evaluation\":{\"name\":\"n\"},\"run_id\":\"r\"}");

        assertThat(client.datasets().create(DatasetFields.builder().build())).isEqualTo("d");
        assertThat(client.datapoints().create(DatapointFields.builder().build()))
                .isEqualTo("p");
        assertThat(client.datapoints().create(DatapointFields.builder().build()))
                .isEqualTo("p");
        assertThat(client.metrics()
                        .create(MetricFields.builder("m", MetricType.LLM, "good?")
                                .build()))
                .isEqualTo("m");
        assertThat(client.configurations()
                        .create(ConfigurationFields.builder("c", "openai", Map.of("model", "x"))
                                .build()))
                .isEqualTo("c");
        assertThat(client.runs().create(RunFields.builder().name("n").build()).id())
                .isEqualTo("r");
    }

    @Test
    void create_answerWithoutId_saysThatItIsUnexpected() {
        server.reply(200, "{\"inserted\":true}");

        assertThatThrownBy(
                        () -> client.datasets().create(DatasetFields.builder().build()))
                .isExactlyInstanceOf(HoneyHiveHttpException.class)
                .hasMessage("POST /v1/datasets answered 200: unexpected answer, no insertedId: {\"inserted\":true}");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "100,1", "101,2", "250,3"})
    void listDatapoints_ids_areSplitByHundred(int count, int requests) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "id-" + i).toList();
        for (int i = 0; i < requests; i++) {
            server.reply(200, "{\"datapoints\":[{\"id\":\"first of " + i + "\"},{\"id\":\"x\"}]}");
        }

        List<StoredDatapoint> found = client.datapoints().list(ids);

        assertThat(found).hasSize(2 * requests);
        assertThat(server.requests()).hasSize(requests);
        assertThat(server.lines().stream()
                        .flatMap(line ->
                                Stream.of(line.substring(line.indexOf('?') + 1).split("&", -1)))
                        .toList())
                .isEqualTo(ids.stream().map(id -> "datapoint_ids%5B%5D=" + id).toList());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "100,1", "101,2", "250,3"})
    void listRuns_ids_areSplitByHundredAndJoinedToOnePage(int count, int requests) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "id-" + i).toList();
        for (int i = 0; i < requests; i++) {
            server.reply(
                    200,
                    "{\"evaluations\":[{\"run_id\":\"r" + i + "\",\"later\":1}],\"metrics\":[\"a\",\"m" + i
                            + "\"],\"pagination\":{\"total\":1,\"has_next\":false}}");
        }

        RunPage page = client.runs()
                .list(RunQuery.builder().status("completed").ids(ids).build());

        assertThat(server.requests()).hasSize(requests);
        assertThat(page.runs()).hasSize(requests).allMatch(run -> run.containsKey("later"));
        assertThat(page.total()).isEqualTo(requests);
        assertThat(page.hasNext()).isFalse();
        assertThat(Set.copyOf(page.metricNames())).hasSize(requests == 0 ? 0 : requests + 1);
        assertThat(server.lines())
                .allSatisfy(line -> assertThat(line)
                        .startsWith("GET /v1/runs?status=completed&")
                        .contains("limit=100"));
        assertThat(server.lines().stream()
                        .mapToInt(line -> line.split("run_ids%5B%5D=", -1).length - 1)
                        .sum())
                .isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "läuf 日本/1?x=#é,l%C3%A4uf%20%E6%97%A5%E6%9C%AC%2F1%3Fx%3D%23%C3%A9",
        "😀%2F,%F0%9F%98%80%252F",
        "..,%2E%2E"
    })
    void path_idOfAnyText_isOneEncodedSegment(String id, String segment) {
        assertThat(Paths.segment(id)).isEqualTo(segment);
    }

    @Test
    void find_unicodeId_arrivesEncoded() {
        client.runs().find("läuf 日本");

        assertThat(server.only().line()).isEqualTo("GET /v1/runs/l%C3%A4uf%20%E6%97%A5%E6%9C%AC");
    }

    @Test
    void find_emptyId_isRefusedBeforeAnyCall() {
        assertThatThrownBy(() -> client.runs().delete("")).isInstanceOf(IllegalArgumentException.class);

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void error_longBodyWithTheKeyInIt_isCutAndKeyless() {
        server.reply(400, "your key " + ScriptedServer.KEY + " is odd " + "x".repeat(10_000));

        var failure = catchThrowableOfType(
                HoneyHiveHttpException.class, () -> client.runs().find("r"));

        assertThat(failure.getMessage())
                .startsWith("GET /v1/runs/r answered 400: your key [key] is odd xxx")
                .hasSizeLessThan(600)
                .doesNotContain(ScriptedServer.KEY);
        assertThat(failure.method()).isEqualTo("GET");
        assertThat(failure.path()).isEqualTo("/v1/runs/r");
        assertThat(failure.bodyExcerpt()).hasSizeLessThanOrEqualTo(501);
    }

    @Test
    void redirect_toAnotherServer_isToldAndNotFollowed() {
        try (ScriptedServer other = new ScriptedServer()) {
            server.reply(context -> context.status(307).header("Location", other.url() + "/v1/datasets"));

            assertThatThrownBy(() -> client.datasets().list())
                    .isInstanceOf(HoneyHiveHttpException.class)
                    .hasMessageStartingWith("GET /v1/datasets answered 307: moved to " + other.url() + "/v1/datasets");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void success_withPageInsteadOfJson_saysSo() {
        server.reply(200, "<html>login</html>");

        assertThatThrownBy(() -> client.datasets().list())
                .isInstanceOf(HoneyHiveHttpException.class)
                .hasMessage(
                        "GET /v1/datasets answered 200: unexpected answer, not JSON that can be read: <html>login</html>");
    }

    @Test
    void list_bareArray_isUnderstood() {
        server.reply(200, "[{\"_id\":\"c\",\"name\":\"n\"}]");

        assertThat(client.configurations().list())
                .singleElement()
                .extracting(StoredConfiguration::id)
                .isEqualTo("c");
    }

    @Test
    void find_statusMissing_isEmpty() {
        server.reply(404, "{\"message\":\"none\"}");

        assertThat(client.sessions().find("s")).isEmpty();
    }

    @Test
    void datapoint_answer_isTheFirstOfItsList() {
        server.reply(
                200,
                "{\"datapoint\":[{\"id\":\"p\",\"inputs\":{\"q\":1},\"ground_truth\":null,\"linked_event\":null}]}");

        StoredDatapoint datapoint = client.datapoints().find("p").orElseThrow();

        assertThat(datapoint.inputs()).isEqualTo(Map.of("q", 1));
        assertThat(datapoint.expected()).isEmpty();
        assertThat(datapoint.linkedEvent()).isEmpty();
        assertThat(datapoint).containsKey("ground_truth");
    }

    @Test
    void body_unicode_isUtf8() {
        server.reply(200, "{\"datasets\":[{\"id\":\"d\",\"name\":\"日本 😀\"}]}");

        assertThat(client.datasets().list().get(0).name()).contains("日本 😀");
    }
}
