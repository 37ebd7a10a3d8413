// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import org.jspecify.annotations.Nullable;

/** A failure that the user can mend; the message says how. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailure(String message) {
        super(message);
        this.exitCode = 1;
    }

    CommandFailure(String message, Throwable cause) {
        this(message, cause, 1);
    }

    private CommandFailure(String message, @Nullable Throwable cause, int exitCode) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Returns a failure of a command for which 1 is a result: it could not be found out, which is 2. */
    static CommandFailure broken(String message, @Nullable Throwable cause) {
        return new CommandFailure(message, cause, 2);
    }

    int exitCode() {
        return exitCode;
    }
}
