// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.runs;

import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.statistics.comparison.ScoredRow;
import ai.honeyhive.statistics.comparison.ScoredRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run as it was when it was read.
 *
 * @param rows in the order of their start
 * @param lowerIsBetter the scores of which less is better, as far as the run or the server's metrics say so
 */
public record MeasuredRun(Run run, List<MeasuredRow> rows, Set<String> lowerIsBetter) implements ScoredRun {
    public MeasuredRun {
        rows = List.copyOf(rows);
        lowerIsBetter = Set.copyOf(lowerIsBetter);
    }

    @Override
    public List<ScoredRow> scoredRows() {
        return rows.stream().map(MeasuredRow::scored).toList();
    }

    /** The names of the scores, in alphabetical order. */
    public Set<String> scores() {
        Set<String> names = new TreeSet<>();
        rows.forEach(row -> names.addAll(row.scores().keySet()));
        return names;
    }

    Set<String> sessionIds() {
        Set<String> ids = new LinkedHashSet<>();
        rows.forEach(row -> ids.add(row.sessionId()));
        return ids;
    }

    /** The rows of each datapoint: several where it was repeated. */
    Map<String, List<MeasuredRow>> byDatapoint() {
        Map<String, List<MeasuredRow>> rowsOf = new LinkedHashMap<>();
        rows.forEach(
                row -> rowsOf.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row));
        return rowsOf;
    }

    /** How many values it holds, for judging what it costs to keep. */
    long cells() {
        return rows.stream().mapToLong(row -> row.scores().size() + 4L).sum();
    }
}
