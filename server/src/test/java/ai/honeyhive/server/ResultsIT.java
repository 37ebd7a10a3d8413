// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ResultsIT {
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

    @ParameterizedTest
    @CsvSource({
        "average, 2.5",
        "min, 1",
        "max, 4",
        "median, 2.5",
        "p90, 3.7",
        "p95, 3.85",
        "p99, 3.97",
        "sum, 10",
        "count, 4"
    })
    void result_everyAggregate_isComputed(String function, double expected) {
        run("r", "");
        for (int i = 1; i <= 4; i++) {
            chain("r", "s" + i, "d" + i, "task", "\"m\":" + i);
        }

        JsonNode metrics = client.get("/v1/runs/r/result?aggregate_function=" + function)
                .json()
                .path("metrics");

        assertThat(metrics.path("aggregation_function").asString()).isEqualTo(function);
        assertThat(metrics.path("details").path(0).path("aggregate").asDouble()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void result_thresholdOfTheDefinition_decidesUnlessTheRunHasItsOwn() {
        metric("{\"name\":\"f1\",\"type\":\"PYTHON\",\"criteria\":\"x\",\"threshold\":{\"min\":0.5}}");
        metric("{\"name\":\"flagged\",\"type\":\"LLM\",\"criteria\":\"x\",\"return_type\":\"boolean\","
                + "\"threshold\":{\"pass_when\":false}}");
        metric("{\"name\":\"tone\",\"type\":\"LLM\",\"criteria\":\"x\",\"return_type\":\"categorical\","
                + "\"categories\":[{\"category\":\"kind\",\"score\":1},{\"category\":\"rude\",\"score\":0}],"
                + "\"threshold\":{\"passing_categories\":[\"kind\"]}}");
        run("r", "");
        chain("r", "s1", "d1", "task", "\"f1\":0.6,\"flagged\":false,\"tone\":\"kind\"");
        chain("r", "s2", "d2", "task", "\"f1\":0.4,\"flagged\":false,\"tone\":\"kind\"");
        chain("r", "s3", "d3", "task", "\"f1\":0.9,\"flagged\":true,\"tone\":\"kind\"");
        chain("r", "s4", "d4", "task", "\"f1\":0.9,\"flagged\":false,\"tone\":\"rude\",\"note\":\"free text\"");
        run("own", ",\"passing_ranges\":{\"f1\":{\"min\":0.1}}");
        chain("own", "s5", "d2", "task", "\"f1\":0.4");

        JsonNode result = client.get("/v1/runs/r/result").json();

        assertThat(result.path("passed")).hasToString("[\"d1\"]");
        assertThat(result.path("failed").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("d2", "d3", "d4");
        JsonNode details = result.path("metrics").path("details");
        assertThat(details.valueStream().map(d -> d.path("metric_name").asString()))
                .as("free text is no metric to compare")
                .containsExactly("f1", "flagged", "tone");
        assertThat(details.path(0).path("metric_type").asString()).isEqualTo("PYTHON");
        assertThat(details.path(0).path("passing_range")).hasToString("{\"min\":0.5}");
        assertThat(details.path(2).path("aggregate").asDouble()).isEqualTo(0.75);
        assertThat(client.get("/v1/runs/own/result").json().path("passed")).hasToString("[\"d2\"]");
    }

    @Test
    void result_datapointRunTwice_passesOnlyIfBothDo() {
        run("r", ",\"passing_ranges\":{\"m\":{\"min\":1}}");
        chain("r", "s1", "d1", "task", "\"m\":1");
        chain("r", "s2", "d1", "task", "\"m\":0");

        JsonNode result = client.get("/v1/runs/r/result").json();

        assertThat(result.path("passed")).hasToString("[]");
        assertThat(result.path("failed")).hasToString("[\"d1\"]");
        assertThat(result.path("datapoints").size()).isEqualTo(2);
    }

    @Test
    void result_sessionSharedWithAnotherRun_countsOnlyItsOwnEvents() {
        run("r", ",\"event_ids\":[\"s1\"]");
        chain("r", "s1", "d1", "task", "\"m\":1");
        chain("other", "s1", "d1", "task", "\"m\":9");
        client.post(
                "/v1/events",
                "{\"event_type\":\"tool\",\"event_name\":\"t\",\"session_id\":\"s1\",\"metrics\":{\"n\":4}}");

        JsonNode details =
                client.get("/v1/runs/r/result").json().path("metrics").path("details");

        assertThat(details.valueStream()
                        .map(d -> d.path("metric_name").asString()
                                + d.path("values").toString()))
                .containsExactly("m[1]", "n[4]");
    }

    @Test
    void result_filters_leaveOutEvents() {
        run("r", "");
        chain("r", "s1", "d1", "task", "\"m\":1");
        chain("r", "s1", "d1", "other", "\"m\":5");

        JsonNode details = client.get("/v1/runs/r/result?filters=%5B%7B%27field%27%3A%27event_name%27%2C"
                        + "%27operator%27%3A%27is%27%2C%27value%27%3A%27other%27%2C%27type%27%3A%27string%27%7D%5D")
                .json()
                .path("metrics")
                .path("details");

        assertThat(details.size()).isEqualTo(1);
        assertThat(details.path(0).path("aggregate").asDouble()).isEqualTo(5);
    }

    @Test
    void compare_twoRuns_countsWhatChangedOnWhatBothHave() {
        run("old", "");
        chain("old", "o1", "d1", "task", "\"f1\":0.2,\"ok\":false");
        chain("old", "o2", "d2", "task", "\"f1\":0.8,\"ok\":true");
        chain("old", "o3", "d3", "task", "\"f1\":0.5,\"ok\":true");
        chain("old", "o4", "gone", "task", "\"f1\":0.0,\"ok\":true");
        run("new", "");
        chain("new", "n1", "d1", "task", "\"f1\":0.6,\"ok\":true");
        chain("new", "n2", "d2", "task", "\"f1\":0.5,\"ok\":true");
        chain("new", "n3", "d3", "task", "\"f1\":0.5,\"ok\":true,\"extra\":3");
        chain("new", "n4", "added", "task", "\"f1\":1.0,\"ok\":true");
        chain("new", "n4", "added", "step", "\"other\":1");

        JsonNode comparison = client.get("/v1/runs/new/compare-with/old").json();

        assertThat(comparison.path("commonDatapoints")).hasToString("[\"d1\",\"d2\",\"d3\"]");
        assertThat(comparison.path("newOnlyDatapoints")).hasToString("[\"added\"]");
        assertThat(comparison.path("oldOnlyDatapoints")).hasToString("[\"gone\"]");
        JsonNode f1 = comparison.path("metrics").path(1);
        assertThat(f1.path("metric_name").asString()).isEqualTo("f1");
        assertThat(f1.path("old_aggregate").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(f1.path("new_aggregate").asDouble()).isCloseTo(1.6 / 3, within(1e-9));
        assertThat(f1.path("difference").asDouble()).isCloseTo(0.1 / 3, within(1e-9));
        assertThat(f1.path("percentage_change").asDouble()).isCloseTo(20.0 / 3, within(1e-9));
        assertThat(f1.path("improved")).hasToString("[\"d1\"]");
        assertThat(f1.path("degraded")).hasToString("[\"d2\"]");
        assertThat(f1.path("same")).hasToString("[\"d3\"]");
        assertThat(f1.path("found_count").asInt()).isEqualTo(3);
        assertThat(f1.path("new_values")).hasToString("[0.6,0.5,0.5]");
        JsonNode ok = comparison.path("metrics").path(2);
        assertThat(ok.path("improved_count").asInt()).isEqualTo(1);
        assertThat(ok.path("same_count").asInt()).isEqualTo(2);
        JsonNode extra = comparison.path("metrics").path(0);
        assertThat(extra.path("metric_name").asString()).isEqualTo("extra");
        assertThat(extra.has("old_aggregate")).isFalse();
        assertThat(extra.path("found_count").asInt()).isZero();
        assertThat(comparison
                        .path("event_details")
                        .valueStream()
                        .map(event -> event.path("event_name").asString() + " "
                                + event.path("presence").asString()))
                .contains("task both", "step new");
        assertThat(comparison.path("new_run").path("run_id").asString()).isEqualTo("new");
        assertThat(client.get("/runs/new/compare-with/old?project_id=p").status())
                .isEqualTo(200);
        assertThat(client.get("/v1/runs/new/compare/old?aggregate_function=max")
                        .json()
                        .path("metrics")
                        .path(1)
                        .path("old_aggregate")
                        .asDouble())
                .isEqualTo(0.8);
        assertThat(client.get("/v1/runs/new/compare-with/none").status()).isEqualTo(404);
    }

    @Test
    void compare_metricThatOughtToBeLow_improvesWhenItFalls() {
        metric("{\"name\":\"seconds\",\"type\":\"PYTHON\",\"criteria\":\"x\",\"threshold\":{\"max\":5}}");
        run("old", "");
        chain("old", "o1", "d1", "task", "\"seconds\":4");
        run("new", "");
        chain("new", "n1", "d1", "task", "\"seconds\":2");

        JsonNode metric = client.get("/v1/runs/new/compare-with/old")
                .json()
                .path("metrics")
                .path(0);

        assertThat(metric.path("improved")).hasToString("[\"d1\"]");
        assertThat(metric.path("difference").asDouble()).isEqualTo(-2);
    }

    @Test
    void compare_metricsOfSessions_arePairedThoughSessionsAreNamedAfterTheirRuns() {
        for (String run : new String[] {"old", "new"}) {
            run(run, "");
            client.post(
                    "/session/start",
                    "{\"session\":{\"session_id\":\"" + uuid(run) + "\",\"session_name\":\"run " + run
                            + "\",\"metrics\":{\"m\":" + (run.equals("old") ? 1 : 2)
                            + "},\"metadata\":{\"run_id\":\"" + run + "\",\"datapoint_id\":\"d\"}}}");
        }

        JsonNode comparison = client.get("/runs/new/compare-with/old").json();

        assertThat(comparison.path("metrics").size()).isEqualTo(1);
        assertThat(comparison.path("metrics").path(0).path("improved")).hasToString("[\"d\"]");
        assertThat(comparison.path("event_details"))
                .hasToString("[{\"event_name\":\"run new\",\"event_type\":\"session\",\"presence\":\"both\"}]");
    }

    @Test
    void compareEvents_sameDatapointAndName_arePaired() {
        run("one", "");
        run("two", "");
        for (String run : new String[] {"one", "two"}) {
            for (int i = 0; i < 3; i++) {
                chain(run, run + i, "d" + i, "task", "\"m\":" + i);
            }
            chain(run, run + "0", "d0", "only in " + run, "\"m\":1");
        }

        JsonNode pairs = client.get("/v1/runs/compare/events?run_id_1=one&run_id_2=two&event_name=task&limit=2&page=2")
                .json();
        JsonNode all =
                client.get("/v1/runs/two/compare/one/events?event_type=chain").json();

        assertThat(pairs.path("totalEvents").asInt()).isEqualTo(3);
        assertThat(pairs.path("events").size()).isEqualTo(1);
        JsonNode pair = pairs.path("events").path(0);
        assertThat(pair.path("datapoint_id").asString()).isEqualTo("d2");
        assertThat(pair.path("event_1").path("session_id").asString()).isEqualTo("one2");
        assertThat(pair.path("event_2").path("session_id").asString()).isEqualTo("two2");
        assertThat(pair.path("event_2").path("metadata").path("datapoint_id").asString())
                .isEqualTo("d2");
        assertThat(all.path("totalEvents").asInt()).isEqualTo(3);
        assertThat(all.path("events").path(0).path("event_1").path("session_id").asString())
                .isEqualTo("two0");
        assertThat(client.get("/v1/runs/compare/events?run_id_1=one")
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("run_id_2 is missing");
    }

    @Test
    void metrics_ofARun_areListedByEvent() {
        run("r", "");
        chain("r", "s1", "d1", "task", "\"m\":1,\"m_explanation\":\"because\"");
        chain("r", "s1", "d1", "step", "");

        JsonNode metrics = client.get("/v1/runs/r/metrics").json();

        assertThat(metrics.path("totalEvents").asInt()).isEqualTo(1);
        JsonNode event = metrics.path("events").path(0);
        assertThat(event.path("event_name").asString()).isEqualTo("task");
        assertThat(event.path("metadata")).hasToString("{\"datapoint_id\":\"d1\"}");
        assertThat(event.path("metrics")).hasToString("{\"m\":1}");
        assertThat(client.get("/v1/runs/r/metrics?dateRange=%7B%22%24lte%22%3A%222000-01-01%22%7D")
                        .json()
                        .path("totalEvents")
                        .asInt())
                .isZero();
    }

    @Test
    void schema_ofEventsAndRuns_namesFieldsDatasetsAndEvents() {
        String dataset = client.post("/v1/datasets", "{\"name\":\"faq\"}")
                .json()
                .path("result")
                .path("insertedId")
                .asString();
        run("r", "");
        client.post(
                "/v1/events",
                "{\"event_type\":\"chain\",\"event_name\":\"task\",\"inputs\":{\"q\":{\"text\":\"x\"}},"
                        + "\"metadata\":{\"run_id\":\"r\",\"dataset_id\":\"" + dataset + "\"}}");
        client.post("/v1/events", "{\"event_type\":\"tool\",\"event_name\":\"alone\",\"inputs\":{\"p\":1}}");

        JsonNode all = client.get("/v1/events/schema").json();
        JsonNode ofRun = client.get("/v1/runs/r/schema").json();

        assertThat(all.path("fields").toString())
                .contains("{\"name\":\"inputs.q.text\",\"event_type\":\"chain\"}")
                .contains("{\"name\":\"inputs.p\",\"event_type\":\"tool\"}");
        assertThat(ofRun.path("fields").toString()).contains("inputs.q.text").doesNotContain("inputs.p");
        assertThat(ofRun.path("datasets")).hasToString("[\"faq\"]");
        assertThat(ofRun.path("mappings").path("task").toString())
                .contains("{\"field_name\":\"inputs.q.text\",\"event_type\":\"chain\"}");
        assertThat(client.get("/v1/runs/schema").json()).isEqualTo(ofRun);
        assertThat(client.get("/v1/events/schema?evaluation_id%5B%5D=r").json()).isEqualTo(ofRun);
        assertThat(client.get("/v1/runs/none/schema").status()).isEqualTo(404);
    }

    @Test
    void chart_bucketsGroupsAndAggregates() {
        event("model", "2026-01-05T10:10:00Z", "a", 100);
        event("model", "2026-01-05T10:50:00Z", "b", 300);
        event("tool", "2026-01-05T11:10:00Z", "a", 50);

        JsonNode byHour = client.get("/v1/events/chart?bucket=1h").json();
        JsonNode byDay = client.get("/v1/events/chart?bucket=day&aggregation=max&groupBy=event_type")
                .json();
        JsonNode costs = client.get("/v1/events/chart?metric=cost&aggregation=sum&bucket=week")
                .json();
        JsonNode sessions = client.get("/v1/events/chart?aggregation=count&bucket=month&filters=%5B%7B%22field%22%3A"
                        + "%22event_type%22%2C%22operator%22%3A%22is%22%2C%22value%22%3A%22session%22%7D%5D")
                .json();

        assertThat(byHour.path("events").path(0))
                .hasToString("{\"timestamp\":\"2026-01-05T10:00:00Z\",\"start_time\":1767607200000,\"count\":2,"
                        + "\"value\":200.0}");
        assertThat(byHour.path("totalEvents").asInt()).isEqualTo(3);
        assertThat(byDay.path("events")
                        .valueStream()
                        .map(bar ->
                                bar.path("group").asString() + bar.path("value").asInt()))
                .containsExactly("model300", "tool50");
        assertThat(costs.path("events").path(0).path("value").asDouble()).isEqualTo(9);
        assertThat(sessions.path("events").path(0).path("value").asInt()).isEqualTo(2);
        assertThat(client.get("/v1/events/chart?bucket=century").status()).isEqualTo(400);
    }

    @Test
    void query_inTheAddress_isLikeTheOneInTheBody() {
        chain("r", "s1", "d1", "task", "\"m\":1");
        chain("r", "s1", "d1", "other", "\"m\":1");

        JsonNode page = client.get("/v1/events?limit=10&evaluation_id=r&projections=%5B%22event_name%22%5D&filters="
                        + "%5B%7B%22field%22%3A%22event_name%22%2C%22operator%22%3A%22is%22%2C%22value%22%3A%22task%22"
                        + "%2C%22type%22%3A%22string%22%7D%5D")
                .json();

        assertThat(page.path("totalEvents").asInt()).isEqualTo(1);
        assertThat(page.path("events").path(0).propertyNames()).containsExactly("event_id", "event_name");
    }

    private void run(String id, String more) {
        client.post("/v1/runs", "{\"run_id\":\"" + id + "\",\"name\":\"n\",\"status\":\"completed\"" + more + "}");
    }

    private void chain(String run, String session, String datapoint, String name, String metrics) {
        client.post(
                "/v1/events",
                "{\"event_type\":\"chain\",\"event_name\":\"" + name + "\",\"session_id\":\"" + session
                        + "\",\"inputs\":{},\"metrics\":{" + metrics + "},\"metadata\":{\"run_id\":\"" + run
                        + "\",\"datapoint_id\":\"" + datapoint + "\"}}");
    }

    private void metric(String body) {
        client.post("/v1/metrics", body);
    }

    private void event(String type, String time, String session, int duration) {
        client.post(
                "/v1/events",
                "{\"event_type\":\"" + type + "\",\"event_name\":\"e\",\"session_id\":\"" + session
                        + "\",\"inputs\":{},\"start_time\":"
                        + Instant.parse(time).toEpochMilli() + ",\"duration\":" + duration
                        + ",\"metadata\":{\"cost\":3}}");
    }

    private static String uuid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
