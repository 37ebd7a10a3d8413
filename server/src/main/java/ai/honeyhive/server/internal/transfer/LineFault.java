// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.transfer;

/** What is wrong with a line. */
final class LineFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    LineFault(String message) {
        super(message);
    }
}
