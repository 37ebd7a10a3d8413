// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventScores;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.Evaluation;
import ai.honeyhive.server.internal.store.EvaluationQueue;
import ai.honeyhive.server.internal.store.EvaluationQueue.Arrival;
import ai.honeyhive.server.internal.store.EvaluationQueue.Done;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What happens to an event that has arrived: rules are computed at once, what asks a model is queued for it. Back-fills of
 * rules come after what arrives. Of one thread.
 */
final class RuleEvaluations {
    private static final System.Logger LOG = System.getLogger(RuleEvaluations.class.getName());
    private static final int BATCH = 256;

    private final EventStore events;
    private final EvaluationQueue queue;
    private final Definitions definitions;
    private final MetricModels models;
    private final LongSupplier clock;
    private final Runnable judging;

    /** @param judging told when there is something for models to do */
    RuleEvaluations(Store store, Definitions definitions, MetricModels models, LongSupplier clock, Runnable judging) {
        this.events = store.events();
        this.queue = store.evaluations();
        this.definitions = definitions;
        this.models = models;
        this.clock = clock;
        this.judging = judging;
    }

    /** Evaluates some events; answers after how many milliseconds there may be more. */
    long step() {
        List<Arrival> arrivals = queue.arrivals(BATCH);
        if (!arrivals.isEmpty()) {
            arrived(arrivals);
            return Worker.AGAIN;
        }
        List<Evaluation> due = queue.due(false, clock.getAsLong(), BATCH);
        if (!due.isEmpty()) {
            fill(due);
            return Worker.AGAIN;
        }
        return Worker.NOTHING;
    }

    private void arrived(List<Arrival> arrivals) {
        List<MetricDefinition> active = definitions.active();
        List<Change> scores = new ArrayList<>();
        List<Evaluation> asking = new ArrayList<>();
        Set<String> again = new LinkedHashSet<>();
        for (Arrival arrival : arrivals) {
            events.find(arrival.eventId()).ifPresent(event -> {
                evaluate(new Subject(events, event), active, scores, asking);
                if (event.isSession()) {
                    again.addAll(awaitingGroundTruthOf(event, active));
                }
            });
        }
        queue.finish(new Done(arrivals, List.of(), asking, again), scores);
        if (!asking.isEmpty()) {
            judging.run();
        }
    }

    private void evaluate(
            Subject subject, List<MetricDefinition> active, List<Change> scores, List<Evaluation> asking) {
        Event event = subject.event();
        var written = new EventScores(event.eventId(), Json.object(), Json.object());
        for (MetricDefinition metric : active) {
            if (!metric.samples(event.eventId()) || !metric.isFor(event, subject.json())) {
                continue;
            }
            if (metric.scorer().asksModel(models)) {
                asking.add(Evaluation.of(event.eventId(), metric.id(), true, clock.getAsLong()));
            } else {
                score(subject, metric, written);
            }
        }
        if (!written.accounts().isEmpty()) {
            scores.add(new Change.Score(written));
        }
    }

    private void fill(List<Evaluation> due) {
        List<Change> scores = new ArrayList<>();
        for (Evaluation evaluation : due) {
            definitions
                    .find(evaluation.metric())
                    .ifPresent(metric -> events.find(evaluation.eventId()).ifPresent(event -> {
                        var written = new EventScores(event.eventId(), Json.object(), Json.object());
                        score(new Subject(events, event), metric, written);
                        if (!written.accounts().isEmpty()) {
                            scores.add(new Change.Score(written));
                        }
                    }));
        }
        queue.finish(Done.of(due), scores);
    }

    private void score(Subject subject, MetricDefinition metric, EventScores written) {
        Verdict verdict;
        try {
            verdict = metric.score(subject.view(), Accounts.known(subject.event(), metric.name()), models);
        } catch (RuntimeException e) { // a fault of the rule, which would stop all others for ever
            LOG.log(System.Logger.Level.DEBUG, "metric " + metric.id() + " failed", e);
            verdict = Verdict.failed("the rule failed: " + e);
        }
        if (verdict != null) {
            Accounts.add(written, subject.event(), metric, verdict);
        }
    }

    /** Clients report the ground truth on the session, often after the events that are compared with it. */
    private List<String> awaitingGroundTruthOf(Event session, List<MetricDefinition> active) {
        boolean has = EventView.alone(ai.honeyhive.server.internal.model.EventJson.of(session))
                        .find(EventView.GROUND_TRUTH)
                != null;
        if (!has || active.stream().noneMatch(MetricDefinition::usesGroundTruth)) {
            return List.of();
        }
        return events.ofSession(session.sessionId()).stream()
                .filter(event -> !event.isSession())
                .map(Event::eventId)
                .toList();
    }
}
