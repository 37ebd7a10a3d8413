// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import ai.honeyhive.internal.http.HttpAnswer;

/** The server answered with a status that means failure. */
public final class HoneyHiveHttpException extends HoneyHiveException {
    private static final long serialVersionUID = 1L;
    private static final int EXCERPT_CHARS = 500;

    /** HTTP method of the request. */
    private final String method;
    /** Path of the request, without the host. */
    private final String path;
    /** HTTP status of the answer. */
    private final int status;
    /** Begin of the answer's body. */
    private final String bodyExcerpt;

    /**
     * Says what was attempted and what came back.
     *
     * @param method HTTP method
     * @param path path of the request
     * @param status HTTP status of the answer
     * @param body the answer's body; only its begin is kept
     */
    public HoneyHiveHttpException(String method, String path, int status, String body) {
        super(method + " " + path + " answered " + status + ": " + excerpt(body), null);
        this.method = method;
        this.path = path;
        this.status = status;
        this.bodyExcerpt = excerpt(body);
    }

    /** Returns the HTTP method of the request. */
    public String method() {
        return method;
    }

    /** Returns the path of the request, without the host. */
    public String path() {
        return path;
    }

    /** Returns the HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** Returns the first 500 characters of the answer's body. */
    public String bodyExcerpt() {
        return bodyExcerpt;
    }

    @Override
    public boolean isRetryable() {
        return HttpAnswer.isRetryable(status);
    }

    private static String excerpt(String body) {
        String line = body.strip();
        return line.length() <= EXCERPT_CHARS ? line : line.substring(0, EXCERPT_CHARS) + "…";
    }
}
