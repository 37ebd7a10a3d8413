// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import ai.honeyhive.experiments.EvaluatedRows;
import ai.honeyhive.experiments.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** One metric of a run: its values by datapoint, and which rows have none because something failed. */
final class Sample {
    private final Map<String, List<Double>> values =
            new TreeMap<>(); // resampling draws by position: not by that of rows
    private final List<String> failed = new ArrayList<>();
    private int unknown;
    private int texts;

    static Sample of(EvaluatedRows run, String metric) {
        Sample sample = new Sample();
        for (Row row : run.rows()) {
            sample.add(row, metric);
        }
        return sample;
    }

    private void add(Row row, String metric) {
        Object score = row.scores().get(metric);
        if (row.failed()) {
            failed.add(row.datapoint().id());
        } else if (score instanceof Boolean flag) {
            value(row.datapoint().id(), flag ? 1 : 0);
        } else if (score instanceof Number number) {
            value(row.datapoint().id(), number.doubleValue());
        } else if (score != null) {
            texts++;
        } else if (owners(metric, row.evaluatorErrors().keySet())) {
            unknown++;
        }
    }

    /** The further values of an evaluator are called by its name and their own. */
    private static boolean owners(String metric, Collection<String> evaluators) {
        return evaluators.stream().anyMatch(name -> metric.equals(name) || metric.startsWith(name + "_"));
    }

    private void value(String datapoint, double value) {
        values.computeIfAbsent(datapoint, id -> new ArrayList<>()).add(value);
    }

    /** Counts each row that failed as a row of this value. */
    Sample countingFailedAs(double value) {
        failed.forEach(datapoint -> value(datapoint, value));
        return this;
    }

    DoubleStream values() {
        return values.values().stream().flatMap(List::stream).mapToDouble(Double::doubleValue);
    }

    long count() {
        return values.values().stream().mapToLong(List::size).sum();
    }

    List<double[]> clusters() {
        return values.values().stream()
                .map(list ->
                        list.stream().mapToDouble(Double::doubleValue).sorted().toArray())
                .toList();
    }

    /** How many rows have no value since their task failed. */
    int failed() {
        return failed.size();
    }

    /** How many rows have no value since the evaluator failed. */
    int unknown() {
        return unknown;
    }

    /** The mean if each unknown row had this value. */
    double mean(double ofUnknown) {
        return (values().sum() + unknown * ofUnknown) / (count() + unknown);
    }

    /** The smallest value that an unknown row is thought to have: scores are from 0 to 1 unless some are not. */
    double least() {
        return Math.min(0, values().min().orElse(0));
    }

    double most() {
        return Math.max(1, values().max().orElse(1));
    }

    /** Says why there is nothing to decide on. */
    String whyEmpty(String metric) {
        if (texts > 0) {
            return "\"" + metric + "\" is a text: only numbers and booleans can be demanded";
        }
        if (unknown > 0) {
            return "the evaluator of \"" + metric + "\" failed on " + Figure.rows(unknown)
                    + (failed.isEmpty() ? "" : ", and the task on " + Figure.rows(failed.size()));
        }
        return failed.isEmpty()
                ? "no row has the metric \"" + metric + "\": is an evaluator of that name added?"
                : "no row has the metric \"" + metric + "\": the task failed on " + Figure.rows(failed.size());
    }
}
