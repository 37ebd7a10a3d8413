// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

/** Tells that a cassette cannot be used: it is missing, of another form, or cannot be written. */
public final class CassetteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CassetteException(String message) {
        super(message);
    }

    CassetteException(String message, Throwable cause) {
        super(message, cause);
    }
}
