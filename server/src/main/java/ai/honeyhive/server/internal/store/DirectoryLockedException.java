// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

/** Another server works on the same data directory. */
public final class DirectoryLockedException extends StoreException {
    private static final long serialVersionUID = 1;

    public DirectoryLockedException(String message) {
        super(message);
    }
}
