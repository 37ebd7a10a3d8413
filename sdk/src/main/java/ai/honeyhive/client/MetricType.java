// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

/** Who scores. */
public enum MetricType {
    /** Code on the server. */
    PYTHON,
    /** A model, asked by the server. */
    LLM,
    /** People. */
    HUMAN,
    /** Computed of other metrics. */
    COMPOSITE
}
