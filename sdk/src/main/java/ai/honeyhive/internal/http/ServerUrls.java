// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Checks the URL of a server. */
public final class ServerUrls {
    /** HoneyHive's cloud. */
    public static final String CLOUD = "https://api.dp1.us.honeyhive.ai";

    private ServerUrls() {}

    /** Returns the URL without slashes at the end; adds a fault, naming option and variable, when it cannot be one. */
    public static URI parse(String text, String option, String variable, List<String> faults) {
        URI uri = null;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            // told below, with the texts that parse but mean nothing
        }
        if (uri == null || !isServer(uri)) {
            String shown =
                    uri == null || uri.getRawUserInfo() == null ? '"' + text + '"' : "(with user info, not shown)";
            faults.add(
                    option + " " + shown + " is not the URL of a server: pass something like http://localhost:8080 or "
                            + CLOUD + " to " + option + "(...) or " + variable);
            return URI.create(CLOUD);
        }
        return URI.create(text.replaceAll("/+$", ""));
    }

    /** Returns whether the URL leads to this machine, where no key is needed. */
    public static boolean isLoopback(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("127(\\.[0-9]{1,3}){3}")
                || host.equals("[::1]");
    }

    private static boolean isServer(URI uri) {
        String scheme = uri.getScheme();
        return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
                && uri.getHost() != null
                && uri.getPort() <= 65_535
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }
}
