// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server is busy or away for now: status 408, 429, 502, 503 or 504. The same call may succeed later; the client has
 * repeated it already where that is harmless. Immutable.
 */
public final class HoneyHiveUnavailableException extends HoneyHiveHttpException {
    private static final long serialVersionUID = 1L;

    /** How long the server asks to wait; null when it does not say. */
    private final @Nullable Duration retryAfter;

    /**
     * Says what was attempted and what came back last.
     *
     * @param method HTTP method
     * @param path path and query of the request
     * @param status HTTP status of the answer
     * @param body the answer's body; only its begin is kept
     * @param retryAfter how long the server asks to wait; null when it does not say
     */
    public HoneyHiveUnavailableException(
            String method, String path, int status, String body, @Nullable Duration retryAfter) {
        super(method, path, status, body);
        this.retryAfter = retryAfter;
    }

    /** Returns how long the server asked to wait, if it did. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
