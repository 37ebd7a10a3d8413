// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.classification;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Row;
import ai.honeyhive.statistics.Agreement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How well the labels of a run match the right ones: confusion matrix, precision, recall and F1 by label and averaged,
 * accuracy, Cohen's kappa. As scikit-learn computes them, with 0 where a denominator is 0 (Sokolova and Lapalme 2009).
 * Labels are texts, compared as they are but for spaces around them. Immutable.
 *
 * <p>Rows that failed, and rows without a ground truth, are not counted here; {@link #leftOut()} says how many. A task that
 * answered null chose the label {@value #NONE}.
 */
public final class ClassificationReport {
    /** The label of a row without an output. */
    public static final String NONE = "(none)";

    private final List<String> labels;
    private final int[][] confusion;
    private final int leftOut;
    private final List<LabelScores> byLabel;

    private ClassificationReport(List<String> truths, List<String> predictions, int leftOut) {
        TreeSet<String> known = new TreeSet<>(truths);
        known.addAll(predictions);
        this.labels = List.copyOf(known);
        this.leftOut = leftOut;
        this.confusion = new int[labels.size()][labels.size()];
        List<String> sorted = new ArrayList<>(known);
        for (int i = 0; i < truths.size(); i++) {
            confusion[sorted.indexOf(truths.get(i))][sorted.indexOf(predictions.get(i))]++;
        }
        this.byLabel = IntStream.range(0, labels.size())
                .mapToObj(label -> LabelScores.of(labels.get(label), confusion, label))
                .toList();
    }

    /**
     * Reports on a run whose outputs are labels and whose ground truths are, too.
     *
     * @throws IllegalArgumentException if a ground truth is a map or list
     */
    public static ClassificationReport of(ExperimentRun run) {
        return of(run.rows(), Object::toString, null);
    }

    /**
     * Reports on rows.
     *
     * @param label gets the label out of an output; null is {@value #NONE}
     * @param groundTruthKey the entry of ground truths that are maps; null takes them whole
     */
    public static ClassificationReport of(
            Collection<Row> rows, Function<Object, ? extends @Nullable Object> label, @Nullable String groundTruthKey) {
        List<String> truths = new ArrayList<>();
        List<String> predictions = new ArrayList<>();
        int leftOut = 0;
        for (Row row : rows) {
            Object truth = groundTruthKey == null
                    ? row.datapoint().groundTruth().orElse(null)
                    : row.datapoint().findGroundTruth(groundTruthKey).orElse(null);
            if (truth == null || row.failed()) {
                leftOut++;
                continue;
            }
            if (truth instanceof Map<?, ?> || truth instanceof Collection<?>) {
                throw new IllegalArgumentException("the ground truth of "
                        + row.datapoint().id() + " is no label: name its entry, or use of(truths, predictions)");
            }
            Object chosen = row.output().<Object>map(label).orElse(NONE);
            truths.add(truth.toString().strip());
            predictions.add(chosen.toString().strip());
        }
        return new ClassificationReport(truths, predictions, leftOut);
    }

    /**
     * Reports on labels.
     *
     * @param truths the right ones
     * @param predictions as many, in the same order
     */
    public static ClassificationReport of(List<String> truths, List<String> predictions) {
        if (truths.size() != predictions.size()) {
            throw new IllegalArgumentException(truths.size() + " truths, but " + predictions.size() + " predictions");
        }
        return new ClassificationReport(truths, predictions, 0);
    }

    /** Returns all labels that are right or were chosen somewhere, in alphabetical order. */
    public List<String> labels() {
        return labels;
    }

    /** Returns how often {@code predicted} was chosen where {@code truth} is right; 0 for labels that do not occur. */
    public int confusion(String truth, String predicted) {
        int row = labels.indexOf(truth);
        int column = labels.indexOf(predicted);
        return row < 0 || column < 0 ? 0 : confusion[row][column];
    }

    /** Returns precision, recall and F1 of each label, in the order of {@link #labels()}. */
    public List<LabelScores> byLabel() {
        return byLabel;
    }

    /** Returns how many rows are counted. */
    public int count() {
        return byLabel.stream().mapToInt(LabelScores::support).sum();
    }

    /** Returns how many rows failed or have no ground truth. */
    public int leftOut() {
        return leftOut;
    }

    /** Returns the share of right labels; NaN without rows. Equal to micro-averaged precision, recall and F1. */
    public double accuracy() {
        return (double) IntStream.range(0, labels.size())
                        .map(label -> confusion[label][label])
                        .sum()
                / count();
    }

    /** Returns the plain mean of F1 over labels: rare labels count as much as frequent ones; NaN without rows. */
    public double macroF1() {
        return byLabel.stream().mapToDouble(LabelScores::f1).average().orElse(Double.NaN);
    }

    /** Returns F1 over all decisions together, which for one label a row is the accuracy; NaN without rows. */
    public double microF1() {
        return accuracy();
    }

    /** Returns the mean of F1 over labels, weighted by how often each is right; NaN without rows. */
    public double weightedF1() {
        return byLabel.stream()
                        .mapToDouble(label -> label.f1() * label.support())
                        .sum()
                / count();
    }

    /** Returns Cohen's kappa (1960): agreement with the truth beyond chance; empty if all is of one label, or nothing. */
    public OptionalDouble kappa() {
        return Agreement.cohensKappa(confusion);
    }

    /** Returns the scores by label and the confusion matrix as text: truths down, predictions across. */
    public String table() {
        return ReportTable.of(this);
    }

    @Override
    public String toString() {
        return "ClassificationReport[accuracy " + accuracy() + ", macro F1 " + macroF1() + ", n=" + count() + "]";
    }
}
