// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalDouble;

/** Points in time as clients write them: ISO 8601 with or without offset or time of day, or Unix milliseconds. */
public final class Moments {
    private Moments() {}

    /** Unix milliseconds; empty if the text is no point in time. Without an offset UTC is meant. */
    public static OptionalDouble parse(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(stripped);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException notANumber) {
            return parseIso(stripped);
        }
    }

    private static OptionalDouble parseIso(String text) {
        if (text.length() < 10) {
            return OptionalDouble.empty();
        }
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        try {
            if (iso.length() == 10) {
                return millis(LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            boolean offset =
                    iso.endsWith("Z") || iso.endsWith("z") || iso.substring(10).matches(".*[+-]\\d\\d(:?\\d\\d)?");
            return millis(
                    offset
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble millis(Instant instant) {
        return OptionalDouble.of(instant.getEpochSecond() * 1e3 + instant.getNano() / 1e6);
    }
}
