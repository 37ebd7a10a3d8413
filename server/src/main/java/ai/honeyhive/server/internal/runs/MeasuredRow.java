// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.runs;

import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.model.Usage;
import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.statistics.comparison.ScoredRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One session of a run.
 *
 * @param scores booleans and finite numbers by the name under which they are compared
 */
public record MeasuredRow(SessionRow session, Map<String, Object> scores) {
    public MeasuredRow {
        scores = Map.copyOf(scores);
    }

    public String sessionId() {
        return session.sessionId();
    }

    /** The id of the datapoint, or of the session if nothing names a datapoint. */
    public String id() {
        String datapoint = session.datapointId();
        return datapoint == null ? session.sessionId() : datapoint;
    }

    /** Whether the task failed: the session has an error of its own, or one below it and gave nothing out. */
    public boolean failed() {
        return session.ownError() != null || (session.errors() > 0 && !session.hasOutputs());
    }

    /** Whether it is over, as far as anybody can tell. */
    public boolean ended() {
        return session.ownEnd() != null
                || session.hasOutputs()
                || failed()
                || session.tally().lastEnd() != null;
    }

    /** What the row took; what is not known is left out. */
    public Map<String, Object> measures() {
        Map<String, Object> measures = new LinkedHashMap<>();
        if (ended()) {
            measures.put(Measure.DURATION.metric(), session.duration());
        }
        Usage usage = session.usage();
        put(measures, Measure.COST, usage.cost());
        put(measures, Measure.TOKENS, usage.totalTokens());
        return measures;
    }

    /** A score as a number, NaN if the row has none; {@link Comparison#TASK_SUCCESS} is one that every row has. */
    double score(String metric) {
        Object value = scores.get(metric);
        if (value == null && metric.equals(Comparison.TASK_SUCCESS)) {
            return failed() ? 0 : 1;
        }
        return number(value);
    }

    /** A measure as a number, NaN if it is not known. */
    double measure(String metric) {
        return number(measures().get(metric));
    }

    ScoredRow scored() {
        return new ScoredRow(id(), failed(), scores);
    }

    /** What it took in place of what it scored. */
    ScoredRow measured(Set<String> but) {
        Map<String, Object> measures = measures();
        measures.keySet().removeAll(but);
        return new ScoredRow(id(), false, measures);
    }

    private static double number(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static void put(Map<String, Object> measures, Measure measure, @Nullable Number value) {
        if (value != null && Double.isFinite(value.doubleValue())) {
            measures.put(measure.metric(), value);
        }
    }
}
