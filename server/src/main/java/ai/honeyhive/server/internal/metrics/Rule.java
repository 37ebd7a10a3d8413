// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;

/** A way to compute a metric without a program. Immutable and thread-safe. */
interface Rule {
    /** What kind of value the rule gives. */
    enum Gives {
        BOOLEAN,
        NUMBER,
        TEXT,
        ANYTHING
    }

    Gives gives();

    /** The path of what it looks at. */
    String of();

    /** True if it needs an event's ground truth. */
    default boolean comparesWithGroundTruth() {
        return false;
    }

    /** True if it asks a model, which takes time and may fail. */
    default boolean asksModel(MetricModels models) {
        return false;
    }

    /**
     * Computes the value for an event.
     *
     * @throws ai.honeyhive.server.internal.metrics.models.ModelException if the model that it asks does not answer
     */
    Verdict score(EventView event, MetricModels models);
}
