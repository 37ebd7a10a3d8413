// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trajectory;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Score;
import ai.honeyhive.experiments.TraceEvaluator;
import ai.honeyhive.experiments.trace.RowTrace;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Scores the calls alone. */
record CallsEvaluator(String name, Function<List<ToolCall>, Score> formula) implements TraceEvaluator<Object> {
    @Override
    public Score score(@Nullable Object output, Datapoint datapoint, RowTrace trace) {
        return formula.apply(
                trace.requireComplete().toolCalls().stream().map(ToolCall::of).toList());
    }
}
