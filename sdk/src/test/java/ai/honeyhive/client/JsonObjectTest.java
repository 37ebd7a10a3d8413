// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    @Test
    void event_knownFields_areTyped() {
        Event event = new Event(PlainJson.copy(Map.of(
                "event_id",
                "e",
                "session_id",
                "s",
                "start_time",
                1_700_000_000_123.5,
                "end_time",
                "2023-11-14T22:13:21Z",
                "duration",
                876.5,
                "outputs",
                List.of("not", "an", "object"),
                "metrics",
                Map.of("exact", true),
                "children",
                List.of(Map.of("event_id", "c", "children", List.of(Map.of("event_id", "g")))))));

        assertThat(event.startTime()).contains(Instant.ofEpochSecond(1_700_000_000, 123_500_000));
        assertThat(event.endTime()).contains(Instant.parse("2023-11-14T22:13:21Z"));
        assertThat(event.duration()).contains(Duration.ofNanos(876_500_000));
        assertThat(event.outputs()).isEmpty();
        assertThat(event).containsEntry("outputs", List.of("not", "an", "object"));
        assertThat(event.metrics()).containsEntry("exact", true);
        assertThat(event.children().get(0).children().get(0).id()).isEqualTo("g");
        assertThat(event.error()).isEmpty();
    }

    @Test
    void id_absent_saysWhatWasSent() {
        assertThatThrownBy(() -> new StoredRun(PlainJson.copy(Map.of("name", "n"))).id())
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("the server sent no run_id, only [name]");
    }

    @Test
    void answer_anyChange_isRefused() {
        StoredRun run = new StoredRun(PlainJson.copy(Map.of("run_id", "r", "metadata", new HashMap<>(Map.of("a", 1)))));

        assertThatThrownBy(() -> run.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> run.metadata().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(run::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void fields_changedAfterBuild_areNotAffected() {
        Map<String, Object> metadata = new HashMap<>(Map.of("tags", new ArrayList<>(List.of("a"))));
        RunFields fields = RunFields.builder().metadata(metadata).build();

        metadata.put("later", true);

        assertThat(fields.get("metadata")).isEqualTo(Map.of("tags", List.of("a")));
    }

    @Test
    void fields_valueThatIsNoJson_isRefusedByName() {
        Map<String, Object> loop = new HashMap<>();
        loop.put("self", loop);

        assertThatThrownBy(() -> RunFields.builder().metadata(loop).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metadata is nested deeper than 200, or contains itself");
    }

    @Test
    void fields_objectsOfTheUser_becomeJson() {
        record Person(String name, int age) {}

        EventFields event = EventFields.builder("tool", Map.of("who", new Person("Ada", 36)))
                .build();

        assertThat(event.get("inputs")).isEqualTo(Map.of("who", Map.of("name", "Ada", "age", 36)));
    }

    @Test
    void result_metrics_areAggregates() {
        RunResult result = new RunResult(PlainJson.copy(Map.of(
                "success", true,
                "passed", List.of("a"),
                "metrics",
                        Map.of(
                                "details",
                                List.of(Map.of("metric_name", "m", "aggregate", 0.5, "values", List.of(0, 1)))),
                "run_object", Map.of("run_id", "r", "fresh", 1))));

        MetricAggregate metric = result.metrics().get(0);
        assertThat(metric.name()).isEqualTo("m");
        assertThat(metric.aggregate()).hasValue(0.5);
        assertThat(metric.scores()).isEqualTo(List.of(0, 1));
        assertThat(result.run()).hasValueSatisfying(run -> assertThat(run).containsEntry("fresh", 1));
    }

    @Test
    void comparison_extraCounts_areKept() {
        RunComparison comparison = new RunComparison(PlainJson.copy(Map.of(
                "commonDatapoints", List.of("a"),
                "metrics",
                        List.of(Map.of(
                                "metric_name", "m", "old_aggregate", 1, "new_aggregate", 2, "improved_count", 3)))));

        MetricComparison metric = comparison.metrics().get(0);
        assertThat(metric.newAggregate()).hasValue(2);
        assertThat(metric).containsEntry("improved_count", 3);
        assertThat(comparison.commonDatapoints()).containsExactly("a");
    }
}
