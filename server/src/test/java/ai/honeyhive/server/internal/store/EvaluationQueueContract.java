// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import static ai.honeyhive.server.internal.store.Events.event;
import static ai.honeyhive.server.internal.store.Events.patch;
import static ai.honeyhive.server.internal.store.Events.session;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.EventScores;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.EvaluationQueue.Arrival;
import ai.honeyhive.server.internal.store.EvaluationQueue.Done;
import ai.honeyhive.server.internal.store.EvaluationQueue.Waiting;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What every store must do for those who compute metrics. */
public abstract class EvaluationQueueContract {
    private static final double T0 = 1_790_000_000_000.0;

    private Store store;
    private EvaluationQueue queue;

    protected abstract Store open();

    @BeforeEach
    void openStore() {
        store = open();
        queue = store.evaluations();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void arrivals_areNotedWhileSomebodyWatches_once() {
        put("before");
        queue.watch(true);
        store.events().write(List.of(new Change.StartSession(session("s", "n", T0, "{}"))));
        put("e1");
        put("e1");
        put("e2");
        enrich("e1", "{\"metadata\":{\"a\":1}}");
        enrich("e1", "{\"metadata\":{\"a\":1}}");
        enrich("unknown", "{\"metadata\":{\"a\":1}}");
        queue.watch(false);
        put("after");

        assertThat(arrived()).containsExactly("s", "e2", "e1");
        assertThat(queue.arrivals(1)).extracting(Arrival::eventId).containsExactly("s");
    }

    @Test
    void finish_leavesWhatChangedInTheMeantime_andScoresDoNotCountAsChange() {
        queue.watch(true);
        put("e1");
        put("e2");
        List<Arrival> taken = queue.arrivals(10);
        enrich("e2", "{\"metadata\":{\"a\":1}}");

        queue.finish(
                new Done(taken, List.of(), List.of(), List.of()),
                List.of(
                        score("e1", "{\"m\":1.5}", "{\"m\":{\"status\":\"scored\"}}"),
                        score("gone", "{\"m\":1}", "{}")));

        assertThat(arrived()).containsExactly("e2");
        assertThat(store.events().find("e1").orElseThrow().buckets().get(Bucket.METRICS))
                .hasToString("{\"m\":1.5}");
        assertThat(store.events().find("e1").orElseThrow().buckets().get(Bucket.METADATA))
                .hasToString("{\"evaluations\":{\"m\":{\"status\":\"scored\"}}}");
        assertThat(store.events().find("gone")).isEmpty();
    }

    @Test
    void scores_mergeWithOthers_areTakenBackByNull_andKeepTheSessionInStep() {
        put("e1");
        put("e2");
        write(score("e1", "{\"a\":1,\"b\":true}", "{\"a\":{\"x\":1}}"));
        write(score("e2", "{\"a\":2}", "{}"));
        assertThat(metricsOfSession()).containsExactly("a=2", "b=true");

        write(score("e2", "{\"a\":null}", "{}"));
        write(score("e1", "{\"c\":\"text\"}", "{\"a\":null,\"c\":{\"y\":1}}"));

        assertThat(metricsOfSession()).containsExactly("a=1", "b=true");
        assertThat(store.events().find("e1").orElseThrow().buckets().get(Bucket.METRICS))
                .hasToString("{\"a\":1,\"b\":true,\"c\":\"text\"}");
        assertThat(store.events().find("e1").orElseThrow().buckets().get(Bucket.METADATA))
                .hasToString("{\"evaluations\":{\"c\":{\"y\":1}}}");
        write(score("s", "{\"own\":1}", "{}"));
        assertThat(store.events().find("s").orElseThrow().buckets().get(Bucket.METRICS))
                .hasToString("{\"own\":1}");
    }

    @Test
    void evaluations_comeInTurn_eachPairOnce() {
        queue.finish(
                Done.queued(List.of(
                        Evaluation.of("e1", "m", true, 100),
                        Evaluation.of("e2", "m", true, 50),
                        Evaluation.of("e3", "m", true, 50),
                        Evaluation.of("e4", "m", false, 10))),
                List.of());

        assertThat(ids(queue.due(true, 100, 10))).containsExactly("e2", "e3", "e1");
        assertThat(ids(queue.due(true, 99, 1))).containsExactly("e2");
        assertThat(ids(queue.due(false, 100, 10))).containsExactly("e4");
        assertThat(queue.nextDue(true)).hasValue(50);
        Evaluation second = queue.due(true, 50, 1).get(0);
        queue.finish(Done.instead(second, second.again(200)), List.of());
        assertThat(ids(queue.due(true, 199, 10))).containsExactly("e3", "e1");
        Evaluation later = queue.due(true, 200, 10).get(2);
        assertThat(later.attempts()).isEqualTo(1);

        queue.finish(Done.queued(List.of(Evaluation.of("e2", "m", true, 60))), List.of());
        queue.finish(Done.of(List.of(later)), List.of());

        assertThat(ids(queue.due(true, 300, 10)))
                .as("what was asked for anew stays")
                .containsExactly("e3", "e2", "e1");
        assertThat(queue.waiting()).isEqualTo(new Waiting(0, 4));
        assertThat(queue.nextDue(false)).hasValue(10);
    }

    private List<String> arrived() {
        return queue.arrivals(100).stream().map(Arrival::eventId).toList();
    }

    private static Stream<String> ids(List<Evaluation> evaluations) {
        return evaluations.stream().map(Evaluation::eventId);
    }

    private List<String> metricsOfSession() {
        return store.events().findSession("s").orElseThrow().tally().metrics().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().value())
                .toList();
    }

    private static Change score(String id, String metrics, String accounts) {
        return new Change.Score(new EventScores(id, (ObjectNode) Json.read(metrics), (ObjectNode) Json.read(accounts)));
    }

    private void put(String id) {
        write(new Change.Put(event(id, "s", null, EventType.TOOL, T0, "{}")));
    }

    private void enrich(String id, String buckets) {
        write(new Change.Enrich(patch(id, buckets)));
    }

    private void write(Change change) {
        store.events().write(List.of(change));
    }
}
