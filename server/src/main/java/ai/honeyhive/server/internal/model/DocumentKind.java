// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import java.util.Locale;

/** The resources that are kept as documents. */
public enum DocumentKind {
    DATASET,
    DATAPOINT,
    METRIC,
    METRIC_VERSION,
    CONFIGURATION,
    CHART,
    QUEUE,
    PROJECT,
    TOOL;

    /** The name under which the kind is stored and spoken of. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
