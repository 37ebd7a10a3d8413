// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.io.IOException;
import java.net.URI;

/** The server could not be reached, or the connection broke before an answer came. */
public final class HoneyHiveConnectionException extends HoneyHiveException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what was attempted.
     *
     * @param method HTTP method
     * @param uri where the request went; must not carry secrets
     * @param cause what the transport said
     */
    public HoneyHiveConnectionException(String method, URI uri, IOException cause) {
        super(
                method + " " + uri + " got no answer: " + reason(cause)
                        + ". Is the server running, and is the URL right?",
                cause);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }

    private static String reason(IOException cause) {
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? type : type + " (" + message + ")";
    }
}
