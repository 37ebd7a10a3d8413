// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import org.jspecify.annotations.Nullable;

/** A baseline that cannot be used. The message names the file, what is wrong and the remedy. */
public final class BaselineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BaselineException(String message) {
        this(message, null);
    }

    BaselineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
