// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryShareTest {
    private static final long ALL = 1 << 20;

    @Test
    void take_ofOneQueue_isBoundedByItself() {
        MemoryShare share = new MemoryShare(1_000, new AtomicLong(ALL));

        assertThat(share.take(900)).isTrue();
        assertThat(share.take(101)).isFalse();
        assertThat(share.take(100)).isTrue();
        share.give(500);
        assertThat(share.take(500)).isTrue();
    }

    @Test
    void take_ofManyQueues_isBoundedTogether_andGivenBack() {
        AtomicLong shared = new AtomicLong(ALL);
        List<MemoryShare> queues =
                Stream.generate(() -> new MemoryShare(ALL, shared)).limit(1_000).toList();

        long taken = queues.stream().filter(queue -> queue.take(10_000)).count();

        assertThat(taken * 10_000).isLessThanOrEqualTo(ALL).isGreaterThan(ALL / 2);
        queues.stream().limit(taken).forEach(queue -> queue.give(10_000));
        assertThat(shared).hasValue(ALL);
    }

    @Test
    void takeAndGive_onManyThreads_leaveNothingBehind() {
        AtomicLong shared = new AtomicLong(ALL);
        MemoryShare share = new MemoryShare(ALL, shared);

        IntStream.range(0, 8).parallel().forEach(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 10_000; i++) {
                int bytes = random.nextInt(50_000);
                if (share.take(bytes)) {
                    share.give(bytes);
                }
            }
        });

        assertThat(share.take(1)).isTrue();
        share.give(1);
        assertThat(shared).hasValue(ALL);
    }
}
