// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import org.jspecify.annotations.Nullable;

/** An experiment that cannot be run as it is described. The message says where, what is wrong, and the remedy. */
public final class EvalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvalException(String message) {
        this(message, null);
    }

    EvalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
