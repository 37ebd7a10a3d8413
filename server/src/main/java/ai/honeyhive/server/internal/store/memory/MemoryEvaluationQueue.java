// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.memory;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.store.Evaluation;
import ai.honeyhive.server.internal.store.EvaluationQueue;
import java.util.List;
import java.util.OptionalLong;

final class MemoryEvaluationQueue implements EvaluationQueue {
    private final Object lock;
    private final MemoryEvaluations evaluations; // guarded by lock
    private final Writer writer;

    /** Writes changes and runs something in one transaction. */
    @FunctionalInterface
    interface Writer {
        void write(List<Change> changes, Runnable more);
    }

    MemoryEvaluationQueue(Object lock, MemoryEvaluations evaluations, Writer writer) {
        this.lock = lock;
        this.evaluations = evaluations;
        this.writer = writer;
    }

    @Override
    public void watch(boolean watching) {
        synchronized (lock) {
            evaluations.watch(watching);
        }
    }

    @Override
    public List<Arrival> arrivals(int limit) {
        synchronized (lock) {
            return evaluations.arrivals().stream().limit(limit).toList();
        }
    }

    @Override
    public List<Evaluation> due(boolean askingModel, long now, int limit) {
        synchronized (lock) {
            return evaluations
                    .inTurn(askingModel)
                    .takeWhile(evaluation -> evaluation.notBefore() <= now)
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public OptionalLong nextDue(boolean askingModel) {
        synchronized (lock) {
            return evaluations
                    .inTurn(askingModel)
                    .mapToLong(Evaluation::notBefore)
                    .findFirst();
        }
    }

    @Override
    public void finish(Done done, List<Change> scores) {
        writer.write(scores, () -> evaluations.apply(done));
    }

    @Override
    public Waiting waiting() {
        synchronized (lock) {
            return new Waiting(evaluations.arrivals().size(), evaluations.evaluations());
        }
    }
}
