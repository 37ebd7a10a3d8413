// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.client.CreatedEvents;
import ai.honeyhive.client.Event;
import ai.honeyhive.client.EventFields;
import ai.honeyhive.client.EventFilter;
import ai.honeyhive.client.EventPage;
import ai.honeyhive.client.EventPair;
import ai.honeyhive.client.EventQuery;
import ai.honeyhive.client.EventUpdate;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.HoneyHiveHttpException;
import ai.honeyhive.client.MetricComparison;
import ai.honeyhive.client.RunComparison;
import ai.honeyhive.client.RunFields;
import ai.honeyhive.client.RunPage;
import ai.honeyhive.client.RunQuery;
import ai.honeyhive.client.RunResult;
import ai.honeyhive.client.SessionFields;
import ai.honeyhive.client.StoredRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions, events and runs through the SDK's own client. */
class ClientRunsIT {
    @TempDir
    Path directory;

    private HoneyHiveServer server;
    private HoneyHiveClient client;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().dataDirectory(directory).build().start();
        client = HoneyHiveClient.builder()
                .serverUrl(server.url().toString())
                .apiKey("any")
                .build();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sessions_lifeCycle() {
        String id = UUID.randomUUID().toString();
        client.sessions()
                .start(SessionFields.builder()
                        .id(id)
                        .name("chat")
                        .source("test")
                        .build());
        client.sessions().addEvents(id, List.of(event("step", Map.of("n", 1))));
        client.sessions()
                .update(id, EventUpdate.builder().feedback(Map.of("rating", 5)).build());

        Event tree = client.sessions().tree(id);

        assertThat(tree.name()).contains("chat");
        assertThat(tree.feedback()).isEqualTo(Map.of("rating", 5));
        assertThat(tree.children())
                .singleElement()
                .satisfies(child -> assertThat(child.name()).contains("step"));
        assertThat(client.sessions().delete(id)).isTrue();
        assertThat(client.sessions().delete(id)).isFalse();
        assertThat(client.sessions().find(id)).isEmpty();
    }

    @Test
    void events_lifeCycle() {
        String id = client.events().create(event("one", Map.of()));
        client.events()
                .update(id, EventUpdate.builder().metadata(Map.of("k", "v")).build());
        CreatedEvents batch = client.events()
                .create(
                        List.of(event("two", Map.of()), event("two", Map.of())),
                        SessionFields.builder().name("together").build());

        assertThat(client.events().find(id).orElseThrow().metadata()).containsEntry("k", "v");
        EventPage page = client.events()
                .search(EventQuery.builder()
                        .filter(EventFilter.text("event_name", EventFilter.Operator.IS, "two"))
                        .limit(1)
                        .build());
        assertThat(page.events()).hasSize(1);
        assertThat(page.total()).isEqualTo(2);
        assertThat(client.events()
                        .export(EventQuery.builder().projections("event_name").build())
                        .events())
                .hasSize(5);
        assertThat(batch.ids()).hasSize(2);
        assertThat(client.events().delete(id)).isTrue();
        assertThat(client.events().delete(id)).isFalse();
        assertThat(client.events().find(id)).isEmpty();
    }

    @Test
    void runs_lifeCycle() {
        StoredRun run = client.runs()
                .create(RunFields.builder()
                        .name("first")
                        .metadata(Map.of("git", "abc"))
                        .passingRanges(Map.of("score", Map.of("min", 0.5)))
                        .build());
        client.runs()
                .create(RunFields.builder().name("second").status("completed").build());
        score(run.id(), "d1", 1);
        score(run.id(), "d2", 0);

        StoredRun updated = client.runs()
                .update(
                        run.id(),
                        RunFields.builder()
                                .status("completed")
                                .metadata(Map.of("k", 1))
                                .build());
        RunResult result = client.runs().result(run.id(), "max");

        assertThat(updated.metadata()).isEqualTo(Map.of("git", "abc", "k", 1));
        assertThat(updated.metrics()).isEqualTo(Map.of("score", 0.5));
        assertThat(result.passed()).containsExactly("d1");
        assertThat(result.failed()).containsExactly("d2");
        assertThat(result.metrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.aggregate()).hasValue(1));
        assertThat(client.runs().metrics(run.id()).events()).hasSize(2);
        RunPage page = client.runs()
                .list(RunQuery.builder()
                        .ascending("name")
                        .status("completed")
                        .limit(1)
                        .build());
        assertThat(page.runs()).extracting(StoredRun::id).containsExactly(run.id());
        assertThat(page.total()).isEqualTo(2);
        assertThat(page.hasNext()).isTrue();
        assertThat(page.metricNames()).containsExactly("score");
        assertThat(client.runs()
                        .list(RunQuery.builder()
                                .from(Instant.now().plusSeconds(60))
                                .build())
                        .runs())
                .isEmpty();
        assertThat(client.runs().delete(run.id())).isTrue();
        assertThat(client.runs().delete(run.id())).isFalse();
        assertThatThrownBy(() -> client.runs().result(run.id()))
                .isInstanceOf(HoneyHiveHttpException.class)
                .hasMessageContaining("there is no run " + run.id());
    }

    @Test
    void runs_compared_showWhatChanged() {
        String old =
                client.runs().create(RunFields.builder().name("old").build()).id();
        String now =
                client.runs().create(RunFields.builder().name("now").build()).id();
        score(old, "d1", 0.5);
        score(old, "d2", 0.5);
        score(now, "d1", 0.75);
        score(now, "d3", 1);

        RunComparison comparison = client.runs().compare(now, old);
        List<EventPair> pairs = client.runs().compareEvents(now, old, "task", 1);

        assertThat(comparison.commonDatapoints()).containsExactly("d1");
        assertThat(comparison.newRun().orElseThrow().name()).contains("now");
        assertThat(comparison.oldRun().orElseThrow().name()).contains("old");
        MetricComparison metric = comparison.metrics().get(0);
        assertThat(metric.improved()).containsExactly("d1");
        assertThat(metric.degraded()).isEmpty();
        assertThat(metric.difference()).hasValue(0.25);
        assertThat(pairs).singleElement().satisfies(pair -> {
            assertThat(pair.datapointId()).isEqualTo("d1");
            assertThat(pair.first().metrics()).isEqualTo(Map.of("score", 0.75));
            assertThat(pair.second().metrics()).isEqualTo(Map.of("score", 0.5));
        });
    }

    private void score(String run, String datapoint, Number score) {
        client.events()
                .create(EventFields.builder("chain", Map.of())
                        .name("task")
                        .metrics(Map.of("score", score))
                        .metadata(Map.of("run_id", run, "datapoint_id", datapoint))
                        .build());
    }

    private static EventFields event(String name, Map<String, Object> metadata) {
        return EventFields.builder("tool", Map.of("q", 1))
                .name(name)
                .metadata(metadata)
                .build();
    }
}
