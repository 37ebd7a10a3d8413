// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.EvaluationContext;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Row;
import ai.honeyhive.experiments.Score;
import ai.honeyhive.statistics.Agreement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Several judges, or other evaluators, that vote (Verga et al. 2024). Each vote is kept as {@code METRIC_JUROR}, the share of
 * pairs of voters who agree as {@code METRIC_agreement}. A juror that fails or gives no score does not vote; more than half
 * of them have to. Over a run, {@link #kappa} says how far jurors agree beyond chance. Immutable and thread-safe.
 *
 * @param <O> type of the outputs
 */
public final class Jury<O> implements Evaluator<O> {
    private final String name;
    private final Vote vote;
    private final List<Evaluator<? super O>> jurors;

    private Jury(String name, Vote vote, List<Evaluator<? super O>> jurors) {
        this.name = requireNonNull(name, "metric");
        this.vote = requireNonNull(vote, "vote");
        this.jurors = jurors;
        long names = jurors.stream().map(Evaluator::name).distinct().count();
        if (jurors.size() < 2 || names < jurors.size()) {
            throw new IllegalArgumentException("a jury has at least two jurors with different names, not "
                    + jurors.stream().map(Evaluator::name).toList());
        }
    }

    /**
     * Makes a jury.
     *
     * @param metric name of the metric
     * @param jurors at least two, with different names
     */
    @SafeVarargs
    public static <O> Jury<O> of(String metric, Vote vote, Evaluator<? super O>... jurors) {
        List<Evaluator<? super O>> list = new ArrayList<>();
        for (Evaluator<? super O> juror : jurors) {
            list.add(juror);
        }
        return new Jury<>(metric, vote, list);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean readsTrace() {
        return jurors.stream().anyMatch(Evaluator::readsTrace);
    }

    @Override
    public @Nullable Score score(@Nullable O output, Datapoint datapoint) throws Exception {
        return score(output, datapoint, EvaluationContext.none());
    }

    @Override
    public @Nullable Score score(@Nullable O output, Datapoint datapoint, EvaluationContext context) throws Exception {
        Map<String, Object> votes = new LinkedHashMap<>();
        List<String> failures = new ArrayList<>();
        for (Evaluator<? super O> juror : jurors) {
            try {
                Score score = juror.score(output, datapoint, context);
                if (score != null) {
                    votes.put(juror.name(), score.value());
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                failures.add("\"" + juror.name() + "\": " + e);
            }
        }
        if (votes.isEmpty() && failures.isEmpty()) {
            return null;
        }
        if (votes.size() * 2 <= jurors.size()) {
            throw new JudgeException("only " + votes.size() + " of " + jurors.size() + " jurors of \"" + name
                    + "\" voted" + (failures.isEmpty() ? "" : "; " + String.join("; ", failures)));
        }
        Score score =
                Score.of(0).because(votes + (failures.isEmpty() ? "" : "; failed: " + String.join("; ", failures)));
        score = Ballot.count(name, vote, votes.values(), score);
        for (Map.Entry<String, Object> one : votes.entrySet()) {
            score = score.with(one.getKey(), one.getValue());
        }
        return score.with("agreement", Ballot.agreement(votes.values()));
    }

    /**
     * Returns Fleiss' kappa of the jurors over the rows of a run on which all voted; empty if there are none, or all votes
     * are the same. Votes are categories: meant for yes and no, labels and short scales.
     */
    public OptionalDouble kappa(Collection<Row> rows) {
        List<List<String>> votes = new ArrayList<>();
        for (Row row : rows) {
            List<String> ofRow = jurors.stream()
                    .flatMap(juror -> row.score(name + "_" + juror.name()).stream())
                    .map(Object::toString)
                    .toList();
            if (ofRow.size() == jurors.size()) {
                votes.add(ofRow);
            }
        }
        TreeSet<String> categories = new TreeSet<>();
        votes.forEach(categories::addAll);
        List<String> order = List.copyOf(categories);
        int[][] counts = new int[votes.size()][order.size()];
        for (int i = 0; i < counts.length; i++) {
            for (String one : votes.get(i)) {
                counts[i][order.indexOf(one)]++;
            }
        }
        return Agreement.fleissKappa(counts);
    }
}
