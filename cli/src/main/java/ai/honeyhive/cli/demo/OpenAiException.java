// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import org.jspecify.annotations.Nullable;

/** A chat completion that could not be had. The message says what was asked and what came back, never the key. */
final class OpenAiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OpenAiException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
