// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import ai.honeyhive.statistics.comparison.ComparedMetric;
import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.statistics.comparison.ScoredRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run is held against, and what the comparison says. */
record Reference(String name, ScoredRun baseline, Comparison comparison) {

    /**
     * One datapoint whose value of a metric differs; of repeats the mean.
     *
     * @param gain above 0 if the run is better
     */
    record Change(String datapointId, String metric, double before, double after, double gain) {}

    /** Returns all changes of a metric, in the order of the run's rows. */
    List<Change> changes(ScoredRun run, ComparedMetric metric) {
        Map<String, Double> before = RowValues.byDatapoint(baseline.scoredRows(), metric.metric());
        Map<String, Double> after = RowValues.byDatapoint(run.scoredRows(), metric.metric());
        List<Change> changes = new ArrayList<>();
        after.forEach((id, value) -> {
            Double old = before.get(id);
            if (old != null && value.doubleValue() != old) {
                double gain = metric.lowerIsBetter() ? old - value : value - old;
                changes.add(new Change(id, metric.metric(), old, value, gain));
            }
        });
        return changes;
    }

    /** Returns the changes of all metrics: losses first, each metric measured by its own largest change. */
    List<Change> largestChanges(ScoredRun run) {
        Map<Change, Double> weight = new LinkedHashMap<>();
        for (ComparedMetric metric : comparison.metrics()) {
            List<Change> changes = changes(run, metric);
            double most = changes.stream()
                    .mapToDouble(change -> Math.abs(change.gain()))
                    .max()
                    .orElse(1);
            changes.forEach(change -> weight.put(change, change.gain() / most));
        }
        List<Change> sorted = new ArrayList<>(weight.keySet());
        sorted.sort(Comparator.comparing(weight::get));
        return sorted;
    }
}
