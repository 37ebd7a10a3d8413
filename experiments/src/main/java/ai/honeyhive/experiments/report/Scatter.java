// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import java.util.List;
import java.util.Locale;

/** Rows as points of latency and cost, as SVG. */
final class Scatter {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 170;
    private static final int LEFT = 80;
    private static final int BOTTOM = 22;
    private static final int TOP = 14;
    private static final int MOST_POINTS = 2000;

    /** A row. */
    record Point(String name, double x, double y) {}

    private Scatter() {}

    static String svg(List<Point> points, String label) {
        double mostX = points.stream().mapToDouble(Point::x).max().orElse(1);
        double mostY = points.stream().mapToDouble(Point::y).max().orElse(1);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
                        + "<path class=\"axis\" d=\"M%d %d V%d H%d\"/>",
                WIDTH,
                HEIGHT,
                Xml.text(label),
                LEFT,
                TOP,
                HEIGHT - BOTTOM,
                WIDTH));
        int step = Math.max(1, points.size() / MOST_POINTS);
        for (int i = 0; i < points.size(); i += step) {
            Point point = points.get(i);
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"point\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s</title></circle>",
                    LEFT + (WIDTH - LEFT - 6) * share(point.x(), mostX),
                    HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share(point.y(), mostY),
                    Xml.text(Words.cut(point.name(), 100) + ": " + Words.number(point.x()) + " ms, $"
                            + Words.number(point.y()))));
        }
        return svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s ms</text>"
                                + "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">$%s</text></svg>",
                        WIDTH - 2,
                        HEIGHT - 6,
                        Words.number(Math.rint(mostX * 100) / 100),
                        LEFT - 6,
                        TOP + 8,
                        Words.number(mostY)))
                .toString();
    }

    private static double share(double value, double most) {
        return most <= 0 ? 0 : Math.max(0, value) / most;
    }
}
