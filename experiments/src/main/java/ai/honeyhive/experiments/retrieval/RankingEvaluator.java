// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.retrieval;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An evaluator of retrieved ids against relevant ones. Immutable and thread-safe.
 *
 * @param <O> type of the outputs
 */
public final class RankingEvaluator<O> implements Evaluator<O> {
    private final String name;
    private final @Nullable String groundTruthKey;
    private final Function<? super O, ? extends @Nullable List<?>> ids;
    private final Function<Ranking, Score> formula;

    RankingEvaluator(
            String name, Function<? super O, ? extends @Nullable List<?>> ids, Function<Ranking, Score> formula) {
        this(name, null, requireNonNull(ids, "ids"), formula);
    }

    private RankingEvaluator(
            String name,
            @Nullable String groundTruthKey,
            Function<? super O, ? extends @Nullable List<?>> ids,
            Function<Ranking, Score> formula) {
        this.name = name;
        this.groundTruthKey = groundTruthKey;
        this.ids = ids;
        this.formula = formula;
    }

    /** Returns the same evaluator under another metric name. */
    public RankingEvaluator<O> named(String metric) {
        return new RankingEvaluator<>(requireNonNull(metric, "metric"), groundTruthKey, ids, formula);
    }

    /**
     * Returns the same evaluator comparing with one entry of ground truths that are maps. Default: a map of numbers is taken
     * as grades by id, of any other map the only entry.
     */
    public RankingEvaluator<O> groundTruth(String key) {
        return new RankingEvaluator<>(name, requireNonNull(key, "key"), ids, formula);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable Score score(@Nullable O output, Datapoint datapoint) {
        Map<String, Double> grades = RelevantIds.of(datapoint, groundTruthKey);
        if (grades.isEmpty()) {
            return null;
        }
        List<?> retrieved = output == null ? null : ids.apply(output);
        return formula.apply(new Ranking(retrieved == null ? List.of() : retrieved, grades));
    }
}
