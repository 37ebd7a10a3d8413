// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.runs.DatapointPair;
import ai.honeyhive.server.internal.runs.MeasuredRow;
import ai.honeyhive.server.internal.runs.RunPair;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /v1/runs/{id}/compare-with/{old}/rows}: the datapoints of two runs side by side, those that got worse most in a
 * metric first. Datapoints whose task fails now and did not before come before them: nothing is worse than no answer.
 */
final class RunPairPage {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final RunRows rows;

    RunPairPage(RunRows rows) {
        this.rows = rows;
    }

    /** Which datapoints. */
    enum Kind {
        ALL,
        DEGRADED,
        IMPROVED,
        SAME,
        ERRORS,
        ONLY;

        static Kind find(String text) {
            for (Kind kind : values()) {
                if (kind.wireName().equals(text.strip().toLowerCase(Locale.ROOT))) {
                    return kind;
                }
            }
            throw ApiException.badRequest(
                    "rows must be one of all, degraded, improved, same, errors, only, not '" + text + "'");
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Which part of the datapoints, in what order.
     *
     * @param metric what they are ordered by; null for the first score
     * @param words that id, first input or error of a row must hold, in lower case
     */
    record Query(@Nullable String metric, Kind kind, List<String> words, int page, int limit) {
        static Query of(QueryParameters query) {
            return new Query(
                    query.text("metric"),
                    Kind.find(query.text("rows", "all")),
                    Stream.of(query.text("text", "").toLowerCase(Locale.ROOT).split("\\s+"))
                            .filter(word -> !word.isEmpty())
                            .toList(),
                    query.integer("page", 1, 1, Integer.MAX_VALUE),
                    query.integer("limit", DEFAULT_LIMIT, 1, MAX_LIMIT));
        }
    }

    /** A datapoint with its change, worse is lower whatever the metric. */
    private record Changed(DatapointPair pair, double change) {
        Kind kind() {
            if (!pair.common()) {
                return Kind.ONLY;
            }
            return change < 0 ? Kind.DEGRADED : change > 0 ? Kind.IMPROVED : change == 0 ? Kind.SAME : Kind.ALL;
        }

        /** Broken ones, then by change, then those of which nothing can be said. */
        double rank() {
            return pair.broke() ? Double.NEGATIVE_INFINITY : Double.isNaN(change) ? Double.POSITIVE_INFINITY : change;
        }

        boolean is(Kind wanted) {
            return switch (wanted) {
                case ALL -> true;
                case ERRORS -> pair.failed();
                default -> kind() == wanted;
            };
        }
    }

    ObjectNode of(RunPair runs, Query query, Set<String> lowerIsBetter) {
        String metric = query.metric() != null
                ? query.metric()
                : runs.scores().stream().findFirst().orElse("duration");
        boolean lower = lowerIsBetter.contains(metric)
                || runs.isMeasure(metric)
                || runs.baseline().lowerIsBetter().contains(metric)
                || runs.candidate().lowerIsBetter().contains(metric);
        List<Changed> found = runs.datapoints().stream()
                .filter(pair -> matches(pair, query.words()))
                .map(pair -> new Changed(pair, pair.difference(metric) * (lower ? -1 : 1)))
                .toList();
        ObjectNode json = Json.object().put("metric", metric).put("lower_is_better", lower);
        ObjectNode counts = json.putObject("counts");
        for (Kind kind : Kind.values()) {
            counts.put(
                    kind.wireName(),
                    found.stream().filter(changed -> changed.is(kind)).count());
        }
        List<Changed> wanted = found.stream()
                .filter(changed -> changed.is(query.kind()))
                .sorted(order(query.kind()))
                .toList();
        json.put("total", wanted.size());
        ArrayNode list = json.putArray("rows");
        wanted.stream()
                .skip((query.page() - 1L) * query.limit())
                .limit(query.limit())
                .forEach(changed -> list.add(row(changed, metric)));
        return json;
    }

    /** The largest changes first; all of them from the worst to the best. */
    private static Comparator<Changed> order(Kind kind) {
        Comparator<Changed> worst = Comparator.comparingDouble(Changed::rank);
        return (kind == Kind.IMPROVED ? worst.reversed() : worst)
                .thenComparingInt(changed -> changed.pair().number());
    }

    private static boolean matches(DatapointPair pair, List<String> words) {
        if (words.isEmpty()) {
            return true;
        }
        StringBuilder text = new StringBuilder(pair.id());
        Stream.concat(pair.baseline().stream(), pair.candidate().stream())
                .map(MeasuredRow::session)
                .forEach(session -> text.append(' ')
                        .append(known(session.preview()))
                        .append(' ')
                        .append(known(session.error())));
        String all = text.toString().toLowerCase(Locale.ROOT);
        return words.stream().allMatch(all::contains);
    }

    private static String known(@Nullable String text) {
        return text == null ? "" : text;
    }

    private ObjectNode row(Changed changed, String metric) {
        DatapointPair pair = changed.pair();
        ObjectNode json = Json.object();
        json.put("datapoint_id", pair.id());
        json.put("number", pair.number());
        json.put("change", pair.broke() ? "broke" : wire(changed.kind()));
        put(json, "before", pair.before(metric));
        put(json, "after", pair.after(metric));
        put(json, "difference", pair.difference(metric));
        json.set("baseline", side(pair.baseline()));
        json.set("candidate", side(pair.candidate()));
        return json;
    }

    private static String wire(Kind kind) {
        return kind == Kind.ALL ? "unknown" : kind.wireName();
    }

    /** All repeats of the datapoint in one run. */
    private ArrayNode side(List<MeasuredRow> side) {
        return DocumentJson.array(side, measured -> {
            SessionRow session = measured.session();
            ObjectNode row = rows.row(session);
            ObjectNode scores = row.putObject("scores");
            measured.scores()
                    .forEach((name, value) -> scores.set(name, Json.mapper().valueToTree(value)));
            return row.put("failed", measured.failed());
        });
    }

    private static void put(ObjectNode json, String name, double value) {
        if (!Double.isNaN(value)) {
            json.put(name, value);
        }
    }
}
