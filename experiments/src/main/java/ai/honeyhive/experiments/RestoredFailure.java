// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

/** What a task threw before its run was resumed, as far as the checkpoint knows it: class and message. */
public final class RestoredFailure extends Exception {
    private static final long serialVersionUID = 1L;

    RestoredFailure(String description) {
        super(description, null, false, false);
    }

    /** Returns class and message of what was thrown. */
    public String description() {
        return String.valueOf(getMessage());
    }
}
