// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.project;

/** The file of keys cannot be read or written. */
public final class KeysUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeysUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
