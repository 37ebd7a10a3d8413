// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The one key of a server that others can reach. */
final class ApiKey {
    private static final String SCHEME = "Bearer ";

    private final byte[] key;

    ApiKey(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    void check(Context context) {
        String authorization = context.header("Authorization");
        boolean bearer = authorization != null && authorization.startsWith(SCHEME);
        byte[] given = bearer
                ? authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        if (!MessageDigest.isEqual(key, given)) {
            throw ApiException.unauthorized("missing or invalid API key: send 'Authorization: Bearer <key>'");
        }
    }
}
