// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

/** What the evidence says of a metric. */
public enum Verdict {
    /** The candidate is better. */
    BETTER,
    /** The candidate is worse. */
    WORSE,
    /** Nothing is shown, which is not the same as no difference: see {@link ComparedMetric#detectable()}. */
    NO_EVIDENCE
}
