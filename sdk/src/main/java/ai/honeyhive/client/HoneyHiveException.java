// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import org.jspecify.annotations.Nullable;

/** The root of all exceptions that the SDK throws by itself. Its message never holds a key or a header. */
public abstract class HoneyHiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HoneyHiveException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Returns whether the same call may succeed later without any change. */
    public abstract boolean isRetryable();
}
