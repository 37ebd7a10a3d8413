// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A bar for each datapoint that changed, as SVG: losses below the line, gains above, sorted. */
final class ChangeBars {
    private static final int WIDTH = 720;
    private static final int HALF = 70;
    private static final int MOST_BARS = 360;
    private static final double WIDEST = 24;

    private final List<Reference.Change> changes;

    ChangeBars(List<Reference.Change> changes) {
        List<Reference.Change> sorted = new ArrayList<>(changes);
        sorted.sort(Comparator.comparing(Reference.Change::gain));
        this.changes = sorted;
    }

    String svg(String label) {
        List<Reference.Change> shown = new ArrayList<>(changes);
        if (shown.size() > MOST_BARS) { // the middle is where least happened
            shown.subList(MOST_BARS / 2, shown.size() - MOST_BARS / 2).clear();
        }
        double most = shown.stream()
                .mapToDouble(change -> Math.abs(change.gain()))
                .max()
                .orElse(1);
        double slot = Math.min(WIDEST, (double) WIDTH / shown.size());
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                2 * HALF + 4,
                Xml.text(label)));
        for (int i = 0; i < shown.size(); i++) {
            Reference.Change change = shown.get(i);
            double height = Math.max(1, HALF * Math.abs(change.gain()) / most);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\"><title>%s</title></rect>",
                    change.gain() > 0 ? "gain" : "loss",
                    slot * i,
                    change.gain() > 0 ? HALF + 2 - height : HALF + 2,
                    slot * 0.85,
                    height,
                    Xml.text(Words.cut(change.datapointId(), 100) + ": " + Words.number(change.before()) + " → "
                            + Words.number(change.after()))));
        }
        return svg.append(String.format(
                        Locale.ROOT,
                        "<line class=\"axis\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/></svg>",
                        WIDTH,
                        HALF + 2,
                        HALF + 2))
                .toString();
    }

    String caption(int common) {
        long worse = changes.stream().filter(change -> change.gain() < 0).count();
        return worse + " worse, " + (changes.size() - worse) + " better, " + (common - changes.size()) + " the same"
                + (changes.size() > MOST_BARS ? "; the " + MOST_BARS + " largest changes are drawn" : "");
    }
}
