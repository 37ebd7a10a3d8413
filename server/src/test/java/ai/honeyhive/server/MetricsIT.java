// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Metrics that are computed by rules, on events as they arrive. */
@Timeout(120)
class MetricsIT {
    private static final String CONTAINS = "{\"kind\":\"contains\",\"any\":[\"Paris\"]}";
    private static final String BOOLEAN = ",\"return_type\":\"boolean\"";

    @TempDir
    Path directory;

    private MetricServer server;

    @BeforeEach
    void start() {
        server = new MetricServer(HoneyHiveServer.builder().dataDirectory(directory));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void rule_scoresEventsAsTheyArrive_whereverMetricsAreShown() {
        server.metric("capital", "PYTHON", CONTAINS, ",\"threshold\":{\"min\":1}");
        server.client.post("/v1/runs", "{\"run_id\":\"r\",\"name\":\"r\",\"event_ids\":[\"s\"]}");

        server.event("e1", "{\"result\":\"Paris\"}", ",\"metadata\":{\"run_id\":\"r\",\"datapoint_id\":\"d\"}");

        assertThat(server.value("e1", "capital")).hasToString("1.0");
        assertThat(server.account("e1", "capital", "scored")).hasToString("{\"status\":\"scored\"}");
        JsonNode session = server.client
                .get("/v1/sessions?limit=1")
                .json()
                .path("sessions")
                .path(0);
        assertThat(session.path("metrics").path("capital")).hasToString("1.0");
        JsonNode result = server.client.get("/v1/runs/r/result").json();
        assertThat(result.path("passed")).hasToString("[\"d\"]");
        server.enrich("e1", "\"outputs\":{\"result\":\"Lyon\"}");
        Eventually.get(
                () -> server.client.get("/v1/runs/r/result").json().path("failed"),
                failed -> failed.toString().equals("[\"d\"]"));
    }

    @Test
    void events_thatTheMetricIsNotFor_areLeftAlone() {
        server.metric("disabled", "PYTHON", CONTAINS, ",\"enabled_in_prod\":false");
        server.metric(
                "filtered",
                "PYTHON",
                CONTAINS,
                ",\"filters\":{\"filterArray\":[{\"field\":\"event_name\",\"operator\":\"is\",\"value\":\"other\","
                        + "\"type\":\"string\"}]}");
        server.metric(
                "keyed",
                "PYTHON",
                CONTAINS,
                ",\"filters\":{\"filterArray\":[{\"field\":\"metadata.lang\",\"operator\":\"is\",\"value\":\"fr\","
                        + "\"type\":\"string\"}]}");
        server.metric("typed", "PYTHON", CONTAINS, ",\"event_type\":\"model\"");
        server.metric("never", "PYTHON", CONTAINS, ",\"sampling_percentage\":0");
        server.metric("program", "PYTHON", "def f(outputs): return 1", "");

        server.event("e1", "{\"result\":\"Paris\"}", ",\"metadata\":{\"lang\":\"fr\"}");

        server.value("e1", "keyed");
        assertThat(server.read("e1").path("metrics").propertyNames()).containsExactly("keyed");
    }

    @Test
    void sampling_ofOneEvent_isAlwaysTheSame() {
        server.metric("half", "PYTHON", CONTAINS, ",\"sampling_percentage\":50");
        for (int i = 0; i < 40; i++) {
            server.event("e" + i, "{\"result\":\"Paris\"}");
        }
        server.idle();
        String first = scored();

        for (int i = 0; i < 40; i++) {
            server.enrich("e" + i, "\"outputs\":{\"result\":\"Lyon\"}");
        }
        server.idle();

        assertThat(scored()).isEqualTo(first).contains("e").isNotEqualTo(all());
    }

    private String scored() {
        return IntStream.range(0, 40)
                .mapToObj(i -> "e" + i)
                .filter(id -> server.read(id).path("metrics").has("half"))
                .collect(Collectors.joining(","));
    }

    private static String all() {
        return IntStream.range(0, 40).mapToObj(i -> "e" + i).collect(Collectors.joining(","));
    }

    @Test
    void groundTruth_thatComesLater_isWaitedFor() {
        server.metric("own", "PYTHON", "{\"kind\":\"equality\"}", BOOLEAN + ",\"needs_ground_truth\":true");
        server.event("e1", "{\"result\":\"Paris\"}");
        server.event("e2", "{\"result\":\"Lyon\"}");
        server.idle();
        assertThat(server.read("e1").path("metrics").has("own")).isFalse();

        server.enrich("e1", "\"feedback\":{\"ground_truth\":\"Paris\"}");
        assertThat(server.value("e1", "own").asBoolean()).isTrue();
        server.enrich("s", "\"feedback\":{\"ground_truth\":{\"answer\":\"Paris\"}}");
        assertThat(server.value("e2", "own").asBoolean())
                .as("that of the session")
                .isFalse();
    }

    @Test
    void value_isTakenBack_whenItsInputIsGone() {
        server.metric("words", "PYTHON", "{\"kind\":\"range\",\"measure\":\"words\"}", "");
        server.event("e1", "{\"result\":\"one two\"}");
        assertThat(server.value("e1", "words")).hasToString("2.0");

        server.enrich("e1", "\"outputs\":{},\"metrics\":{\"mine\":1}");

        assertThat(server.account("e1", "words", "unscored").path("reason").asString())
                .isEqualTo("the event has no outputs");
        assertThat(server.read("e1").path("metrics")).hasToString("{\"mine\":1}");
        JsonNode session =
                server.client.get("/v1/sessions").json().path("sessions").path(0);
        assertThat(session.path("metrics")).hasToString("{\"mine\":1}");
    }

    @Test
    void scores_doNotSetOffScores() {
        server.metric(
                "a", "PYTHON", "{\"kind\":\"json_path\",\"of\":\"event\",\"path\":\"$.metrics.*\",\"count\":true}", "");
        server.event("e1", "{\"result\":\"Paris\"}");
        assertThat(server.value("e1", "a")).hasToString("0.0");
        server.idle();

        assertThat(server.read("e1").path("metrics").path("a")).hasToString("0.0");
        assertThat(server.status().path("arrivals").asInt()).isZero();
    }

    @Test
    void tenThousandEvents_areScoredWithinSeconds() {
        server.metric("capital", "PYTHON", CONTAINS, "");
        long start = System.nanoTime();
        for (int batch = 0; batch < 10; batch++) {
            int first = batch * 1_000;
            String events = IntStream.range(first, first + 1_000)
                    .mapToObj(i -> "{\"event_id\":\"e" + i + "\",\"session_id\":\"s" + i % 7
                            + "\",\"event_type\":\"tool\",\"event_name\":\"n\",\"inputs\":{},\"outputs\":{\"result\":\""
                            + (i % 2 == 0 ? "Paris" : "Lyon") + "\"}}")
                    .collect(Collectors.joining(","));
            assertThat(server.client
                            .unchecked()
                            .post("/events/batch", "{\"events\":[" + events + "]}")
                            .status())
                    .isEqualTo(200);
        }
        long stored = System.nanoTime() - start;
        server.idle();

        System.getLogger(MetricsIT.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "10000 events stored in " + stored / 1_000_000 + " ms, scored after "
                                + (System.nanoTime() - start) / 1_000_000 + " ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(count("metrics.capital", "exists", "")).isEqualTo(10_000);
        assertThat(count("metrics.capital", "is", "1")).isEqualTo(5_000);
    }

    private int count(String field, String operator, String value) {
        return server.client
                .post(
                        "/v1/events/export",
                        "{\"limit\":1,\"filters\":[{\"field\":\"" + field + "\",\"operator\":\"" + operator
                                + "\",\"value\":\"" + value + "\",\"type\":\"number\"}]}")
                .json()
                .path("totalEvents")
                .asInt();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind":"regex","pattern":"("}     | float   | criteria.pattern is no regular expression
            {"kind":"nothing"}                 | float   | criteria.kind must be one of
            {"kind":"equality"}                | string  | return_type must be boolean or float
            {"kind":"range"}                   | boolean | return_type must be float
            """)
    void definition_thatCannotWork_is400(String criteria, String returnType, String message) {
        String body = "{\"name\":\"m\",\"type\":\"PYTHON\",\"return_type\":\"" + returnType + "\",\"criteria\":"
                + criteria + "}";

        ApiClient.Answer answer = server.client.post("/v1/metrics", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asString()).startsWith(message);
        assertThat(answer.json().path("success").asBoolean()).isFalse();
        assertThat(server.client.get("/v1/metrics").json().path("metrics")).isEmpty();
    }

    @Test
    void change_ofAMetric_isAVersionThatLaterEventsAreScoredBy() {
        String id = server.metric("capital", "PYTHON", CONTAINS, BOOLEAN);
        server.event("e1", "{\"result\":\"Lyon\"}");
        assertThat(server.value("e1", "capital").asBoolean()).isFalse();

        String lyon = "{\"kind\":\"contains\",\"any\":[\"Lyon\"]}";
        server.client.put("/v1/metrics/" + id, "{\"criteria\":" + lyon + "}");
        server.client.put("/v1/metrics/" + id, "{\"sampling_percentage\":99.5}");

        JsonNode versions =
                server.client.get("/v1/metrics/" + id + "/versions").json().path("data");
        assertThat(versions.valueStream().map(version -> version.path("name").asString() + version.path("deployed")))
                .containsExactly("v 1false", "v 2true");
        server.event("e2", "{\"result\":\"Lyon\"}");
        assertThat(server.value("e2", "capital").asBoolean()).isTrue();
        assertThat(server.account("e2", "capital", "scored").path("version").asString())
                .isEqualTo("v 2");

        server.client.post("/v1/metrics/" + id + "/versions/v%201/deploy", new byte[0]);
        server.event("e3", "{\"result\":\"Lyon\"}");
        assertThat(server.value("e3", "capital").asBoolean()).isFalse();
        assertThat(server.client
                        .post("/v1/metrics/" + id + "/backfill", "{\"version\":\"v 2\",\"limit\":1}")
                        .json())
                .hasToString("{\"success\":true,\"queued\":1}");
        server.account("e3", "capital", "scored");
        Eventually.get(() -> server.read("e3").path("metrics").path("capital"), JsonNode::asBoolean);
    }

    @Test
    void backfill_scoresStoredEvents_ofItsFiltersAlone() {
        server.event("e1", "{\"result\":\"Paris\"}");
        server.event("e2", "{\"result\":\"Lyon\"}");
        server.event("e3", "{\"result\":\"Paris\"}", ",\"metadata\":{\"lang\":\"fr\"}");
        String id = server.metric(
                "capital",
                "PYTHON",
                CONTAINS,
                BOOLEAN + ",\"enabled_in_prod\":false,"
                        + "\"filters\":{\"filterArray\":[{\"field\":\"event_type\",\"operator\":\"is\",\"value\":\"chain\","
                        + "\"type\":\"string\"}]}");

        JsonNode answer = server.client
                .post(
                        "/v1/metrics/" + id + "/backfill",
                        "{\"filters\":[{\"field\":\"metadata.lang\",\"operator\":\"not exists\",\"type\":\"string\"}]}")
                .json();

        assertThat(answer.path("queued").asInt()).isEqualTo(2);
        assertThat(server.value("e1", "capital").asBoolean()).isTrue();
        assertThat(server.value("e2", "capital").asBoolean()).isFalse();
        assertThat(server.read("e3").path("metrics").has("capital")).isFalse();
        assertThat(server.client.post("/v1/metrics/none/backfill", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void attempt_computesTheMetricOnTheEventGiven() {
        String event = "\"event\":{\"outputs\":{\"result\":\"Paris\"}}";
        String definition =
                "{\"name\":\"m\",\"type\":\"PYTHON\",\"return_type\":\"boolean\",\"criteria\":" + CONTAINS + "}";
        server.event("e1", "{\"result\":\"Lyon\"}");
        String id = server.metric("stored", "PYTHON", CONTAINS, BOOLEAN);

        assertThat(attempt("{\"metric\":" + definition + "," + event + "}")).hasToString("true");
        assertThat(attempt("{\"metric\":\"" + id + "\"," + event + "}")).hasToString("true");
        assertThat(attempt("{\"metric\":{\"id\":\"" + id + "\"},\"event\":{\"event_id\":\"e1\"}}"))
                .hasToString("false");
        JsonNode program = server.client
                .post(
                        "/run_metric",
                        "{\"metric\":{\"name\":\"m\",\"type\":\"PYTHON\",\"criteria\":\"return 1\"}," + event + "}")
                .json();
        assertThat(program.path("success").asBoolean()).isFalse();
        assertThat(program.path("explanation").asString()).startsWith("this server runs no programs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics/run",
                "/v1/metrics/run",
                "/metrics/run_metric",
                "/v1/metrics/run_metric",
                "/run_metric",
                "/v1/run_metric"
            })
    void attempt_underEveryPath_isMade(String path) {
        JsonNode answer = server.client
                .post(
                        path,
                        "{\"metric\":{\"name\":\"m\",\"type\":\"PYTHON\",\"return_type\":\"boolean\",\"criteria\":"
                                + CONTAINS + "},\"event\":{\"outputs\":{\"result\":\"Paris\"}}}")
                .json();

        assertThat(answer.path("result").asBoolean()).isTrue();
        assertThat(answer.has("explanation")).isTrue();
    }

    private JsonNode attempt(String body) {
        return server.client.post("/v1/metrics/run_metric", body).json().path("result");
    }

    @Test
    void program_isListedAsNotRun() {
        String id = server.metric("program", "PYTHON", "def f(outputs): return 1", "");
        String judged = server.metric("judged", "LLM", "Rate {{outputs}}", "");

        JsonNode metrics = server.client.get("/v1/metrics").json().path("metrics");

        assertThat(metrics.path(0).path("runs_on_server").asBoolean()).isFalse();
        assertThat(metrics.path(0).path("not_run_because").asString()).contains("runs no programs");
        assertThat(metrics.path(1).path("not_run_because").asString()).contains("--judge-url");
        for (String metric : new String[] {id, judged}) {
            ApiClient.Answer refused = server.client.post("/v1/metrics/" + metric + "/backfill", "{}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("message").asString()).startsWith("the metric cannot be computed");
        }
    }
}
