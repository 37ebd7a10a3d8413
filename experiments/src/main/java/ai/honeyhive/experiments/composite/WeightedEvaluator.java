// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.composite;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.EvaluationContext;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A weighted mean of evaluators. Immutable and thread-safe.
 *
 * @param <O> type of the outputs
 */
public final class WeightedEvaluator<O> implements Evaluator<O> {
    private final String name;
    private final List<Evaluator<? super O>> parts;
    private final List<Double> weights;

    WeightedEvaluator(String name, List<Evaluator<? super O>> parts, List<Double> weights) {
        this.name = name;
        this.parts = parts;
        this.weights = weights;
    }

    /**
     * Returns the same mean with a further part.
     *
     * @param weight above 0
     */
    public WeightedEvaluator<O> plus(double weight, Evaluator<? super O> part) {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a weight is above 0, but is " + weight);
        }
        List<Evaluator<? super O>> moreParts = new ArrayList<>(parts);
        moreParts.add(part);
        List<Double> moreWeights = new ArrayList<>(weights);
        moreWeights.add(weight);
        return new WeightedEvaluator<O>(
                name, Collections.<Evaluator<? super O>>unmodifiableList(moreParts), moreWeights);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean readsTrace() {
        return parts.stream().anyMatch(Evaluator::readsTrace);
    }

    @Override
    public @Nullable Score score(@Nullable O output, Datapoint datapoint) throws Exception {
        return score(output, datapoint, EvaluationContext.none());
    }

    @Override
    public @Nullable Score score(@Nullable O output, Datapoint datapoint, EvaluationContext context) throws Exception {
        return new Composite<O>(name, parts, this::mean).score(output, datapoint, context);
    }

    private @Nullable Score mean(List<PartScore> scores) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < scores.size(); i++) {
            if (scores.get(i).score() == null) {
                return null;
            }
            sum += weights.get(i) * scores.get(i).number();
            weight += weights.get(i);
        }
        Score mean = Score.of(sum / weight);
        return mean.because(String.join(
                ", ",
                scores.stream().map(part -> part.name() + " " + part.number()).toList()));
    }
}
