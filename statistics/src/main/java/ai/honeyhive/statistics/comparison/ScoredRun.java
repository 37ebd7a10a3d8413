// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import java.util.List;

/** A run whose rows have scores, wherever it ran. */
@FunctionalInterface
public interface ScoredRun {
    /** Returns the rows as a comparison sees them. */
    List<ScoredRow> scoredRows();
}
