// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The record of a run that is not recorded.
 *
 * @param serverMetrics names of what the server would have computed
 * @param settled is told of each row at once
 */
record NoRecord(String runId, String reason, List<String> serverMetrics, Consumer<List<Row>> settled)
        implements RunRecord {
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
    public void broke(Throwable why) {}

    @Override
    public List<Row> settle(List<Row> rows, boolean cancelled) {
        if (serverMetrics.isEmpty()) {
            return rows;
        }
        return rows.stream()
                .map(row -> {
                    Map<String, String> errors = new LinkedHashMap<>(row.evaluatorErrors());
                    if (!row.failed()) {
                        serverMetrics.forEach(name -> errors.put(name, "the server has not computed it: " + reason));
                    }
                    return row.with(row.scores(), row.explanations(), errors);
                })
                .toList();
    }

    @Override
    public Ending end(RunStatus status, List<Row> rows, List<GateResult> gates) {
        return new Ending(false, false, Optional.<Map<String, Object>>empty(), List.of(reason));
    }
}
