// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.Locale;

/** What a gate says of a run. */
public enum GateOutcome {
    /** The demand is met. */
    PASSED,
    /** The demand is not met. */
    FAILED,
    /** It cannot be told: values or evidence are missing, or the gate itself failed. Not a pass. */
    UNDECIDED;

    /** Returns the name on the wire and in reports. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
