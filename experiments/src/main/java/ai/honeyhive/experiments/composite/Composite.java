// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.composite;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.EvaluationContext;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls its parts and draws one score from theirs. */
final class Composite<O> implements Evaluator<O> {
    private final String name;
    private final List<? extends Evaluator<? super O>> parts;
    private final Function<List<PartScore>, @Nullable Score> formula;

    Composite(
            String name,
            List<? extends Evaluator<? super O>> parts,
            Function<List<PartScore>, @Nullable Score> formula) {
        this.name = requireNonNull(name, "metric");
        this.parts = List.copyOf(parts);
        this.formula = formula;
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("\"" + name + "\" has no parts");
        }
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
        List<PartScore> scores = new ArrayList<>();
        for (Evaluator<? super O> part : parts) {
            try {
                scores.add(new PartScore(part.name(), part.score(output, datapoint, context)));
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("\"" + part.name() + "\": " + e, e);
            }
        }
        return formula.apply(scores);
    }
}
