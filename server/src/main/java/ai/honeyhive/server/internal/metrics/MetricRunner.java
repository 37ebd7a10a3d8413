// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.Judge;
import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.CommitListener;
import ai.honeyhive.server.internal.store.EvaluationQueue;
import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Computes the metrics of one store's events behind the commits. Two workers share the queue: one does what rules compute,
 * one waits for models, so that a model that is away holds up nothing else. What was not finished when the process ended is
 * done by the next one. Thread-safe.
 */
public final class MetricRunner implements CommitListener, AutoCloseable {
    /** Between a metric's id and a version's name in what evaluations are named. */
    static final String VERSION = "@";

    private final EvaluationQueue queue;
    private final MetricModels models;
    private final Definitions definitions;
    private final Backfill backfill;
    private final Worker rules;
    private final Worker judging;
    private final ModelEvaluations modelEvaluations;

    /**
     * Creates a runner, which does nothing before {@link #start()}.
     *
     * @param models given, not closed with this
     * @param filters reads the filters of a metric's body
     * @param clock Unix milliseconds
     */
    public MetricRunner(
            Store store, MetricModels models, Function<ObjectNode, List<EventFilter>> filters, LongSupplier clock) {
        this.queue = store.evaluations();
        this.models = models;
        this.definitions = new Definitions(store.documents(), filters, models);
        this.backfill = new Backfill(store, clock);
        this.judging = new Worker("honeyhive-metrics-models");
        this.modelEvaluations = new ModelEvaluations(store, definitions, models, clock, judging::wake);
        this.rules = new Worker("honeyhive-metrics");
        var ruleEvaluations = new RuleEvaluations(store, definitions, models, clock, judging::wake);
        rules.does(ruleEvaluations::step);
        judging.does(modelEvaluations::step);
        store.onCommit(this);
    }

    /** Goes on with what an earlier process left, and takes up what arrives from now on. */
    public void start() {
        changed();
        EvaluationQueue.Waiting waiting = queue.waiting();
        if (waiting.arrivals() + waiting.evaluations() > 0) {
            rules.wake();
            judging.wake();
        }
    }

    /** Takes note that metrics were created, changed or deleted. Events that arrive after this returns are computed so. */
    public void changed() {
        definitions.reload();
        queue.watch(!definitions.active().isEmpty());
    }

    @Override
    public void committed(Set<String> sessionIds, Set<String> runIds) {
        if (!definitions.active().isEmpty()) {
            rules.wake();
        }
    }

    public MetricModels models() {
        return models;
    }

    /** A metric as it is, or as one of its versions has it; empty if there is none. */
    public Optional<MetricDefinition> find(String id, @Nullable String version) {
        return version == null ? definitions.find(id) : definitions.version(id, version);
    }

    /**
     * Computes a metric for events that are stored already, the latest first, whether or not it is enabled and whatever
     * part of the events it samples.
     *
     * @return how many events will be evaluated
     */
    public int backfill(MetricDefinition metric, Backfill.Wanted wanted) {
        int queued = backfill.queue(metric, metric.scorer().asksModel(models), wanted);
        rules.wake();
        judging.wake();
        return queued;
    }

    /** How much waits, and how the models are. */
    public ObjectNode status() {
        EvaluationQueue.Waiting waiting = queue.waiting();
        ObjectNode json = Json.object()
                .put("arrivals", waiting.arrivals())
                .put("evaluations", waiting.evaluations())
                .put("active_metrics", definitions.active().size());
        Judge judge = models.judge();
        if (judge == null) {
            json.putNull("judge");
        } else {
            ObjectNode about = json.putObject("judge").put("model", judge.model());
            about.setAll(judge.totals().json());
            Long until = modelEvaluations.pausedUntil();
            about.put(
                    "paused_until",
                    until == null ? null : Instant.ofEpochMilli(until).toString());
        }
        json.put(
                "embeddings",
                models.embeddings() == null ? null : models.embeddings().model());
        return json;
    }

    /** Stops after the step under way; what is left, and what still arrives, is for the next process. Idempotent. */
    @Override
    public void close() {
        rules.close();
        judging.close();
    }
}
