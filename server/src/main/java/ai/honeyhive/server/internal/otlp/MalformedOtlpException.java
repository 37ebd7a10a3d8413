// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

/** A body that is no export request; the message says what is wrong and where. */
public final class MalformedOtlpException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedOtlpException(String message) {
        super(message);
    }

    public MalformedOtlpException(String message, Throwable cause) {
        super(message, cause);
    }
}
