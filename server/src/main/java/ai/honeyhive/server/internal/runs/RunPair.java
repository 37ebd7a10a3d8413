// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.runs;

import ai.honeyhive.statistics.comparison.ComparedMetric;
import ai.honeyhive.statistics.comparison.Comparer;
import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.statistics.comparison.ScoredRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Two runs as they were when they were read, and what was computed of them. Thread-safe. */
public final class RunPair {
    private static final int MAX_RESULTS = 8;

    private final MeasuredRun baseline;
    private final MeasuredRun candidate;
    private final Set<String> scores = new TreeSet<>();
    private final List<DatapointPair> datapoints;

    /** Guarded by itself, which also lets one computation wait for another of the same pair. */
    private final Map<ComparisonOptions, JsonNode> results = new LinkedHashMap<>();

    /**
     * What a comparison came to.
     *
     * @param scores the scores, corrected for there being several
     * @param measures what rows took, corrected among themselves, so that they make no verdict on a score milder
     */
    public record Result(Comparison scores, Comparison measures, ComparisonOptions options) {
        /** Scores first. */
        public List<ComparedMetric> metrics() {
            List<ComparedMetric> all = new ArrayList<>(scores.metrics());
            for (Measure measure : Measure.values()) {
                measures.metric(measure.metric()).ifPresent(all::add);
            }
            return all;
        }
    }

    RunPair(MeasuredRun baseline, MeasuredRun candidate) {
        this.baseline = baseline;
        this.candidate = candidate;
        scores.addAll(baseline.scores());
        scores.addAll(candidate.scores());
        this.datapoints = DatapointPair.of(this);
    }

    public MeasuredRun baseline() {
        return baseline;
    }

    public MeasuredRun candidate() {
        return candidate;
    }

    /** Every datapoint of either run, numbered as the baseline ran them, then those that only the candidate has. */
    public List<DatapointPair> datapoints() {
        return datapoints;
    }

    /**
     * Compares them and shows the result, both once for the same options.
     *
     * @param show what is made of the result; others get the same, so it must not be changed
     * @throws IllegalArgumentException if a metric was named that no datapoint has in both
     */
    public JsonNode compare(ComparisonOptions options, Function<Result, JsonNode> show) {
        synchronized (results) {
            JsonNode known = results.get(options);
            if (known == null) {
                known = show.apply(computed(options));
                if (results.size() >= MAX_RESULTS) {
                    results.remove(results.keySet().iterator().next());
                }
                results.put(options, known);
            }
            return known;
        }
    }

    private Result computed(ComparisonOptions options) {
        Set<String> lower = new TreeSet<>(options.lowerIsBetter());
        lower.addAll(baseline.lowerIsBetter());
        lower.addAll(candidate.lowerIsBetter());
        Comparer comparer = options.comparer(lower);
        if (!options.metrics().isEmpty()) {
            comparer = comparer.metrics(options.metrics().toArray(String[]::new));
        }
        Comparer measures = options.comparer(Measure.metrics());
        return new Result(
                comparer.compare(baseline, candidate),
                measures.compare(measured(baseline), measured(candidate)),
                options);
    }

    private List<ScoredRow> measured(MeasuredRun run) {
        return run.rows().stream().map(row -> row.measured(scores)).toList();
    }

    /** The value of a metric of a row, whether a score or a measure; NaN if there is none. */
    double value(MeasuredRow row, String metric) {
        return isMeasure(metric) ? row.measure(metric) : row.score(metric);
    }

    /** Whether a metric is what rows took; one that is scored in either run, too, is a score. */
    public boolean isMeasure(String metric) {
        return Measure.find(metric).isPresent() && !scores.contains(metric);
    }

    /** The names of all scores of either run, in alphabetical order. */
    public Set<String> scores() {
        return scores;
    }

    Set<String> sessionIds() {
        Set<String> ids = baseline.sessionIds();
        ids.addAll(candidate.sessionIds());
        return ids;
    }

    long cells() {
        return baseline.cells() + candidate.cells();
    }
}
