// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Moments as they are typed: a date, a date with time and zone, or how long ago. */
final class Moments {
    static final String FORMS = "write 2026-03-01, 2026-03-01T10:00:00Z, or how long ago as in 90m, 24h, 7d";

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([mhd])");

    private Moments() {}

    /** Returns the moment; null if the text is none. A date is its first moment in UTC. */
    static @Nullable Instant parse(String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long count = Long.parseLong(ago.group(1));
            return now.minus(
                    switch (ago.group(2)) {
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
        }
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns the moment that an option gives. */
    static Instant option(String name, String text, Instant now) {
        Instant moment = parse(text, now);
        if (moment == null) {
            throw CommandFailure.broken(name + " " + text + " is no time: " + FORMS, null);
        }
        return moment;
    }
}
