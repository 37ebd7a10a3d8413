// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.Run;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Runs. There are few of them, so queries are made on the whole list. */
public interface RunStore {
    /**
     * Stores a run, or what {@code merge} makes of the one that has its id.
     *
     * @return what is stored now
     */
    Run create(Run run, UnaryOperator<Run> merge);

    /** Changes a run; empty if there is none. */
    Optional<Run> update(String runId, UnaryOperator<Run> change);

    Optional<Run> find(String runId);

    /** All runs, newest first. */
    List<Run> all();

    boolean delete(String runId);
}
