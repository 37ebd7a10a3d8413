// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs, datasets, datapoints and metrics over the wire; the splitting of long lists. */
class ResourcesIT {
    private static final Map<String, Object> IN = Map.of("question", "Zürich?");

    private final ScriptedServer server = new ScriptedServer();
    private final HoneyHiveClient client = server.client();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listRuns_idsWithoutLimit_asksForAsManyAsThereAreIds() {
        client.runs().list(RunQuery.builder().ids(List.of("a", "b", "a")).build());

        assertThat(server.only().line()).isEqualTo("GET /v1/runs?run_ids%5B%5D=a&run_ids%5B%5D=b&limit=100");
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

    @Test
    void runMetric_metricAndEvent_returnsItsScore() {
        server.reply(200, "{\"success\":true,\"loading\":false,\"result\":0.5,\"explanation\":\"[[0.5]]\"}");

        MetricTrial trial = client.metrics()
                .run(
                        MetricFields.builder("m", MetricType.LLM, "good?")
                                .model("openai", "gpt")
                                .filters(List.of(EventFilter.flag("metadata.ok", true)))
                                .build(),
                        EventFields.builder("chain", IN).build());

        assertThat(trial.result()).contains(0.5);
        assertThat(trial.explanation()).contains("[[0.5]]");
        assertThat(server.only().line()).isEqualTo("POST /v1/metrics/run");
        assertThat(server.only().json().get("metric").get("model_provider").asString())
                .isEqualTo("openai");
        assertThat(server.only()
                        .json()
                        .at("/metric/filters/filterArray/0/value")
                        .asString())
                .isEqualTo("true");
    }

    @Test
    void createVersion_ofAMetric_sendsItsDefinition() {
        server.reply(200, "{\"success\":true,\"data\":{\"name\":\"v 2\",\"deployed\":true}}");

        MetricVersion version = client.metrics()
                .createVersion(
                        "m", "stricter", MetricFields.builder().criteria("x").build(), true);

        assertThat(version.name()).isEqualTo("v 2");
        assertThat(version.deployed()).isTrue();
        assertThat(server.only().line()).isEqualTo("POST /v1/metrics/m/versions");
        assertThat(server.only().json().get("deploy_immediately").asBoolean()).isTrue();
    }
}
