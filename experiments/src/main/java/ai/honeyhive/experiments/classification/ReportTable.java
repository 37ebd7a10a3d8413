// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.classification;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a report. */
final class ReportTable {
    private ReportTable() {}

    static String of(ClassificationReport report) {
        if (report.count() == 0) {
            return "no rows with a label";
        }
        List<Column> heads = new ArrayList<>();
        heads.add(new Column().header("label").dataAlign(HorizontalAlign.LEFT));
        List.of("precision", "recall", "F1", "support")
                .forEach(head -> heads.add(new Column().header(head).dataAlign(HorizontalAlign.RIGHT)));
        report.labels()
                .forEach(label -> heads.add(new Column().header("as " + label).dataAlign(HorizontalAlign.RIGHT)));
        List<Object[]> lines = new ArrayList<>();
        for (LabelScores scores : report.byLabel()) {
            List<Object> line = new ArrayList<>(List.of(
                    scores.label(),
                    decimal(scores.precision()),
                    decimal(scores.recall()),
                    decimal(scores.f1()),
                    scores.support()));
            report.labels().forEach(predicted -> line.add(report.confusion(scores.label(), predicted)));
            lines.add(line.toArray());
        }
        return AsciiTable.getTable(heads.toArray(Column[]::new), lines.toArray(Object[][]::new))
                + System.lineSeparator()
                + String.format(
                        Locale.ROOT,
                        "accuracy %.4f, macro F1 %.4f, weighted F1 %.4f, kappa %s, %d rows, %d left out",
                        report.accuracy(),
                        report.macroF1(),
                        report.weightedF1(),
                        report.kappa().isPresent() ? decimal(report.kappa().getAsDouble()) : "undefined",
                        report.count(),
                        report.leftOut());
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
