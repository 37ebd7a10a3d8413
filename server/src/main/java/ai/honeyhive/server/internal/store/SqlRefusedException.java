// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

/** A statement that is not run, or was stopped; the message is for the one who wrote it. */
public final class SqlRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SqlRefusedException(String message) {
        super(message);
    }

    public SqlRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
