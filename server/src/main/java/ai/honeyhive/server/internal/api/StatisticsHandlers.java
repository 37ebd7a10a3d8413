// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.runs.ComparisonOptions;
import ai.honeyhive.server.internal.runs.RunPair;
import ai.honeyhive.server.internal.runs.RunStatistics;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.statistics.comparison.Correction;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What scores of runs mean: with intervals, and compared by the tests that the experiments decide by. */
final class StatisticsHandlers {
    private static final int RESAMPLES = 10_000;
    private static final int MAX_RESAMPLES = 100_000;

    private final Store store;
    private final RunStatistics statistics;
    private final RunPairPage pages;

    StatisticsHandlers(Store store, RunRows rows) {
        this.store = store;
        this.statistics = new RunStatistics(store);
        this.pages = new RunPairPage(rows);
    }

    void ofRun(Exchange exchange) {
        Run run = run(exchange.path("id"));
        exchange.answer(SummaryStatisticsJson.of(run, statistics.summary(run, resamples(exchange.query()))));
    }

    /** {@code {id}} is the candidate. */
    void compare(Exchange exchange) {
        QueryParameters query = exchange.query();
        ComparisonOptions options = options(query);
        RunPair pair = pair(exchange);
        try {
            exchange.answer(pair.compare(options, result -> StatisticsJson.of(pair, result)));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    void rows(Exchange exchange) {
        ComparisonOptions options = options(exchange.query());
        RunPairPage.Query query = RunPairPage.Query.of(exchange.query());
        exchange.answer(pages.of(pair(exchange), query, options.lowerIsBetter()));
    }

    private RunPair pair(Exchange exchange) {
        Run candidate = run(exchange.path("id"));
        Run baseline = run(exchange.path("old"));
        return statistics.pair(baseline, candidate);
    }

    private static ComparisonOptions options(QueryParameters query) {
        return new ComparisonOptions(
                alpha(query.text("alpha", "0.05")),
                resamples(query),
                correction(query.text("correction", "holm")),
                names(query, "metrics"),
                names(query, "lower_is_better"));
    }

    private static int resamples(QueryParameters query) {
        return query.integer("resamples", RESAMPLES, 100, MAX_RESAMPLES);
    }

    private static double alpha(String text) {
        try {
            double alpha = Double.parseDouble(text.strip());
            if (alpha > 0 && alpha < 1) {
                return alpha;
            }
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("alpha must be a number between 0 and 1, but is '" + text + "'");
        }
        throw ApiException.badRequest("alpha must be between 0 and 1, but is " + text);
    }

    private static Correction correction(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "holm" -> Correction.HOLM;
            case "benjamini_hochberg" -> Correction.BENJAMINI_HOCHBERG;
            case "none" -> Correction.NONE;
            default ->
                throw ApiException.badRequest(
                        "correction must be one of holm, benjamini_hochberg, none, not '" + text + "'");
        };
    }

    private static Set<String> names(QueryParameters query, String name) {
        return new TreeSet<>(query.list(name));
    }

    private Run run(String id) {
        return store.runs().find(id).orElseThrow(() -> RunHandlers.unknown(id));
    }
}
