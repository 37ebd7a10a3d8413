// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.Locale;

/** How a run ended. */
public enum RunStatus {
    /** All rows ran, and at least one of them did not fail; or there were none. */
    COMPLETED,
    /** Every row failed. */
    FAILED,
    /** The thread of the run was interrupted before all rows had run. */
    CANCELLED;

    /** Returns the name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
