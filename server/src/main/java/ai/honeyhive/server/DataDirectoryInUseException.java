// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

/** Another server works on the same data directory. */
public final class DataDirectoryInUseException extends ServerStartException {
    private static final long serialVersionUID = 1;

    DataDirectoryInUseException(String message, Throwable cause) {
        super(message, cause);
    }
}
