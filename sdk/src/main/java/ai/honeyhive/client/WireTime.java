// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times of the API: Unix milliseconds, perhaps with a fraction, and in some places ISO 8601. */
final class WireTime {
    private WireTime() {}

    static Optional<Instant> instant(@Nullable Object value) {
        try {
            if (value instanceof Number number) {
                return nanos(number).map(nanos -> Instant.EPOCH.plus(Duration.ofNanos(nanos)));
            }
            return value instanceof String text ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<Duration> duration(@Nullable Object value) {
        return value instanceof Number number ? nanos(number).map(Duration::ofNanos) : Optional.empty();
    }

    /** Whole milliseconds stay whole numbers, for some clients of the API refuse others. */
    static Number millis(Instant time) {
        return millis(Duration.between(Instant.EPOCH, time));
    }

    static Number millis(Duration duration) {
        BigDecimal millis = BigDecimal.valueOf(duration.getSeconds())
                .movePointRight(3)
                .add(BigDecimal.valueOf(duration.getNano(), 6))
                .stripTrailingZeros();
        return millis.scale() <= 0 ? (Number) millis.longValueExact() : (Number) millis.doubleValue();
    }

    private static Optional<Long> nanos(Number millis) {
        try {
            BigDecimal exact = new BigDecimal(millis.toString()).movePointRight(6);
            return Optional.of(exact.toBigInteger().longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty(); // beyond the year 2262, or NaN
        }
    }
}
