// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.trace.RowTrace;
import ai.honeyhive.tracing.HoneyHiveTracer;

/** What an evaluator may use beside output and datapoint: the row's tracer, and what its task did. Immutable. */
public final class EvaluationContext {
    private static final EvaluationContext NONE = new EvaluationContext(HoneyHiveTracer.noop(), RowTrace.none());

    private final HoneyHiveTracer tracer;
    private final RowTrace trace;

    private EvaluationContext(HoneyHiveTracer tracer, RowTrace trace) {
        this.tracer = requireNonNull(tracer, "tracer");
        this.trace = requireNonNull(trace, "trace");
    }

    /** Returns the context of an evaluator that is called outside of experiments: no tracer, no spans. */
    public static EvaluationContext none() {
        return NONE;
    }

    /**
     * Makes a context, such as one for a test.
     *
     * @param tracer what evaluators trace themselves with
     * @param trace what the task did
     */
    public static EvaluationContext of(HoneyHiveTracer tracer, RowTrace trace) {
        return new EvaluationContext(tracer, trace);
    }

    /** Returns the tracer of the row, whose session and chain event are current: judges trace their calls with it. */
    public HoneyHiveTracer tracer() {
        return tracer;
    }

    /** Returns the spans that the row's task left; {@link RowTrace#none()} if no evaluator of the run reads them. */
    public RowTrace trace() {
        return trace;
    }
}
