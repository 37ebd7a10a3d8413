// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.runs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One datapoint in two runs.
 *
 * @param number its place, from 1
 * @param baseline its rows there, several if it was repeated, none if it was not asked
 */
public record DatapointPair(
        RunPair runs, String id, int number, List<MeasuredRow> baseline, List<MeasuredRow> candidate) {

    static List<DatapointPair> of(RunPair runs) {
        Map<String, List<MeasuredRow>> before = runs.baseline().byDatapoint();
        Map<String, List<MeasuredRow>> after = runs.candidate().byDatapoint();
        Set<String> ids = new LinkedHashSet<>(before.keySet());
        ids.addAll(after.keySet());
        List<DatapointPair> pairs = new ArrayList<>();
        for (String id : ids) {
            pairs.add(new DatapointPair(
                    runs, id, pairs.size() + 1, before.getOrDefault(id, List.of()), after.getOrDefault(id, List.of())));
        }
        return List.copyOf(pairs);
    }

    /** Whether both runs have it. */
    public boolean common() {
        return !baseline.isEmpty() && !candidate.isEmpty();
    }

    /** Whether its task failed in either run. */
    public boolean failed() {
        return failed(baseline) || failed(candidate);
    }

    /** Whether its task fails now and did not before. */
    public boolean broke() {
        return common() && failed(candidate) && !failed(baseline);
    }

    /** The mean over its repeats in the baseline; NaN if none has the metric. */
    public double before(String metric) {
        return mean(baseline, metric);
    }

    /** The mean over its repeats in the candidate; NaN if none has the metric. */
    public double after(String metric) {
        return mean(candidate, metric);
    }

    /** What changed; NaN if one side has no value. */
    public double difference(String metric) {
        return after(metric) - before(metric);
    }

    private double mean(List<MeasuredRow> rows, String metric) {
        return rows.stream()
                .mapToDouble(row -> runs.value(row, metric))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static boolean failed(List<MeasuredRow> rows) {
        return rows.stream().anyMatch(MeasuredRow::failed);
    }
}
