// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.memory;

import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.store.CommitListener;
import ai.honeyhive.server.internal.store.CommitListeners;
import ai.honeyhive.server.internal.store.DocumentStore;
import ai.honeyhive.server.internal.store.EvaluationQueue;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.store.RunStore;
import ai.honeyhive.server.internal.store.Store;
import java.util.function.LongSupplier;

/** Everything in the heap, behind one lock, bounded by the number of events: the oldest sessions make room. */
public final class MemoryStore implements Store {
    private final CommitListeners listeners = new CommitListeners();
    private final MemoryEvents events;
    private final MemoryRuns runs;
    private final DocumentStore documents = new MemoryDocuments();

    /**
     * Creates an empty store.
     *
     * @param clock Unix milliseconds
     */
    public MemoryStore(int maxEvents, LongSupplier clock) {
        this.runs = new MemoryRuns(listeners);
        this.events = new MemoryEvents(maxEvents, clock, listeners, this::belongsToRun);
    }

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public RunStore runs() {
        return runs;
    }

    @Override
    public DocumentStore documents() {
        return documents;
    }

    @Override
    public EvaluationQueue evaluations() {
        return events.evaluations();
    }

    @Override
    public Counts counts() {
        return events.counts(runs.all().size());
    }

    @Override
    public State state() {
        return new State(0, 0, 0, 0, 0);
    }

    @Override
    public String kind() {
        return "memory";
    }

    @Override
    public void onCommit(CommitListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        listeners.clear();
    }

    private boolean belongsToRun(SessionRow session) {
        return (session.runId() != null && runs.find(session.runId()).isPresent())
                || runs.all().stream().anyMatch(run -> run.eventIds().contains(session.sessionId()));
    }
}
