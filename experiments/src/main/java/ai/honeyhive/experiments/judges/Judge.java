// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.EvaluationContext;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import org.jspecify.annotations.Nullable;

/**
 * An evaluator that asks a model. Every call of the model is a model event of the row's chain event, named
 * {@code judge NAME}, with its messages, model, tokens and cost. An answer that is not valid is asked for again, twice, with
 * the reason; then, and if the model fails, a {@link JudgeException} becomes the evaluator's error. Immutable and
 * thread-safe.
 *
 * @param <O> type of the outputs
 */
public final class Judge<O> implements Evaluator<O> {
    private final String name;
    private final ChatModel model;
    private final JudgeView<O> view;
    private final Ruling<O> ruling;

    Judge(String name, ChatModel model, JudgeView<O> view, Ruling<O> ruling) {
        this.name = requireNonNull(name, "name");
        this.model = requireNonNull(model, "model");
        this.view = requireNonNull(view, "view");
        this.ruling = ruling;
    }

    /** Judges one row. */
    interface Ruling<O> {
        @Nullable Score rule(Bench bench, JudgeView.Sample sample, Datapoint datapoint) throws Exception;
    }

    /** Returns the same judge under another metric name. */
    public Judge<O> named(String metric) {
        return new Judge<>(metric, model, view, ruling);
    }

    @Override
    public String name() {
        return name;
    }

    /** Judges without a row to trace the calls in. */
    @Override
    public @Nullable Score score(@Nullable O output, Datapoint datapoint) throws Exception {
        return score(output, datapoint, EvaluationContext.none());
    }

    @Override
    public @Nullable Score score(@Nullable O output, Datapoint datapoint, EvaluationContext context) throws Exception {
        return ruling.rule(new Bench(name, model, context), view.of(output, datapoint), datapoint);
    }
}
