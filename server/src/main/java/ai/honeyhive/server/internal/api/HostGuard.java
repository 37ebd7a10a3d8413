// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of others away from a server on loopback: a name that was rebound to this address is not ours, and a
 * page from elsewhere changes nothing here.
 */
final class HostGuard {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "ip6-localhost");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final String ownHost;

    HostGuard(String ownHost) {
        this.ownHost = ownHost.toLowerCase(Locale.ROOT);
    }

    void check(Context context) {
        String host = context.header("Host");
        if (host == null || !isOwn(withoutPort(host))) {
            throw ApiException.forbidden("this server does not answer for the host '" + host + "'");
        }
        String origin = context.header("Origin");
        if (origin != null && !READING.contains(context.method().name()) && !sameOrigin(origin, host)) {
            throw ApiException.forbidden("requests from pages of '" + origin + "' are refused");
        }
    }

    private boolean isOwn(String host) {
        return host.equals(ownHost)
                || LOOPBACK_NAMES.contains(host)
                || host.endsWith(".localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("[::1]")
                // Bound to all addresses: any address is ours, and an address cannot be rebound as a name can.
                || (isWildcard() && (host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.matches("\\[[0-9a-f:.]+]")));
    }

    private boolean isWildcard() {
        return ownHost.equals("0.0.0.0") || ownHost.equals("::") || ownHost.equals("[::]");
    }

    private static boolean sameOrigin(String origin, String host) {
        try {
            @Nullable String authority = URI.create(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutPort(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
    }
}
