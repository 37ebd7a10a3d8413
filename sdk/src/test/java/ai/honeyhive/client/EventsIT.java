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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions and events over the wire. */
class EventsIT {
    private static final Map<String, Object> IN = Map.of("question", "Zürich?");

    private final ScriptedServer server = new ScriptedServer();
    private final HoneyHiveClient client = server.client();

    @AfterEach
    void stop() {
        server.close();
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
    void query_pageOrLimitThatCannotBe_isRefusedAtOnce() {
        assertThatThrownBy(() -> EventQuery.builder().limit(7_501)).hasMessage("limit 7501 is not from 1 to 7500");
        assertThatThrownBy(() -> EventQuery.builder().page(0)).hasMessage("page 0 is not 1 or more");
        assertThatThrownBy(() -> RunQuery.builder().limit(101)).hasMessage("limit 101 is not from 1 to 100");
        assertThatThrownBy(() -> RunQuery.builder().page(0)).hasMessage("page 0 is not 1 or more");
    }
}
