// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as it came in, secrets included.
 *
 * @param path with the query
 * @param body whose array is not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Call(String method, String path, Map<String, List<String>> headers, byte[] body) {
    private static final Pattern BOUNDARY = Pattern.compile("(?i)multipart/.*?boundary=\"?([^\";\\s]+)");

    static Call of(HttpExchange exchange) throws IOException {
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes());
    }

    /** Returns the body, with the boundary of a multipart one, which clients make up each time, replaced by a fixed word. */
    Body recognisable() {
        String type = String.join(";", headers.getOrDefault("Content-Type", List.of()));
        Matcher boundary = BOUNDARY.matcher(type);
        if (!boundary.lookingAt()) {
            return Body.of(body);
        }
        String latin = new String(body, StandardCharsets.ISO_8859_1); // byte for byte
        return Body.of(latin.replace(boundary.group(1), "boundary").getBytes(StandardCharsets.ISO_8859_1));
    }
}
