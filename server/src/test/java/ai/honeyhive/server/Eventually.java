// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what happens behind a request. */
final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Eventually() {}

    /** Asks until the answer is as wanted; fails with the last answer when that takes too long. */
    static <T> T get(Supplier<T> question, Predicate<T> wanted) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        T answer = question.get();
        while (!wanted.test(answer) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
            answer = question.get();
        }
        assertThat(answer).matches(wanted, "is what was waited for");
        return answer;
    }
}
