// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "120 | PT2M",
                "Sun, 22 Nov 2026 10:00:30 GMT | PT30S",
                "Sun, 22 Nov 2026 09:00:00 GMT | PT0S"
            })
    void asked_secondsOrDate_isTheWait(String retryAfter, Duration wait) {
        assertThat(Backoff.asked(retryAfter, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999", "Sun, 99 Nov 2026 10:00:30 GMT"})
    void asked_nonsense_isAbsent(String retryAfter) {
        assertThat(Backoff.asked(retryAfter, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 400, 600", "2, 800, 1200", "3, 1600, 2400", "50, 24000, 36000"})
    void pause_nothingAsked_doublesUpToABound(int failed, long leastMillis, long mostMillis) {
        assertThat(Backoff.pause(failed, null).toMillis()).isBetween(leastMillis, mostMillis);
    }

    @Test
    void pause_muchAsked_isBounded() {
        assertThat(Backoff.pause(1, "3600")).isEqualTo(Duration.ofSeconds(30));
    }
}
