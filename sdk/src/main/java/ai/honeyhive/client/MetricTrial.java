// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.Map;
import java.util.Optional;

/** What a metric said about one event. Unmodifiable. */
public final class MetricTrial extends JsonObject {
    MetricTrial(Map<String, Object> fields) {
        super(fields);
    }

    /** Returns whether the metric could be computed. */
    public boolean success() {
        return flag("success");
    }

    /** Returns the score: a number, boolean or text; empty if there is none. */
    public Optional<Object> result() {
        return Optional.ofNullable(get("result"));
    }

    /** Returns why, if the metric says it. */
    public Optional<String> explanation() {
        return text("explanation");
    }
}
