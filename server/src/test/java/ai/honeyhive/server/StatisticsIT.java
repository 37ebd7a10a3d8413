// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.statistics.MeanEstimate;
import ai.honeyhive.statistics.Resampling;
import ai.honeyhive.statistics.comparison.ComparedMetric;
import ai.honeyhive.statistics.comparison.Comparer;
import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.statistics.comparison.Correction;
import ai.honeyhive.statistics.comparison.MetricEstimates;
import ai.honeyhive.statistics.comparison.ScoredRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StatisticsIT {
    private static final String COMPARED = "/v1/runs/new/compare-with/old/statistics";
    private static final String ROWS = "/v1/runs/new/compare-with/old/rows";
    private static final int DATAPOINTS = 40;

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
    void statistics_areThoseOfTheLibrary_toTheLastDigit() {
        twoRuns();

        JsonNode json = client.get(COMPARED).json();
        Comparison expected = Comparison.of(rows(false), rows(true));

        assertThat(names(json)).containsExactly("f1", "ok", "task_success", "duration", "cost", "total_tokens");
        for (ComparedMetric metric : expected.metrics()) {
            JsonNode found = metric(json, metric.metric());
            assertThat(found.path("sentence").asString()).isEqualTo(metric.sentence());
            assertThat(found.path("adjusted_p_value").asDouble()).isEqualTo(metric.adjustedPValue());
            assertThat(found.path("difference_interval").path(0).asDouble())
                    .isEqualTo(metric.differenceInterval().orElseThrow().lower());
            assertThat(found.path("improved").asInt()).isEqualTo(metric.improved());
            assertThat(found.path("degraded").asInt()).isEqualTo(metric.degraded());
            assertThat(found.path("kind").asString()).isEqualTo("score");
        }
        assertThat(json.path("common_datapoints").asInt()).isEqualTo(DATAPOINTS);
        assertThat(json.path("candidate_only").asInt()).isEqualTo(1);
        assertThat(json.path("failed_datapoints").asInt()).isEqualTo(1);
        assertThat(json.path("verdict").path("sentence").asString())
                .startsWith("The candidate is better in f1 (+0.0")
                .contains("), but worse in duration (+50 ms, 95 % interval +50 ms to +50 ms).")
                .endsWith(" For the other four metrics the data show no clear difference.");
        assertThat(json.path("verdict")
                        .path("parts")
                        .valueStream()
                        .map(part -> part.path("text").asString()))
                .satisfies(parts -> assertThat(String.join("", parts))
                        .isEqualTo(json.path("verdict").path("sentence").asString()));
    }

    @Test
    void measures_areCorrectedAmongThemselves_andLessIsBetter() {
        twoRuns();

        JsonNode json = client.get(COMPARED).json();
        JsonNode duration = metric(json, "duration");

        assertThat(duration.path("kind").asString()).isEqualTo("measure");
        assertThat(duration.path("unit").asString()).isEqualTo("ms");
        assertThat(duration.path("lower_is_better").asBoolean()).isTrue();
        assertThat(duration.path("baseline_mean").asDouble()).isCloseTo(100, within(1e-9));
        assertThat(duration.path("candidate_mean").asDouble()).isCloseTo(150, within(1e-9));
        assertThat(duration.path("degraded").asInt()).isEqualTo(DATAPOINTS);
        assertThat(duration.path("verdict").asString()).isEqualTo("worse");
        assertThat(metric(json, "cost").path("unit").asString()).isEqualTo("usd");
    }

    @Test
    void options_changeTheComparison() {
        twoRuns();

        JsonNode json = client.get(COMPARED
                        + "?metrics[]=f1&lower_is_better[]=f1&correction=none&alpha=0.01&resamples=500"
                                .replace("[", "%5B")
                                .replace("]", "%5D"))
                .json();
        ComparedMetric expected = Comparer.standard()
                .metrics("f1")
                .lowerIsBetter("f1")
                .correction(Correction.NONE)
                .alpha(0.01)
                .resampling(new Resampling(500, Resampling.standard().seed(), 0.95))
                .compare(rows(false), rows(true))
                .metrics()
                .get(0);

        assertThat(names(json)).containsExactly("f1", "duration", "cost", "total_tokens");
        assertThat(metric(json, "f1").path("verdict").asString()).isEqualTo("worse");
        assertThat(metric(json, "f1").path("sentence").asString()).isEqualTo(expected.sentence());
        assertThat(json.path("correction").asString()).isEqualTo("none");
        assertThat(json.path("resamples").asInt()).isEqualTo(500);
        assertThat(client.get(COMPARED + "?alpha=2").json().path("message").asString())
                .isEqualTo("alpha must be between 0 and 1, but is 2");
        assertThat(client.get(COMPARED + "?metrics=typo").json().path("message").asString())
                .isEqualTo("no datapoint has the metric \"typo\" in both runs");
        assertThat(client.get(COMPARED + "?correction=x").status()).isEqualTo(400);
        assertThat(client.get(COMPARED + "?resamples=1").status()).isEqualTo(400);
        assertThat(client.get("/v1/runs/new/compare-with/none/statistics").status())
                .isEqualTo(404);
    }

    @Test
    void distributions_countEveryPair() {
        twoRuns();

        JsonNode distribution = metric(client.get(COMPARED).json(), "f1").path("distribution");
        JsonNode flat = metric(client.get(COMPARED).json(), "cost").path("distribution");

        assertThat(distribution.path("differences").path("counts").valueStream().mapToInt(JsonNode::asInt))
                .hasSize(21);
        assertThat(distribution
                        .path("differences")
                        .path("counts")
                        .valueStream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isEqualTo(DATAPOINTS - 1);
        assertThat(distribution.path("points").size()).isEqualTo(DATAPOINTS - 1);
        assertThat(distribution.path("baseline_quantiles").size()).isEqualTo(51);
        assertThat(flat.path("differences").path("limit").asDouble()).isZero();
        assertThat(flat.path("differences").path("counts").path(10).asInt()).isEqualTo(DATAPOINTS);
    }

    @Test
    void rows_areWorstFirst_pageByPage_andFiltered() {
        twoRuns();

        JsonNode all = client.get(ROWS + "?metric=f1&limit=100").json();
        JsonNode degraded = client.get(ROWS + "?metric=f1&rows=degraded").json();
        JsonNode second = client.get(ROWS + "?metric=f1&limit=3&page=2").json();

        assertThat(all.path("counts"))
                .hasToString("{\"all\":41,\"degraded\":4,\"improved\":35,\"same\":0,\"errors\":1,\"only\":1}");
        assertThat(all.path("rows").path(0).path("change").asString()).isEqualTo("broke");
        assertThat(all.path("rows").path(0).path("datapoint_id").asString()).isEqualTo("d39");
        double[] changes = all.path("rows")
                .valueStream()
                .filter(row -> row.has("difference"))
                .mapToDouble(row -> row.path("difference").asDouble())
                .toArray();
        assertThat(changes).isSorted().hasSize(39);
        assertThat(degraded.path("total").asInt()).isEqualTo(4);
        assertThat(degraded.path("rows")
                        .valueStream()
                        .map(row -> row.path("change").asString()))
                .containsOnly("degraded");
        assertThat(second.path("rows").path(0)).isEqualTo(all.path("rows").path(3));
        JsonNode row = degraded.path("rows").path(0);
        assertThat(row.path("candidate").path(0).path("outputs").path("answer").asString())
                .startsWith("new answer");
        assertThat(row.path("candidate")
                        .path(0)
                        .path("ground_truth")
                        .path("answer")
                        .asString())
                .startsWith("truth");
        assertThat(row.path("after").asDouble() - row.path("before").asDouble())
                .isCloseTo(row.path("difference").asDouble(), within(1e-12));
        assertThat(client.get(ROWS + "?metric=f1&text=QUESTION+d17")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.get(ROWS + "?metric=f1&rows=only")
                        .json()
                        .path("rows")
                        .path(0)
                        .path("baseline")
                        .size())
                .isZero();
        assertThat(client.get(ROWS + "?metric=f1&rows=some").status()).isEqualTo(400);
        assertThat(client.get(ROWS + "?metric=duration&rows=degraded")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(DATAPOINTS);
    }

    @Test
    void answers_followWhatIsWritten() {
        twoRuns();
        assertThat(metric(client.get(COMPARED).json(), "f1").path("pairs").asInt())
                .isEqualTo(DATAPOINTS - 1);

        client.put("/v1/events/" + uuid("n39") + "-chain", "{\"metrics\":{\"f1\":0.5}}");
        assertThat(metric(client.get(COMPARED).json(), "f1").path("pairs").asInt())
                .isEqualTo(DATAPOINTS);

        client.delete("/v1/sessions/" + uuid("n1"));
        assertThat(metric(client.get(COMPARED).json(), "f1").path("pairs").asInt())
                .isEqualTo(DATAPOINTS - 1);

        client.post(
                "/v1/metrics", "{\"name\":\"f1\",\"type\":\"PYTHON\",\"criteria\":\"x\",\"threshold\":{\"max\":5}}");
        assertThat(metric(client.get(COMPARED).json(), "f1")
                        .path("lower_is_better")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void oneRun_hasMeansWithIntervals() {
        twoRuns();

        JsonNode json = client.get("/v1/runs/old/statistics").json();
        MeanEstimate expected =
                MetricEstimates.of(rows(false), Resampling.standard()).get("f1");

        JsonNode f1 = metric(json, "f1");
        assertThat(f1.path("mean").asDouble()).isEqualTo(expected.mean());
        assertThat(f1.path("interval").path(0).asDouble())
                .isEqualTo(expected.interval().orElseThrow().lower());
        assertThat(json.path("rows").asInt()).isEqualTo(DATAPOINTS);
        assertThat(json.path("failed").asInt()).isZero();
        assertThat(json.path("duration_p95").asDouble()).isEqualTo(100);
        assertThat(json.path("cost").asDouble()).isCloseTo(0.01 * DATAPOINTS, within(1e-9));
        assertThat(client.get("/v1/runs/none/statistics").status()).isEqualTo(404);
    }

    @Test
    void notes_sayWhatIsNotComparable() {
        client.post(
                "/v1/runs",
                "{\"run_id\":\"old\",\"name\":\"o\",\"status\":\"completed\",\"evaluators\":[\"f1\",\"ok\"],"
                        + "\"metadata\":{\"offline_dataset_id\":\"EXT-1\"}}");
        client.post(
                "/v1/runs",
                "{\"run_id\":\"new\",\"name\":\"n\",\"status\":\"running\",\"evaluators\":[\"f1\"],"
                        + "\"metadata\":{\"offline_dataset_id\":\"EXT-2\",\"git\":{\"is_dirty\":true}}}");

        JsonNode json = client.get(COMPARED).json();

        assertThat(json.path("notes").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "the candidate is running, so its rows may not be all",
                        "the datasets differ: EXT-1 and EXT-2; only datapoints with the same id are compared",
                        "evaluators that only one run has: ok",
                        "the candidate ran with changes that were not committed");
        assertThat(json.path("verdict").path("sentence").asString())
                .isEqualTo("The runs have no metric and no datapoint in common, so nothing can be said.");
    }

    private void twoRuns() {
        client.post("/v1/runs", "{\"run_id\":\"old\",\"name\":\"first\",\"status\":\"completed\"}");
        client.post("/v1/runs", "{\"run_id\":\"new\",\"name\":\"second\",\"status\":\"completed\"}");
        for (int i = 0; i < DATAPOINTS; i++) {
            event("old", "o" + i, "d" + i, scores(i, false), "", 100);
            boolean fails = i == DATAPOINTS - 1;
            event("new", "n" + i, "d" + i, fails ? "" : scores(i, true), fails ? "out of words" : "", 150);
        }
        event("new", "n-more", "added", "\"f1\":0.9,\"ok\":true", "", 150);
    }

    private static String scores(int row, boolean candidate) {
        return "\"f1\":" + f1(row, candidate) + ",\"ok\":" + (row % 3 == 0);
    }

    private static double f1(int row, boolean candidate) {
        double before = 0.5 + (row % 7) * 0.05;
        return candidate ? before + (row % 10 == 3 ? -0.02 : 0.04 + (row % 4) * 0.01) : before;
    }

    private static List<ScoredRow> rows(boolean candidate) {
        List<ScoredRow> rows = new ArrayList<>();
        for (int i = 0; i < DATAPOINTS; i++) {
            boolean fails = candidate && i == DATAPOINTS - 1;
            rows.add(
                    new ScoredRow("d" + i, fails, fails ? Map.of() : Map.of("f1", f1(i, candidate), "ok", i % 3 == 0)));
        }
        if (candidate) {
            rows.add(ScoredRow.of("added", Map.of("f1", 0.9, "ok", true)));
        }
        return rows;
    }

    /** A session with a chain in it, as a run leaves them. */
    private void event(String run, String name, String datapoint, String metrics, String error, int duration) {
        String session = uuid(name);
        long start = 1_767_607_200_000L + Integer.parseInt("0" + name.replaceAll("\\D", "")) * 1000L;
        String more = "\"run_id\":\"" + run + "\",\"datapoint_id\":\"" + datapoint + "\"";
        String times = String.format(
                Locale.ROOT, "\"start_time\":%d,\"end_time\":%d,\"duration\":%d", start, start + duration, duration);
        String question = "question " + datapoint.replaceAll("\\D", "");
        String failure = error.isEmpty() ? "" : ",\"error\":\"" + error + "\"";
        client.post(
                "/session/start",
                "{\"session\":{\"session_id\":\"" + session + "\",\"session_name\":\"" + run + "\"," + times
                        + ",\"inputs\":{\"question\":\"" + question + "\"},\"outputs\":"
                        + (error.isEmpty() ? "{\"answer\":\"" + run + " answer to " + datapoint + "\"}" : "{}")
                        + ",\"feedback\":{\"ground_truth\":{\"answer\":\"truth of " + datapoint + "\"}}"
                        + ",\"metadata\":{" + more + "}" + failure + "}}");
        client.post(
                "/v1/events",
                "{\"event_id\":\"" + session
                        + "-chain\",\"event_type\":\"chain\",\"event_name\":\"task\",\"session_id\":\"" + session
                        + "\",\"parent_id\":\"" + session + "\",\"inputs\":{\"question\":\"" + question + "\"}," + times
                        + ",\"metrics\":{" + metrics + "},\"metadata\":{" + more + ",\"cost\":0.01,\"total_tokens\":12}"
                        + failure + "}");
    }

    private static String uuid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static List<String> names(JsonNode json) {
        return json.path("metrics")
                .valueStream()
                .map(metric -> metric.path("metric").asString())
                .toList();
    }

    private static JsonNode metric(JsonNode json, String name) {
        return json.path("metrics")
                .valueStream()
                .filter(metric -> metric.path("metric").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
