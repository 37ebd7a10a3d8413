// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next attempt: 0.5 s, 1 s, 2 s, ... up to 30 s, each ± 20 %, or what the server asks. */
public final class Backoff {
    private static final long FIRST_MILLIS = 500;
    private static final long MOST_MILLIS = 30_000;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private Backoff() {}

    /**
     * Returns the pause.
     *
     * @param failed attempts that failed so far, at least 1
     * @param retryAfter the server's {@code Retry-After}, seconds or a date; nonsense counts as absent
     */
    public static Duration pause(int failed, @Nullable String retryAfter) {
        Optional<Duration> asked = asked(retryAfter, Instant.now());
        if (asked.isPresent()) {
            return Duration.ofMillis(Math.min(asked.get().toMillis(), MOST_MILLIS));
        }
        long base = Math.min(FIRST_MILLIS << Math.min(failed - 1, 10), MOST_MILLIS);
        return Duration.ofMillis((long) (base * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }

    /**
     * Returns how long the server asks to wait, without a bound.
     *
     * @param retryAfter {@code Retry-After}: seconds or an HTTP date (RFC 9110, 10.2.3); a past date asks for no wait
     * @param now what a date is compared with
     * @return empty for null and nonsense
     */
    public static Optional<Duration> asked(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return Optional.empty();
        }
        String text = retryAfter.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Duration wait = Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
