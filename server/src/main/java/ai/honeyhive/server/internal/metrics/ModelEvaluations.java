// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.metrics.models.ModelException;
import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventScores;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.Evaluation;
import ai.honeyhive.server.internal.store.EvaluationQueue;
import ai.honeyhive.server.internal.store.EvaluationQueue.Done;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations that ask a model: as many at a time as may be, none while the model is away. An evaluation that fails by
 * itself is tried again later, each time after a longer pause, and given up after some attempts; one that finds nobody there
 * does not count as an attempt.
 */
final class ModelEvaluations {
    private static final System.Logger LOG = System.getLogger(ModelEvaluations.class.getName());
    private static final int MAX_ATTEMPTS = 5;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long MAX_PAUSE_MILLIS = 60_000;

    private final EventStore events;
    private final EvaluationQueue queue;
    private final Definitions definitions;
    private final MetricModels models;
    private final LongSupplier clock;
    private final Runnable wake;
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();

    private final Object lock = new Object();
    private int absences; // guarded by lock: how often in a row nobody was there
    private long pausedUntil; // guarded by lock

    /** @param wake has the next step done */
    ModelEvaluations(Store store, Definitions definitions, MetricModels models, LongSupplier clock, Runnable wake) {
        this.events = store.events();
        this.queue = store.evaluations();
        this.definitions = definitions;
        this.models = models;
        this.clock = clock;
        this.wake = wake;
    }

    /** Unix milliseconds; null if nothing is paused. */
    @Nullable Long pausedUntil() {
        synchronized (lock) {
            return pausedUntil > clock.getAsLong() ? Long.valueOf(pausedUntil) : null;
        }
    }

    /** Sends off what may be; answers after how many milliseconds to look again, if nobody says so before. */
    long step() {
        long now = clock.getAsLong();
        int free;
        synchronized (lock) {
            if (pausedUntil > now) {
                return pausedUntil - now;
            }
            // After a pause one goes ahead to see whether somebody is there.
            free = (absences > 0 ? 1 : models.concurrency()) - underWay.size();
        }
        if (free <= 0) {
            return Worker.NOTHING; // whoever finishes wakes
        }
        int sent = 0;
        for (Evaluation evaluation : queue.due(true, now, free + underWay.size())) {
            if (sent < free && underWay.add(evaluation.place())) {
                sent++;
                send(evaluation);
            }
        }
        if (sent > 0) {
            return Worker.NOTHING;
        }
        OptionalLong next = underWay.isEmpty() ? queue.nextDue(true) : OptionalLong.empty();
        return next.isEmpty() ? Worker.NOTHING : Math.max(1, next.getAsLong() - now);
    }

    private void send(Evaluation evaluation) {
        try {
            models.threads().execute(() -> {
                try {
                    evaluate(evaluation);
                } catch (RuntimeException e) { // of the store: it stays in the queue
                    LOG.log(System.Logger.Level.WARNING, "an evaluation could not be stored", e);
                    pause(0);
                } finally {
                    underWay.remove(evaluation.place());
                    wake.run();
                }
            });
        } catch (RejectedExecutionException e) { // the server stops
            underWay.remove(evaluation.place());
        }
    }

    private void evaluate(Evaluation evaluation) {
        Optional<MetricDefinition> metric = definitions.find(evaluation.metric());
        Optional<Event> event = metric.isEmpty() ? Optional.empty() : events.find(evaluation.eventId());
        if (metric.isEmpty() || event.isEmpty()) {
            queue.finish(Done.of(List.of(evaluation)), List.of());
            return;
        }
        try {
            Verdict verdict = metric.get()
                    .score(
                            new Subject(events, event.get()).view(),
                            Accounts.known(event.get(), metric.get().name()),
                            models);
            present();
            finish(evaluation, event.get(), metric.get(), verdict);
        } catch (ModelException e) {
            failed(evaluation, event.get(), metric.get(), e);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "metric " + metric.get().id() + " failed", e);
            finish(evaluation, event.get(), metric.get(), Verdict.failed("the metric failed: " + e));
        }
    }

    private void finish(Evaluation evaluation, Event event, MetricDefinition metric, @Nullable Verdict verdict) {
        if (verdict == null) {
            queue.finish(Done.of(List.of(evaluation)), List.of());
            return;
        }
        var scores = new EventScores(event.eventId(), Json.object(), Json.object());
        Accounts.add(scores, event, metric, verdict);
        queue.finish(Done.of(List.of(evaluation)), List.of(new Change.Score(scores)));
    }

    private void failed(Evaluation evaluation, Event event, MetricDefinition metric, ModelException failure) {
        if (Thread.currentThread().isInterrupted()) {
            return; // the server stops; the evaluation stays in the queue
        }
        String reason = String.valueOf(failure.getMessage());
        switch (failure.remedy()) {
            case WAIT -> {
                pause(failure.waitMillis());
                waiting(event, metric, reason);
            }
            case RETRY -> {
                if (evaluation.attempts() + 1 >= MAX_ATTEMPTS) {
                    finish(evaluation, event, metric, Verdict.failed(reason + "; tried " + MAX_ATTEMPTS + " times"));
                } else {
                    long pause = Math.max(failure.waitMillis(), pauseAfter(evaluation.attempts()));
                    queue.finish(Done.instead(evaluation, evaluation.again(clock.getAsLong() + pause)), List.of());
                    waiting(event, metric, reason);
                }
            }
            case NONE -> finish(evaluation, event, metric, Verdict.failed(reason));
        }
    }

    /** Says on the event why it has no value yet, once. */
    private void waiting(Event event, MetricDefinition metric, String reason) {
        if (!Accounts.known(event, metric.name()).path("status").asString("").equals("waiting")) {
            var scores = new EventScores(event.eventId(), Json.object(), Json.object());
            Accounts.addWaiting(scores, event, metric, reason);
            events.write(List.of(new Change.Score(scores)));
        }
    }

    private void present() {
        synchronized (lock) {
            absences = 0;
        }
    }

    private void pause(long atLeastMillis) {
        synchronized (lock) {
            long pause = Math.max(atLeastMillis, pauseAfter(absences));
            absences++;
            pausedUntil = Math.max(pausedUntil, clock.getAsLong() + pause);
        }
    }

    private static long pauseAfter(int failures) {
        return Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 20));
    }
}
