// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventScores;
import ai.honeyhive.server.internal.model.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How verdicts are written down on their event. */
final class Accounts {
    private static final String EXPLANATION = "_explanation";
    private static final String STATUS = "status";

    private Accounts() {}

    /** What is known of how an event came by a metric; an empty object if nothing is. */
    static JsonNode known(Event event, String metric) {
        JsonNode account = event.buckets()
                .get(Bucket.METADATA)
                .path(EventScores.EVALUATIONS)
                .path(metric);
        return account.isObject() ? account : Json.object();
    }

    /** Adds a verdict to what is to be written of an event. */
    static void add(EventScores scores, Event event, MetricDefinition metric, Verdict verdict) {
        String name = metric.name();
        JsonNode known = known(event, name);
        JsonNode value = verdict.value();
        ObjectNode account = Json.object();
        account.put(STATUS, value != null ? Scorer.SCORED : verdict.failed() ? "failed" : "unscored");
        if (metric.version() != null) {
            account.put("version", metric.version());
        }
        if (verdict.explanation() != null) {
            account.put(value != null ? "explanation" : "reason", verdict.explanation());
        }
        account.setAll(verdict.account());
        scores.accounts().set(name, account);
        if (value != null) {
            scores.metrics().set(name, value);
            put(scores, event, name + EXPLANATION, verdict.explanation());
        } else if (isScored(known)) { // a value of somebody else is not ours to remove
            scores.metrics().putNull(name).putNull(name + EXPLANATION);
        }
    }

    /** Says of a metric that it waits for a model that does not answer; the value that it has stays until there is one. */
    static void addWaiting(EventScores scores, Event event, MetricDefinition metric, String why) {
        ObjectNode account = Json.object();
        if (known(event, metric.name()) instanceof ObjectNode known) {
            account.setAll(known);
        }
        account.put(STATUS, "waiting").put("reason", why);
        scores.accounts().set(metric.name(), account);
    }

    private static boolean isScored(JsonNode account) {
        return !account.path(STATUS).asString("").isEmpty();
    }

    private static void put(
            EventScores scores, Event event, String name, @org.jspecify.annotations.Nullable String text) {
        if (text != null) {
            scores.metrics().put(name, text);
        } else if (event.buckets().get(Bucket.METRICS).has(name)) {
            scores.metrics().putNull(name);
        }
    }
}
