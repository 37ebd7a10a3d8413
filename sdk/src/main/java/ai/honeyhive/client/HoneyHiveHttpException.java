// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

/**
 * The server answered, but not with what was asked for: with a status that means failure, or, status 2xx, with a body
 * that is not what the API promises. Repeating the same call is of use only for the subtype
 * {@link HoneyHiveUnavailableException}. Immutable.
 */
public sealed class HoneyHiveHttpException extends HoneyHiveException
        permits HoneyHiveUnavailableException, HoneyHiveBatchException {
    private static final long serialVersionUID = 1L;
    private static final int EXCERPT_CHARS = 500;
    private static final int PATH_CHARS = 200;

    /** HTTP method of the request. */
    private final String method;
    /** Path and query of the request, without the host. */
    private final String path;
    /** HTTP status of the answer. */
    private final int status;
    /** Begin of the answer's body. */
    private final String bodyExcerpt;

    /**
     * Says what was attempted and what came back.
     *
     * @param method HTTP method
     * @param path path and query of the request
     * @param status HTTP status of the answer
     * @param body the answer's body; only its begin is kept
     */
    public HoneyHiveHttpException(String method, String path, int status, String body) {
        super(method + " " + cut(path, PATH_CHARS) + " answered " + status + ": " + excerpt(body), null);
        this.method = method;
        this.path = path;
        this.status = status;
        this.bodyExcerpt = cut(body.strip(), EXCERPT_CHARS);
    }

    /** Returns the HTTP method of the request. */
    public String method() {
        return method;
    }

    /** Returns path and query of the request, without the host. */
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

    /** Returns false; a subtype may say otherwise. */
    @Override
    public boolean isRetryable() {
        return false;
    }

    private static String excerpt(String body) {
        String text = body.strip();
        return text.isEmpty() ? "(no body)" : cut(text, EXCERPT_CHARS);
    }

    private static String cut(String text, int chars) {
        return text.length() <= chars ? text : text.substring(0, chars) + "…";
    }
}
