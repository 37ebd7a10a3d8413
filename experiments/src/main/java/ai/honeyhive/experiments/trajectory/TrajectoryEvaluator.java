// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trajectory;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Score;
import ai.honeyhive.experiments.TraceEvaluator;
import ai.honeyhive.experiments.trace.RowTrace;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An evaluator of the calls that were made against those expected. Immutable and thread-safe. */
public final class TrajectoryEvaluator implements TraceEvaluator<Object> {
    private final String name;
    private final Formula formula;
    private final ArgumentMatch arguments;
    private final @Nullable String groundTruthKey;
    private final @Nullable List<ToolCall> fixed;
    private final Set<String> only;

    private TrajectoryEvaluator(
            String name,
            Formula formula,
            ArgumentMatch arguments,
            @Nullable String groundTruthKey,
            @Nullable List<ToolCall> fixed,
            Set<String> only) {
        this.name = name;
        this.formula = formula;
        this.arguments = arguments;
        this.groundTruthKey = groundTruthKey;
        this.fixed = fixed;
        this.only = only;
    }

    /** Scores calls. */
    interface Formula {
        Score score(List<ToolCall> expected, List<ToolCall> actual, ArgumentMatch match);
    }

    static TrajectoryEvaluator of(String name, Formula formula) {
        return new TrajectoryEvaluator(name, formula, ArgumentMatch.IGNORED, null, null, Set.of());
    }

    /** Returns the same evaluator under another metric name. */
    public TrajectoryEvaluator named(String metric) {
        return new TrajectoryEvaluator(
                requireNonNull(metric, "metric"), formula, arguments, groundTruthKey, fixed, only);
    }

    /** Returns the same evaluator comparing arguments too. Default: {@link ArgumentMatch#IGNORED}. */
    public TrajectoryEvaluator arguments(ArgumentMatch match) {
        return new TrajectoryEvaluator(name, formula, requireNonNull(match), groundTruthKey, fixed, only);
    }

    /** Returns the same evaluator taking the expected calls from one entry of ground truths that are maps. */
    public TrajectoryEvaluator groundTruth(String key) {
        return new TrajectoryEvaluator(name, formula, arguments, requireNonNull(key, "key"), fixed, only);
    }

    /** Returns the same evaluator expecting these calls of every datapoint. */
    public TrajectoryEvaluator expected(List<ToolCall> calls) {
        return new TrajectoryEvaluator(name, formula, arguments, groundTruthKey, List.copyOf(calls), only);
    }

    /** Returns the same evaluator looking at calls of these tools only. Default: all. */
    public TrajectoryEvaluator only(String... tools) {
        return new TrajectoryEvaluator(name, formula, arguments, groundTruthKey, fixed, Set.of(tools));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable Score score(@Nullable Object output, Datapoint datapoint, RowTrace trace) {
        List<ToolCall> expected = fixed != null ? fixed : ExpectedCalls.of(datapoint, groundTruthKey);
        if (expected == null) {
            return null;
        }
        List<ToolCall> actual = trace.requireComplete().toolCalls().stream()
                .map(ToolCall::of)
                .filter(call -> only.isEmpty() || only.contains(call.name()))
                .toList();
        return formula.score(expected, actual, arguments);
    }
}
