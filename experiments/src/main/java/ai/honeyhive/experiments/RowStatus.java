// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.Locale;

/** How a row ended. What evaluators did has no part in it. */
public enum RowStatus {
    /** The task returned, be it null. */
    COMPLETED,
    /** The task threw. */
    FAILED,
    /** The task took longer than it was allowed to. */
    TIMED_OUT,
    /** The run was cancelled while the row was under way; a resumed run runs it again. */
    CANCELLED;

    /** Returns the name as it is written. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
