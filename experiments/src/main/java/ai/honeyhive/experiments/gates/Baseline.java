// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.EvaluatedRows;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.RunStatus;
import ai.honeyhive.statistics.comparison.ScoredRow;
import ai.honeyhive.statistics.comparison.ScoredRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The scores of a run that later ones are held against: small enough for git, one row a line in a stable order, so that a
 * diff shows which datapoints changed. Numbers and booleans only: no inputs, outputs or texts. Immutable.
 */
public final class Baseline implements ScoredRun {
    private final String experiment;
    private final String runName;
    private final String runId;
    private final String datasetId;
    private final SortedSet<String> metrics;
    private final List<ScoredRow> rows;

    Baseline(
            String experiment,
            String runName,
            String runId,
            String datasetId,
            Collection<String> metrics,
            List<ScoredRow> rows) {
        this.experiment = experiment;
        this.runName = runName;
        this.runId = runId;
        this.datasetId = datasetId;
        this.metrics = new TreeSet<>(metrics);
        List<ScoredRow> sorted = new ArrayList<>();
        rows.forEach(row -> sorted.add(only(row)));
        sorted.sort(Comparator.comparing(ScoredRow::datapointId)); // repeats stay in their order
        this.rows = List.copyOf(sorted);
    }

    /**
     * Makes a run the baseline, with all its numbers and booleans.
     *
     * @throws BaselineException if it was cancelled or every row failed: nothing could be worse
     */
    public static Baseline of(ExperimentRun run) {
        if (run.status() != RunStatus.COMPLETED) {
            throw new BaselineException("run \"" + run.name() + "\" is no baseline: it is "
                    + run.status().wireName());
        }
        return new Baseline(run.experiment(), run.name(), run.id(), run.datasetId(), metrics(run), run.scoredRows());
    }

    /**
     * Reads a baseline from a file.
     *
     * @throws BaselineException if there is none, or it is not in this form
     */
    public static Baseline read(Path file) {
        return BaselineFile.read(file);
    }

    /**
     * Writes the baseline to a file, whole or not at all, and replaces what is there. The same scores give the same bytes.
     *
     * @throws BaselineException if it cannot be written
     */
    public void write(Path file) {
        BaselineFile.write(this, file);
    }

    /**
     * Returns a baseline of these metrics only, such as those that are the same on every run; durations change each line of
     * the file every time.
     *
     * @throws BaselineException if it has not all of them
     */
    public Baseline withMetrics(String... names) {
        Set<String> wanted = new TreeSet<>(List.of(names));
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(metrics);
        if (!missing.isEmpty()) {
            throw new BaselineException("run \"" + runName + "\" has no metric " + missing + ", but " + metrics);
        }
        return new Baseline(experiment, runName, runId, datasetId, wanted, rows);
    }

    /** Returns the name of the experiment that it is of. */
    public String experiment() {
        return experiment;
    }

    /** Returns the name of the run that it was made of. */
    public String runName() {
        return runName;
    }

    /** Returns the id of the run that it was made of. */
    public String runId() {
        return runId;
    }

    /** Returns the id of the dataset. */
    public String datasetId() {
        return datasetId;
    }

    /** Returns the names of the metrics, in alphabetical order. */
    public Set<String> metrics() {
        return new TreeSet<>(metrics);
    }

    /** Returns the rows, ordered by datapoint id. */
    @Override
    public List<ScoredRow> scoredRows() {
        return rows;
    }

    /**
     * Checks that a run can be held against this baseline: of the same dataset, with the same metrics.
     *
     * @throws BaselineException if not; says what differs and the remedy
     */
    public void requireSameAs(EvaluatedRows run) {
        requireDataset(run.datasetId(), run.datasetSize());
        Set<String> found = metrics(run);
        Set<String> missing = new TreeSet<>(metrics);
        missing.removeAll(found);
        Set<String> added = new TreeSet<>(found);
        added.removeAll(metrics);
        if (!missing.isEmpty() || !added.isEmpty()) {
            throw new BaselineException("the baseline has other metrics than the run"
                    + (missing.isEmpty() ? "" : "; the run lacks " + missing)
                    + (added.isEmpty() ? "" : "; the baseline lacks " + added)
                    + ". Name the ones to compare, or write the baseline anew");
        }
    }

    void requireDataset(String id, int size) {
        if (!datasetId.equals(id)) {
            throw new BaselineException("the baseline is of another dataset: of " + datasetId + " with "
                    + datapoints() + " datapoints, not of " + id + " with " + size
                    + ". Write the baseline anew; a dataset that changes keeps its id by withId(...)");
        }
    }

    int datapoints() {
        return new HashSet<>(rows.stream().map(ScoredRow::datapointId).toList()).size();
    }

    private static Set<String> metrics(EvaluatedRows run) {
        Set<String> names = new TreeSet<>();
        run.scoredRows().forEach(row -> names.addAll(row.scores().keySet()));
        return names;
    }

    /** Whole numbers stay such, all others become what JSON gives back. */
    private ScoredRow only(ScoredRow row) {
        Map<String, Object> kept = new LinkedHashMap<>();
        row.scores().forEach((metric, score) -> {
            if (metrics.contains(metric)) {
                kept.put(metric, portable(requireNonNull(score)));
            }
        });
        return new ScoredRow(row.datapointId(), row.failed(), kept);
    }

    private static Object portable(Object score) {
        if (score instanceof Byte || score instanceof Short || score instanceof Integer || score instanceof Long) {
            return ((Number) score).longValue();
        }
        return score instanceof Number number ? (Object) number.doubleValue() : score;
    }

    @Override
    public String toString() {
        return "Baseline[" + experiment + ", " + runName + ", " + rows.size() + " rows, " + metrics + "]";
    }
}
