// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import java.util.Map;

/** One request that can be sent again and again, and kept on disk; the key is added when it is sent. */
final class Request {
    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final byte[] body;
    private final int count;

    /** Keeps the body as it is; {@code count} is how many spans or calls it carries. */
    Request(String method, String path, Map<String, String> headers, byte[] body, int count) {
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.body = body;
        this.count = count;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    int count() {
        return count;
    }
}
