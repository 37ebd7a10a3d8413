// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import io.javalin.http.Context;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of others away: a name that was rebound to this address is not ours, and a page from elsewhere reads
 * and changes nothing here, unless its origin is one of those allowed.
 */
final class HostGuard {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "ip6-localhost");

    private final String ownHost;
    private final Set<String> origins = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();

    /** Makes a guard that lets in the server's own host, and the hosts and pages of the origins. */
    HostGuard(String ownHost, List<String> origins) {
        this.ownHost = ownHost.toLowerCase(Locale.ROOT);
        for (String origin : origins) {
            String lower = origin.toLowerCase(Locale.ROOT);
            this.origins.add(lower);
            this.hosts.add(withoutPort(authority(lower)));
        }
    }

    void check(Context context) {
        String host = context.header("Host");
        if (host == null || !isOwn(withoutPort(host))) {
            throw ApiException.forbidden("this server does not answer for the host '" + host
                    + "': tell it by --allow-origin under which name it is reached");
        }
        String origin = context.header("Origin");
        if (origin == null || sameOrigin(origin, host)) {
            return;
        }
        if (!isAllowed(origin)) {
            throw ApiException.forbidden("requests from pages of '" + origin + "' are refused");
        }
        context.header("Access-Control-Allow-Origin", origin);
        context.header("Vary", "Origin");
    }

    /** Whether pages of an origin other than the server's own may send what they like. */
    boolean isAllowed(String origin) {
        return origins.contains(origin.toLowerCase(Locale.ROOT));
    }

    private boolean isOwn(String host) {
        return host.equals(ownHost)
                || hosts.contains(host)
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
        String authority = authority(origin);
        return !authority.isEmpty() && authority.equalsIgnoreCase(host.strip());
    }

    /** The host and port of an origin; empty for {@code null} and whatever else has none. */
    private static String authority(String origin) {
        try {
            @Nullable String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String withoutPort(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
    }
}
