// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run made up at random, and what it comes to, reckoned here in the plainest way from the same definitions. */
final class ScoredRun {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double[] NUMBERS = {-2, 0, 0.25, 0.5, 1, 3.125, 1e6};

    final String id;
    final List<Scored> events = new ArrayList<>();
    private final Map<String, double[]> ranges = new TreeMap<>();

    /** Values are numbers, booleans, texts or null. */
    record Scored(String session, @Nullable String datapoint, String name, Map<String, @Nullable Object> metrics) {
        String row() {
            return datapoint == null ? session : datapoint;
        }

        /** What a metric counts as; null if it is not to be reckoned with. */
        @Nullable Double number(String metric) {
            Object value = metrics.get(metric);
            return value instanceof Number number
                    ? Double.valueOf(number.doubleValue())
                    : value instanceof Boolean truth ? Double.valueOf(truth ? 1 : 0) : null;
        }
    }

    ScoredRun(String id, Random random) {
        this.id = id;
        if (random.nextBoolean()) {
            ranges.put("num", new double[] {random.nextBoolean() ? 0.3 : Double.NEGATIVE_INFINITY, 0.9});
        } else if (random.nextBoolean()) {
            ranges.put("num", new double[] {0.5, Double.POSITIVE_INFINITY});
        }
        if (random.nextBoolean()) {
            ranges.put("ok", new double[] {1, Double.POSITIVE_INFINITY});
        }
        int sessions = random.nextInt(12);
        for (int i = 0; i < sessions; i++) {
            String session = new UUID(random.nextLong(), random.nextLong()).toString();
            String datapoint = random.nextInt(5) == 0 ? null : "d" + random.nextInt(9); // some twice
            for (String name : List.of("task", "step", "step")) {
                if (name.equals("task") || random.nextInt(3) == 0) {
                    events.add(new Scored(session, datapoint, name, metrics(random)));
                }
            }
        }
    }

    private static Map<String, @Nullable Object> metrics(Random random) {
        Map<String, @Nullable Object> metrics = new HashMap<>();
        if (random.nextInt(6) > 0) {
            metrics.put("num", NUMBERS[random.nextInt(NUMBERS.length)]);
            metrics.put("num_explanation", "because of 7");
        }
        if (random.nextBoolean()) {
            metrics.put("ok", random.nextBoolean());
        }
        metrics.put("note", random.nextBoolean() ? "1.5" : null);
        return metrics;
    }

    void send(ApiClient client) {
        ObjectNode run = JSON.createObjectNode().put("run_id", id).put("name", id);
        ObjectNode passing = run.putObject("passing_ranges");
        ranges.forEach((metric, range) -> {
            ObjectNode json = passing.putObject(metric);
            if (Double.isFinite(range[0])) {
                json.put("min", range[0]);
            }
            if (Double.isFinite(range[1])) {
                json.put("max", range[1]);
            }
        });
        client.post("/v1/runs", run.toString());
        ObjectNode batch = JSON.createObjectNode();
        ArrayNode list = batch.putArray("events");
        for (Scored event : events) {
            ObjectNode json = list.addObject()
                    .put("event_type", event.name.equals("task") ? "chain" : "tool")
                    .put("event_name", event.name)
                    .put("session_id", event.session)
                    .put("start_time", 1_790_000_000_000L + list.size());
            json.putObject("inputs");
            json.set("metrics", JSON.valueToTree(event.metrics));
            ObjectNode metadata = json.putObject("metadata").put("run_id", id);
            if (event.datapoint != null) {
                metadata.put("datapoint_id", event.datapoint);
            }
        }
        client.post("/v1/events/batch", batch.toString());
    }

    boolean has(String metric, String event) {
        return !values(metric, event, null).isEmpty();
    }

    boolean isRanged(String metric) {
        return ranges.containsKey(metric);
    }

    /** True if only an upper bound says what is good. */
    boolean lowerIsBetter(String metric) {
        double[] range = ranges.get(metric);
        return range != null && Double.isInfinite(range[0]) && Double.isFinite(range[1]);
    }

    /** The values of a metric, ascending; of chosen datapoints, or of all rows. */
    List<Double> values(String metric, String event, @Nullable SortedSet<String> datapoints) {
        List<Double> values = new ArrayList<>();
        for (Scored scored : events) {
            Double number = scored.number(metric);
            if (number != null
                    && scored.name.equals(event)
                    && (datapoints == null || (scored.datapoint != null && datapoints.contains(scored.datapoint)))) {
                values.add(number);
            }
        }
        values.sort(Double::compare);
        return values;
    }

    SortedSet<String> datapoints() {
        TreeSet<String> datapoints = new TreeSet<>();
        events.stream().filter(event -> event.datapoint != null).forEach(event -> datapoints.add(event.row()));
        return datapoints;
    }

    SortedSet<String> rows() {
        TreeSet<String> rows = new TreeSet<>();
        events.forEach(event -> rows.add(event.row()));
        return rows;
    }

    /** Rows in which some metric is out of its range. */
    SortedSet<String> failed() {
        TreeSet<String> failed = new TreeSet<>();
        for (Scored event : events) {
            ranges.forEach((metric, range) -> {
                Double number = event.number(metric);
                if (number != null && (number < range[0] || number > range[1])) {
                    failed.add(event.row());
                }
            });
        }
        return failed;
    }

    /** The average of a metric in a datapoint; NaN without a value. */
    double average(String metric, String event, String datapoint) {
        return average(values(metric, event, new TreeSet<>(List.of(datapoint))));
    }

    static double average(List<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.size();
    }

    /** An aggregate by its name, of values in ascending order. */
    static double aggregate(String name, List<Double> ascending) {
        return switch (name) {
            case "average" -> average(ascending);
            case "sum" -> average(ascending) * ascending.size();
            case "count" -> ascending.size();
            case "min" -> ascending.get(0);
            case "max" -> ascending.get(ascending.size() - 1);
            case "median" -> {
                int half = ascending.size() / 2;
                yield ascending.size() % 2 == 1
                        ? ascending.get(half)
                        : (ascending.get(half - 1) + ascending.get(half)) / 2;
            }
            default -> percentile(Double.parseDouble(name.substring(1)), ascending);
        };
    }

    /** A point of the line through the values, the first of them at 0 and the last at 100. */
    private static double percentile(double percent, List<Double> ascending) {
        double place = percent * (ascending.size() - 1) / 100;
        for (int i = 0; i + 1 < ascending.size(); i++) {
            if (place <= i + 1) {
                return ascending.get(i) * (i + 1 - place) + ascending.get(i + 1) * (place - i);
            }
        }
        return ascending.get(ascending.size() - 1);
    }
}
