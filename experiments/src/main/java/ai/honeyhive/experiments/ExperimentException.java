// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

/** A run that could not start. The message says what was attempted, what came back, and the remedy. */
public final class ExperimentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one without a cause; the message says what was attempted and the remedy. */
    public ExperimentException(String message) {
        super(message);
    }

    ExperimentException(String message, Throwable cause) {
        super(message, cause);
    }
}
