// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.classification;

/**
 * How well one label was chosen.
 *
 * @param label the label
 * @param precision of the times it was chosen, the share it was right; 0 if it was never chosen
 * @param recall of the times it is right, the share it was chosen; 0 if it never is
 * @param f1 harmonic mean of both; 0 if both are
 * @param support how often it is right
 */
public record LabelScores(String label, double precision, double recall, double f1, int support) {
    static LabelScores of(String label, int[][] confusion, int index) {
        int chosen = 0;
        int support = 0;
        for (int i = 0; i < confusion.length; i++) {
            chosen += confusion[i][index];
            support += confusion[index][i];
        }
        double right = confusion[index][index];
        double precision = chosen == 0 ? 0 : right / chosen;
        double recall = support == 0 ? 0 : right / support;
        double f1 = right == 0 ? 0 : 2 * precision * recall / (precision + recall);
        return new LabelScores(label, precision, recall, f1, support);
    }
}
