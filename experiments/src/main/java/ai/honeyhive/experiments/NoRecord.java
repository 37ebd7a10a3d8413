// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The record of a run that is not recorded.
 *
 * @param settled is told of each row at once
 */
record NoRecord(String runId, String reason, Consumer<List<Row>> settled) implements RunRecord {
    @Override
    public String begin() {
        return runId;
    }

    @Override
    public void awaitRoom() {}

    @Override
    public void rowEnded(Row row) {
        settled.accept(List.of(row));
    }

    @Override
    public Ending end(RunStatus status, List<Row> rows, List<GateResult> gates) {
        return new Ending(false, false, Optional.<Map<String, Object>>empty(), List.of(reason));
    }
}
