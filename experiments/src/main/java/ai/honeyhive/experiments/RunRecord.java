// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a run is written down. */
interface RunRecord {
    /** Announces the run and returns the id under which it goes on. */
    String begin();

    /** Waits until a further row may run. */
    void awaitRoom() throws InterruptedException;

    /** A row has ended. */
    void rowEnded(Row row);

    /** Takes note that the run broke off, since it could not go on at all. */
    void broke(Throwable why);

    /**
     * Sends what is left, waits for what the server is to add to the rows, and returns them with it. Never throws: what is
     * missing is told at the end.
     */
    List<Row> settle(List<Row> rows, boolean cancelled);

    /** Writes down how the run ended. Never throws: what could not be written is told. */
    Ending end(RunStatus status, List<Row> rows, List<GateResult> gates);

    /**
     * What became of the record.
     *
     * @param begun whether there is one at all
     * @param complete whether everything is in it
     * @param result the result as read back
     * @param problems what is missing, and why, as sentences
     */
    record Ending(boolean begun, boolean complete, Optional<Map<String, Object>> result, List<String> problems) {
        /** The same with further problems before. */
        Ending and(List<String> more) {
            List<String> all = new ArrayList<>(more);
            all.addAll(problems);
            return new Ending(begun, complete, result, List.copyOf(all));
        }
    }
}
