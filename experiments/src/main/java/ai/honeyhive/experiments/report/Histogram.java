// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import java.util.Arrays;
import java.util.Locale;

/** How values are spread, as SVG; beside them those of the baseline, if there is one. */
final class Histogram {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 170;
    private static final int BOTTOM = 22;
    private static final int TOP = 16;
    private static final int BINS = 20;
    private static final double CHARACTER = 6.6; // at most so wide is a digit of the labels
    private static final int MOST_DISTINCT = 8;

    private final double[] values;
    private final double[] baseline;
    private final double[] edges;
    private final boolean yesNo;

    Histogram(double[] values, double[] baseline) {
        this.values = values;
        this.baseline = baseline;
        double[] distinct =
                Arrays.stream(concat(values, baseline)).distinct().sorted().toArray();
        this.yesNo = Arrays.stream(distinct).allMatch(value -> value == 0 || value == 1);
        this.edges = yesNo ? new double[] {0, 1} : distinct.length <= MOST_DISTINCT ? distinct : binEdges(distinct);
    }

    /** Bins of equal width: from 0 to 1 if all values are there, else from the smallest to the largest. */
    private static double[] binEdges(double[] distinct) {
        double low = distinct[0];
        double high = distinct[distinct.length - 1];
        if (low >= 0 && high <= 1 && high > 0.2) {
            low = 0;
            high = 1;
        }
        double[] edges = new double[BINS];
        for (int i = 0; i < BINS; i++) {
            edges[i] = low + (high - low) * i / BINS;
        }
        return edges;
    }

    String svg(String title) {
        int[] now = counts(values);
        int[] before = counts(baseline);
        int most = Math.max(
                1,
                Math.max(
                        Arrays.stream(now).max().orElse(0),
                        Arrays.stream(before).max().orElse(0)));
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                HEIGHT,
                Xml.text(title)));
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"axis\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
                WIDTH,
                HEIGHT - BOTTOM,
                HEIGHT - BOTTOM));
        double slot = (double) WIDTH / edges.length;
        double width = Math.min(60, slot * 0.86) / (baseline.length > 0 ? 2 : 1);
        for (int i = 0; i < edges.length; i++) {
            double middle = slot * (i + 0.5);
            if (baseline.length > 0) {
                bar(svg, "before", middle - width, width, before[i], most, name(i) + ": " + before[i] + " before");
                bar(svg, "now", middle, width, now[i], most, name(i) + ": " + now[i] + " now");
            } else {
                bar(svg, "now", middle - width / 2, width, now[i], most, name(i) + ": " + now[i]);
            }
            if (edges.length <= MOST_DISTINCT || i % 5 == 0) {
                String label = yesNo ? name(i) : Words.number(edges[i]);
                double half = label.length() * CHARACTER / 2;
                text(svg, Math.min(Math.max(middle, half), WIDTH - half), HEIGHT - 6, label);
            }
        }
        return svg.append("</svg>").toString();
    }

    private static void bar(StringBuilder svg, String kind, double x, double width, int count, int most, String title) {
        double height = (double) (HEIGHT - BOTTOM - TOP) * count / most;
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>",
                kind,
                x,
                HEIGHT - BOTTOM - height,
                Math.max(1, width - 1),
                height,
                Xml.text(title)));
        if (count > 0 && width >= 24) {
            text(svg, x + width / 2, HEIGHT - BOTTOM - height - 4, Integer.toString(count));
        }
    }

    private static void text(StringBuilder svg, double x, double y, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>", x, y, Xml.text(text)));
    }

    private String name(int bin) {
        if (yesNo) {
            return bin == 0 ? "no" : "yes";
        }
        return (edges.length == BINS ? "from " : "") + Words.number(edges[bin]);
    }

    private int[] counts(double[] of) {
        int[] counts = new int[edges.length];
        for (double value : of) {
            int place = Arrays.binarySearch(edges, value);
            counts[place >= 0 ? place : Math.max(0, -place - 2)]++;
        }
        return counts;
    }

    private static double[] concat(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
