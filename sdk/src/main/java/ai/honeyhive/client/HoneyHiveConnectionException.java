// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.io.IOException;
import java.net.URI;

/**
 * The server could not be reached, or no whole answer came in time. The same call may succeed later; a call that creates
 * something may have been carried out all the same, so look before repeating it. Immutable.
 */
public final class HoneyHiveConnectionException extends HoneyHiveException {
    private static final long serialVersionUID = 1L;

    /** HTTP method of the request. */
    private final String method;
    /** Where the request went. */
    private final URI uri;

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
        this.method = method;
        this.uri = uri;
    }

    /** Returns the HTTP method of the request. */
    public String method() {
        return method;
    }

    /** Returns where the request went. */
    public URI uri() {
        return uri;
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
