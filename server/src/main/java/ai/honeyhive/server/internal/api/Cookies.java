// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import io.javalin.http.Context;

/**
 * The cookie that holds a browser's key: scripts cannot read it, pages of other sites cannot send it, and it goes when the
 * browser is closed.
 */
final class Cookies {
    private final Forwarding forwarding;

    Cookies(Forwarding forwarding) {
        this.forwarding = forwarding;
    }

    void set(Context context, String key) {
        write(context, key, "");
    }

    void clear(Context context) {
        write(context, "", "; Max-Age=0");
    }

    private void write(Context context, String value, String more) {
        String path = forwarding.prefix(context);
        context.header(
                "Set-Cookie",
                Access.COOKIE + "=" + value + "; Path=" + (path.isEmpty() ? "/" : path) + "; HttpOnly; SameSite=Strict"
                        + (forwarding.isSecure(context) ? "; Secure" : "") + more);
    }
}
