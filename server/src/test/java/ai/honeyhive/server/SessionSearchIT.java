// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Sessions found by what their line says and by what their events say. */
class SessionSearchIT {
    private static final long START = 1_790_000_000_000L;

    private HoneyHiveServer server;
    private ApiClient client;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().inMemory().build().start();
        client = new ApiClient(server.url());
        session(1, "chat", "prod", "gpt-4.1", 400, null, "Where is my parcel?");
        session(2, "chat", "dev", "gpt-4.1-mini", 900, "Timeout: 30 s", "Refund for order 7");
        session(3, "mail", "prod", "gpt-4.1-mini", 2_500, null, "A parcel came back");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "source; is; prod; 3 1",
                "name; is; chat; 2 1",
                "duration; greater than; 500; 3 2",
                "error; exists; ; 2",
                "error; not exists; ; 3 1",
                "status; is; error; 2",
                "tokens; less than; 300; 2 1",
                "model; is; gpt-4.1-mini; 3 2",
                "model; is not; gpt-4.1-mini; 1",
                "inputs.question; contains; parcel; 3 1",
                "user.plan; is; pro-2; 2",
                "metrics.tone; greater than; 0.25; 3",
                "event_name; is; nothing; ''"
            })
    void filter_ofLineOrEvents_findsTheSessions(String field, String operator, String value, String expected) {
        assertThat(found("&filters=" + filters(field, operator, value == null ? "" : value)))
                .isEqualTo(expected);
    }

    @Test
    void filters_text_andRange_holdTogether() {
        assertThat(found("&text=parcel")).isEqualTo("3 1");
        assertThat(found("&text=parcel&filters=" + filters("source", "is", "prod") + "&dateRange="
                        + encoded("{\"$gte\": " + (START + 2_500) + "}")))
                .isEqualTo("3");
        assertThat(found("&dateRange=" + encoded("{\"$lte\": " + (START + 2_500) + "}")))
                .isEqualTo("2 1");
    }

    @Test
    void pages_ofAFilteredList_haveEachSessionOnce() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.get("/v1/sessions?limit=1&filters=" + filters("source", "is", "prod") + cursor)
                    .json();
            page.path("sessions")
                    .forEach(line -> seen.add(line.path("session_name").asString()));
            cursor = page.has("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : "";
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly("mail", "chat");
    }

    @Test
    void overview_counts_whatMatches() {
        JsonNode all = client.get("/v1/sessions/overview").json();
        JsonNode prod = client.get("/v1/sessions/overview?filters=" + filters("source", "is", "prod"))
                .json();

        assertThat(all.path("sessions").asInt()).isEqualTo(3);
        assertThat(all.path("errors").asInt()).isEqualTo(1);
        assertThat(all.path("complete").asBoolean()).isTrue();
        assertThat(all.path("duration_p50").asDouble()).isEqualTo(900);
        assertThat(all.path("total_tokens").asInt()).isEqualTo(600);
        assertThat(all.at("/facets/session_name").toString())
                .isEqualTo("[{\"value\":\"chat\",\"count\":2},{\"value\":\"mail\",\"count\":1}]");
        assertThat(all.at("/volume/sessions")
                        .valueStream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isEqualTo(3);
        assertThat(all.at("/volume/errors")
                        .valueStream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isEqualTo(1);
        assertThat(prod.path("sessions").asInt()).isEqualTo(2);
        assertThat(prod.at("/facets/status").toString()).isEqualTo("[{\"value\":\"ok\",\"count\":2}]");
    }

    @Test
    void histogram_ofDurations_hasAllEventsOfTheFilter() {
        JsonNode answer = client.get("/v1/events/histogram?bins=4&filters=" + filters("event_type", "is", "model"))
                .json();

        assertThat(answer.path("count").asInt()).isEqualTo(3);
        assertThat(answer.path("bins")
                        .valueStream()
                        .map(bin -> bin.path("count").asInt()))
                .containsExactly(2, 0, 0, 1);
        assertThat(answer.at("/bins/0/from").asDouble()).isEqualTo(400);
        assertThat(answer.at("/bins/3/to").asDouble()).isEqualTo(2_500);
        assertThat(answer.at("/quantiles/p50").asDouble()).isEqualTo(900);
    }

    @Test
    void chart_ofErrors_isTheShareOfEventsThatFailed() {
        JsonNode answer =
                client.get("/v1/events/chart?metric=error&bucket=month").json();

        assertThat(answer.at("/events/0/value").asDouble()).isEqualTo(1.0 / 3);
    }

    /** The numbers of the sessions found, newest first. */
    private String found(String query) {
        List<String> numbers = new ArrayList<>();
        client.get("/v1/sessions?limit=50" + query)
                .json()
                .path("sessions")
                .forEach(line ->
                        numbers.add(Long.toString((line.path("start_time").asLong() - START) / 1_000)));
        return String.join(" ", numbers);
    }

    private void session(
            int number, String name, String source, String model, int length, @Nullable String error, String question) {
        String id = "00000000-0000-4000-8000-00000000000" + number;
        long start = START + number * 1_000L;
        client.post("/v1/sessions", """
                {"session_id":"%s","session_name":"%s","source":"%s","start_time":%d,"end_time":%d,"duration":%d,
                 "inputs":{"question":"%s"},"outputs":{"a":1},"user_properties":{"plan":"pro-%d"},"metrics":{"tone":%s}}""".formatted(
                        id, name, source, start, start + length, length, question, number, number / 10.0));
        client.post("/v1/events", """
                {"session_id":"%s","event_type":"model","event_name":"complete","start_time":%d,"end_time":%d,
                 "duration":%d,"inputs":{},"config":{"model":"%s"},"metadata":{"total_tokens":%d}%s}""".formatted(
                        id,
                        start,
                        start + length,
                        length,
                        model,
                        number * 100,
                        error == null ? "" : ",\"error\":\"" + error + "\""));
    }

    private static String filters(String field, String operator, String value) {
        String type = value.matches("[\\d.]+") ? "number" : "string";
        return encoded("[{\"field\":\"%s\",\"operator\":\"%s\",\"value\":\"%s\",\"type\":\"%s\"}]"
                .formatted(field, operator, value, type));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
