// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the server answered. */
public final class HttpAnswer {
    private final int status;
    private final byte[] body;
    private final HttpHeaders headers;

    /** Keeps the body as it is; nobody changes it. */
    public HttpAnswer(int status, byte[] body, HttpHeaders headers) {
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the body; empty when there is none. */
    public byte[] body() {
        return body;
    }

    /** Returns the body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns how long the server asks to wait, as it says it; null when it does not. */
    public @Nullable String retryAfter() {
        return header("Retry-After");
    }

    /** Returns the first value of a header; null when there is none. */
    public @Nullable String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** Returns whether the request was accepted. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Returns whether the same request may be accepted later. */
    public boolean isRetryable() {
        return isRetryable(status);
    }

    /** Returns whether a status means that the same request may be accepted later. */
    public static boolean isRetryable(int status) {
        return status == 408 || status == 429 || status == 502 || status == 503 || status == 504;
    }
}
