// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import ai.honeyhive.internal.http.ServerUrls;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Options of a client after explicit value, environment variable and default were weighed, in this order. */
record ClientSettings(@Nullable String apiKey, URI serverUrl, Duration timeout) {
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);
    /** More is not meant, and would not fit into the clock. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Checks everything; reports all faults at once. */
    static ClientSettings of(
            @Nullable String apiKey,
            @Nullable String serverUrl,
            @Nullable Duration timeout,
            int attempts,
            UnaryOperator<@Nullable String> environment,
            Duration standardTimeout) {
        List<String> faults = new ArrayList<>();
        String url = first(serverUrl, environment.apply("HH_API_URL"));
        URI uri = ServerUrls.parse(url == null ? ServerUrls.CLOUD : url, "serverUrl", "HH_API_URL", faults);
        String key = first(apiKey, environment.apply("HH_API_KEY"));
        if (key == null && !ServerUrls.isLoopback(uri)) {
            faults.add("apiKey is missing: call builder().apiKey(...) or set HH_API_KEY; for a local server set its URL"
                    + " with serverUrl(...) or HH_API_URL");
        } else if (key != null && !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            faults.add("apiKey holds a space, line break or non-ASCII character: copy it again, without quotes, to"
                    + " builder().apiKey(...) or HH_API_KEY");
        }
        if (attempts < 1) {
            faults.add("maxAttempts " + attempts + " is below 1: pass 1 to never repeat a call");
        }
        Duration bound =
                timeout == null ? seconds(environment.apply("HH_API_TIMEOUT"), standardTimeout, faults) : timeout;
        if (bound.isNegative() || bound.isZero() || bound.compareTo(LONGEST) > 0) {
            faults.add("timeout " + bound + " is not above zero and up to a day: pass something like"
                    + " Duration.ofSeconds(30) to timeout(...), or 30 in HH_API_TIMEOUT");
        }
        if (!faults.isEmpty()) {
            throw new HoneyHiveConfigurationException(faults);
        }
        return new ClientSettings(key, uri, bound);
    }

    /** The key never shows, not even in a log of this record. */
    @Override
    public String toString() {
        return "ClientSettings[serverUrl=" + serverUrl + ", timeout=" + timeout + "]";
    }

    private static Duration seconds(@Nullable String text, Duration standard, List<String> faults) {
        if (text == null || text.isBlank()) {
            return standard;
        }
        try {
            return Duration.ofNanos(
                    new BigDecimal(text.strip()).multiply(NANOS_PER_SECOND).longValue());
        } catch (NumberFormatException e) {
            faults.add("HH_API_TIMEOUT=\"" + text + "\" is no number of seconds: set something like 30");
            return standard;
        }
    }

    /** Blank counts as absent. */
    private static @Nullable String first(@Nullable String explicit, @Nullable String other) {
        if (explicit != null && !explicit.isBlank()) {
            return explicit.strip();
        }
        return other == null || other.isBlank() ? null : other.strip();
    }
}
