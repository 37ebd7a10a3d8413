// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.statistics.comparison.ComparedMetric;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the values of a metric lie in two runs, in as few numbers as a plot needs, however many rows there are. */
final class Distribution {
    /** Odd, so that no change has a bar of its own in the middle. */
    private static final int BINS = 21;

    private static final int MAX_POINTS = 240;
    private static final int QUANTILES = 50;

    private Distribution() {}

    static ObjectNode of(ComparedMetric metric) {
        double[] before = metric.baselineValues();
        double[] after = metric.candidateValues();
        ObjectNode json = Json.object();
        json.set("differences", differences(before, after));
        json.set("baseline_quantiles", quantiles(before));
        json.set("candidate_quantiles", quantiles(after));
        json.set("points", points(before, after));
        return json;
    }

    /** Counts of differences in bins of equal width from {@code -limit} to {@code limit}. */
    private static ObjectNode differences(double[] before, double[] after) {
        double limit = 0;
        for (int i = 0; i < before.length; i++) {
            limit = Math.max(limit, Math.abs(after[i] - before[i]));
        }
        int[] counts = new int[BINS];
        double width = 2 * limit / BINS;
        for (int i = 0; i < before.length; i++) {
            int bin = width == 0 ? BINS / 2 : (int) Math.floor((after[i] - before[i] + limit) / width);
            counts[Math.max(0, Math.min(BINS - 1, bin))]++;
        }
        ObjectNode json = Json.object().put("limit", limit);
        ArrayNode list = json.putArray("counts");
        Arrays.stream(counts).forEach(list::add);
        return json;
    }

    /** The values at every fiftieth of the way from the smallest to the largest, both included. */
    private static ArrayNode quantiles(double[] values) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        ArrayNode list = Json.mapper().createArrayNode();
        for (int i = 0; i <= QUANTILES; i++) {
            list.add(short6(ascending[(int) Math.round((ascending.length - 1) * (double) i / QUANTILES)]));
        }
        return list;
    }

    /** Pairs of baseline and candidate; of too many those evenly spread over the order of their differences. */
    private static ArrayNode points(double[] before, double[] after) {
        int[] order = IntStream.range(0, before.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> after[i] - before[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int shown = Math.min(order.length, MAX_POINTS);
        ArrayNode list = Json.mapper().createArrayNode();
        for (int i = 0; i < shown; i++) {
            int at = order[shown == 1 ? 0 : (int) ((long) i * (order.length - 1) / (shown - 1))];
            list.addArray().add(short6(before[at])).add(short6(after[at]));
        }
        return list;
    }

    /** Six digits: more than a plot can show. */
    private static double short6(double value) {
        if (value == 0) {
            return 0;
        }
        double scale = Math.pow(10, 5 - Math.floor(Math.log10(Math.abs(value))));
        return Double.isFinite(scale) && scale != 0 ? Math.rint(value * scale) / scale : value;
    }
}
