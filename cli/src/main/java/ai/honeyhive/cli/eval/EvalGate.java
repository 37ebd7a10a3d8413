// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.MetricSummary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A demand that a file makes on the run. */
public final class EvalGate {
    private static final List<String> KNOWN = List.of(
            "average_at_least", "average_at_most", "no_failed_rows", "failed_rows_at_most", "no_evaluator_errors");

    private final String name;
    private final Function<ExperimentRun, Result> decision;

    private EvalGate(String name, Function<ExperimentRun, Result> decision) {
        this.name = name;
        this.decision = decision;
    }

    /** What became of a demand. */
    public enum Outcome {
        /** The run is good enough. */
        PASSED,
        /** The run is not good enough. */
        FAILED,
        /** The run does not tell: no row has the metric. */
        UNDECIDED
    }

    /**
     * What became of a gate and why.
     *
     * @param gate the gate, as a person reads it
     * @param outcome what became of it
     * @param reason the figures
     */
    public record Result(String gate, Outcome outcome, String reason) {}

    static EvalGate of(YamlEntry entry) {
        String type;
        YamlEntry value;
        if (entry.isText()) {
            type = entry.text();
            value = entry;
        } else {
            if (entry.map().size() != 1) {
                throw entry.fault("must be one gate, such as {average_at_least: {metric: exact_match, value: 0.9}}");
            }
            type = entry.map().keySet().iterator().next();
            value = entry.entry(type);
        }
        return switch (type) {
            case "average_at_least" -> average(value, true);
            case "average_at_most" -> average(value, false);
            case "no_failed_rows" -> failedRows(0);
            case "failed_rows_at_most" -> failedRows(share(value));
            case "no_evaluator_errors" ->
                new EvalGate("no evaluator errors", run -> {
                    long errors = run.rows().stream()
                            .mapToLong(row -> row.evaluatorErrors().size())
                            .sum();
                    return result("no evaluator errors", errors == 0, errors + " errors");
                });
            default -> throw entry.fault("is the unknown gate \"" + type + "\"; there is " + KNOWN);
        };
    }

    /** Returns what became of it. */
    public Result decide(ExperimentRun run) {
        return decision.apply(run);
    }

    @Override
    public String toString() {
        return name;
    }

    private static double share(YamlEntry value) {
        double share = value.number();
        if (share < 0 || share > 1) {
            throw value.fault("must be a share from 0 to 1, but is " + share);
        }
        return share;
    }

    private static EvalGate average(YamlEntry value, boolean least) {
        String metric = value.allow("metric", "value").entry("metric").text();
        double limit = value.entry("value").number();
        String gate = "average of " + metric + (least ? " at least " : " at most ") + limit;
        return new EvalGate(gate, run -> {
            Optional<MetricSummary> found = run.metric(metric).filter(summary -> summary.count() > 0);
            if (found.isEmpty()) {
                return new Result(gate, Outcome.UNDECIDED, "no row has a number or boolean called " + metric);
            }
            double mean = found.get().mean();
            return result(
                    gate,
                    least ? mean >= limit : mean <= limit,
                    String.format(
                            Locale.ROOT,
                            "it is %.6g over %d rows",
                            mean,
                            found.get().count()));
        });
    }

    private static EvalGate failedRows(double share) {
        String gate = share == 0 ? "no failed rows" : "share of failed rows at most " + share;
        return new EvalGate(gate, run -> {
            int rows = run.rows().size();
            int failed = run.failedRows().size();
            return result(gate, failed <= share * rows, failed + " of " + rows + " rows failed");
        });
    }

    private static Result result(String gate, boolean passed, String reason) {
        return new Result(gate, passed ? Outcome.PASSED : Outcome.FAILED, reason);
    }
}
