// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import org.jspecify.annotations.Nullable;

/** A dataset that cannot be used. The message names the file and the line, what is wrong there, and the remedy. */
public final class DatasetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatasetException(String message) {
        this(message, null);
    }

    DatasetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
