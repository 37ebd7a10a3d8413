// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import io.javalin.http.Context;
import java.util.regex.Pattern;

/** How the server is reached from outside: what it was told, and what a proxy says if that is trusted. */
final class Forwarding {
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

    private final String prefix;
    private final boolean secure;
    private final boolean trusted;

    Forwarding(ApiSettings settings) {
        this.prefix = settings.prefix();
        this.secure = settings.secure();
        this.trusted = settings.trustForwarded();
    }

    /** What is in front of every path as the browser sees it; empty for nothing. */
    String prefix(Context context) {
        String forwarded = trusted ? context.header("X-Forwarded-Prefix") : null;
        if (forwarded == null) {
            return prefix;
        }
        String stripped = forwarded.strip().replaceFirst("/+$", "");
        return PREFIX.matcher(stripped).matches() && !stripped.contains("..") ? stripped : prefix;
    }

    /** Whether the browser speaks TLS. */
    boolean isSecure(Context context) {
        return secure || (trusted && "https".equalsIgnoreCase(context.header("X-Forwarded-Proto")));
    }
}
