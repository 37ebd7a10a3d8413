// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

/** A metric cannot be computed as it is defined; the message names the field and the remedy. */
public final class DefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DefinitionException(String field, String message) {
        super(field + " " + message);
    }
}
