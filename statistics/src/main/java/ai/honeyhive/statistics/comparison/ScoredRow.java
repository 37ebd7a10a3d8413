// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a comparison needs of a row: from a run, a file or a server.
 *
 * @param datapointId what rows are paired by; rows of one run with the same id are repeats
 * @param failed whether the task failed
 * @param scores booleans and finite numbers by metric name; texts are ignored
 */
public record ScoredRow(String datapointId, boolean failed, Map<String, Object> scores) {
    /** Copies the scores. */
    public ScoredRow {
        requireNonNull(datapointId, "datapointId");
        Map<String, Object> numeric = new LinkedHashMap<>();
        scores.forEach((metric, score) -> {
            if (score instanceof Boolean || (score instanceof Number number && Double.isFinite(number.doubleValue()))) {
                numeric.put(metric, score);
            } else if (!(score instanceof String)) {
                throw new IllegalArgumentException("the score \"" + metric + "\" of datapoint " + datapointId
                        + " is no boolean, finite number or text: " + score);
            }
        });
        scores = Map.copyOf(numeric);
    }

    /** Makes one of a row that did not fail. */
    public static ScoredRow of(String datapointId, Map<String, Object> scores) {
        return new ScoredRow(datapointId, false, scores);
    }

    double number(String metric) {
        Object score = scores.get(metric);
        if (score instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return score instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
