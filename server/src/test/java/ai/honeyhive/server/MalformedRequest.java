// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import java.util.List;

/**
 * A request that no server should take.
 *
 * @param kind what is wrong with it
 * @param detail for the person who reads that it was taken
 * @param headers names and values in turn
 * @param raw all of the request as bytes, where no library would send it; else empty
 */
@SuppressWarnings("ArrayRecordComponent") // of tests, and compared by nobody
record MalformedRequest(
        String kind, String detail, String method, String path, List<String> headers, byte[] body, byte[] raw) {

    static MalformedRequest of(String kind, String detail, String method, String path, byte[] body, String... headers) {
        return new MalformedRequest(kind, detail, method, path, List.of(headers), body, new byte[0]);
    }

    static MalformedRequest raw(String kind, byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 120), java.nio.charset.StandardCharsets.ISO_8859_1);
        return new MalformedRequest(kind, start, "", "", List.of(), new byte[0], bytes);
    }

    boolean isRaw() {
        return raw.length > 0;
    }
}
