// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Results and comparisons of runs made up at random are what a plain reckoning gives. */
class RandomResultsIT {
    private static final int ROUNDS = 25;
    private static final List<String> AGGREGATES =
            List.of("average", "min", "max", "median", "p90", "p95", "p99", "sum", "count");
    private static final Offset<Double> NOISE = within(1e-6);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void results_ofRandomRuns_areWhatAPlainReckoningGives(boolean inMemory) {
        var builder = inMemory
                ? HoneyHiveServer.builder().inMemory()
                : HoneyHiveServer.builder().dataDirectory(directory);
        try (HoneyHiveServer server = builder.build().start()) {
            var client = new ApiClient(server.url());
            for (int seed = 0; seed < ROUNDS; seed++) {
                var random = new Random(seed);
                var older = new ScoredRun("old" + seed, random);
                var newer = new ScoredRun("new" + seed, random);
                older.send(client);
                newer.send(client);
                String aggregate = AGGREGATES.get(seed % AGGREGATES.size());

                checkResult(client, older, aggregate);
                checkResult(client, newer, aggregate);
                checkComparison(client, newer, older, aggregate);
            }
        }
    }

    private static void checkResult(ApiClient client, ScoredRun run, String aggregate) {
        JsonNode result = client.get("/v1/runs/" + run.id + "/result?aggregate_function=" + aggregate)
                .json();

        SortedSet<String> passed = run.rows();
        passed.removeAll(run.failed());
        assertThat(texts(result.path("passed"))).containsExactlyInAnyOrderElementsOf(passed);
        assertThat(texts(result.path("failed"))).containsExactlyInAnyOrderElementsOf(run.failed());
        assertThat(result.path("datapoints").size())
                .isEqualTo(run.events.stream()
                        .map(ScoredRun.Scored::session)
                        .distinct()
                        .count());
        JsonNode details = result.path("metrics").path("details");
        for (String metric : List.of("num", "ok", "note", "num_explanation")) {
            for (String event : List.of("task", "step")) {
                JsonNode detail = find(details, metric, event);
                assertThat(detail.isMissingNode())
                        .as("%s of %s in %s", metric, event, details)
                        .isEqualTo(!run.has(metric, event));
                if (run.has(metric, event)) {
                    List<Double> values = run.values(metric, event, null);
                    assertThat(detail.path("values").size()).isEqualTo(values.size());
                    assertThat(detail.path("aggregate").asDouble())
                            .as("%s of %s", aggregate, values)
                            .isCloseTo(ScoredRun.aggregate(aggregate, values), NOISE);
                    assertThat(detail.has("passing_range")).isEqualTo(run.isRanged(metric));
                }
            }
        }
        for (JsonNode row : result.path("datapoints")) {
            boolean all = row.path("metrics")
                    .valueStream()
                    .noneMatch(metric ->
                            metric.has("passed") && !metric.path("passed").asBoolean());
            assertThat(row.path("passed").asBoolean()).as(row.toString()).isEqualTo(all);
        }
    }

    private static void checkComparison(ApiClient client, ScoredRun newer, ScoredRun older, String aggregate) {
        JsonNode compared = client.get(
                        "/v1/runs/" + newer.id + "/compare-with/" + older.id + "?aggregate_function=" + aggregate)
                .json();

        SortedSet<String> common = newer.datapoints();
        common.retainAll(older.datapoints());
        assertThat(texts(compared.path("commonDatapoints"))).containsExactlyInAnyOrderElementsOf(common);
        assertThat(texts(compared.path("newOnlyDatapoints")))
                .containsExactlyInAnyOrderElementsOf(without(newer.rows(), common));
        assertThat(texts(compared.path("oldOnlyDatapoints")))
                .containsExactlyInAnyOrderElementsOf(without(older.rows(), common));
        for (String metric : List.of("num", "ok")) {
            for (String event : List.of("task", "step")) {
                JsonNode line = find(compared.path("metrics"), metric, event);
                assertThat(line.isMissingNode()).isEqualTo(!newer.has(metric, event) && !older.has(metric, event));
                if (!line.isMissingNode()) {
                    checkAggregates(
                            line, aggregate, newer.values(metric, event, common), older.values(metric, event, common));
                    checkVerdicts(line, newer, older, metric, event, common);
                }
            }
        }
    }

    private static void checkAggregates(JsonNode line, String aggregate, List<Double> now, List<Double> before) {
        assertThat(line.has("new_aggregate")).isEqualTo(!now.isEmpty());
        assertThat(line.has("old_aggregate")).isEqualTo(!before.isEmpty());
        assertThat(line.path("new_values").size()).isEqualTo(now.size());
        assertThat(line.path("old_values").size()).isEqualTo(before.size());
        assertThat(line.has("difference")).isEqualTo(!now.isEmpty() && !before.isEmpty());
        if (line.has("difference")) {
            double fresh = ScoredRun.aggregate(aggregate, now);
            double old = ScoredRun.aggregate(aggregate, before);
            assertThat(line.path("difference").asDouble()).isCloseTo(fresh - old, NOISE);
            assertThat(line.has("percentage_change")).isEqualTo(old != 0);
            if (old != 0) {
                assertThat(line.path("percentage_change").asDouble())
                        .isCloseTo(100 * (fresh - old) / Math.abs(old), within(1e-3));
            }
        }
    }

    private static void checkVerdicts(
            JsonNode line, ScoredRun newer, ScoredRun older, String metric, String event, SortedSet<String> common) {
        TreeSet<String> improved = new TreeSet<>();
        TreeSet<String> degraded = new TreeSet<>();
        TreeSet<String> same = new TreeSet<>();
        for (String datapoint : common) {
            double change = newer.average(metric, event, datapoint) - older.average(metric, event, datapoint);
            if (newer.lowerIsBetter(metric)) {
                change = -change;
            }
            if (!Double.isNaN(change)) {
                (change > 0 ? improved : change < 0 ? degraded : same).add(datapoint);
            }
        }
        assertThat(texts(line.path("improved"))).containsExactlyInAnyOrderElementsOf(improved);
        assertThat(texts(line.path("degraded"))).containsExactlyInAnyOrderElementsOf(degraded);
        assertThat(texts(line.path("same"))).containsExactlyInAnyOrderElementsOf(same);
        assertThat(line.path("improved_count").asInt()).isEqualTo(improved.size());
        assertThat(line.path("degraded_count").asInt()).isEqualTo(degraded.size());
        assertThat(line.path("same_count").asInt()).isEqualTo(same.size());
        assertThat(line.path("found_count").asInt()).isEqualTo(improved.size() + degraded.size() + same.size());
    }

    private static JsonNode find(JsonNode metrics, String metric, String event) {
        return metrics.valueStream()
                .filter(line -> line.path("metric_name").asString().equals(metric))
                .filter(line -> line.path("event_name").asString().equals(event))
                .findFirst()
                .orElseGet(() -> metrics.path("none"));
    }

    private static SortedSet<String> without(SortedSet<String> all, SortedSet<String> some) {
        TreeSet<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
