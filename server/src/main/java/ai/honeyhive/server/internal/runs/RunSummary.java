// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.runs;

import ai.honeyhive.statistics.MeanEstimate;
import ai.honeyhive.statistics.Resampling;
import ai.honeyhive.statistics.comparison.MetricEstimates;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One run in figures.
 *
 * @param running rows that have not ended
 * @param durations of the rows that have, in milliseconds, ascending
 * @param estimates mean and interval of each score
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record RunSummary(
        int rows,
        int failed,
        int running,
        int datapoints,
        double[] durations,
        OptionalDouble cost,
        OptionalDouble tokens,
        Map<String, MeanEstimate> estimates,
        Set<String> lowerIsBetter,
        Set<String> sessionIds) {

    static RunSummary of(MeasuredRun run, int resamples) {
        Resampling standard = Resampling.standard();
        List<MeasuredRow> rows = run.rows();
        double[] durations = rows.stream()
                .mapToDouble(row -> row.measure(Measure.DURATION.metric()))
                .filter(duration -> !Double.isNaN(duration))
                .sorted()
                .toArray();
        return new RunSummary(
                rows.size(),
                (int) rows.stream().filter(MeasuredRow::failed).count(),
                (int) rows.stream().filter(row -> !row.ended()).count(),
                run.byDatapoint().size(),
                durations,
                sum(rows, Measure.COST),
                sum(rows, Measure.TOKENS),
                MetricEstimates.of(run.scoredRows(), new Resampling(resamples, standard.seed(), standard.level())),
                run.lowerIsBetter(),
                run.sessionIds());
    }

    /** The smallest duration that a share of the rows does not exceed; empty if no row has ended. */
    public OptionalDouble duration(double share) {
        return durations.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(durations[Math.max(0, (int) Math.ceil(share * durations.length) - 1)]);
    }

    private static OptionalDouble sum(List<MeasuredRow> rows, Measure measure) {
        double[] known = rows.stream()
                .mapToDouble(row -> row.measure(measure.metric()))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return known.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(known).sum());
    }
}
