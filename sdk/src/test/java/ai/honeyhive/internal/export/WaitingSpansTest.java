// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitingSpansTest {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    @Test
    void take_severalTimes_keepsTheOrderInWhichTheyWereAdded() {
        WaitingSpans waiting = new WaitingSpans(100, NO_LIMIT);
        List<EndedSpan> taken = new ArrayList<>();

        List<EndedSpan> added = add(waiting, 0, 5);
        taken.addAll(waiting.take(3, NO_LIMIT));
        added.addAll(add(waiting, 5, 9));
        taken.addAll(waiting.take(4, NO_LIMIT));
        taken.addAll(waiting.take(4, NO_LIMIT));

        assertThat(taken).containsExactlyElementsOf(added);
        assertThat(waiting.take(4, NO_LIMIT)).isEmpty();
        assertThat(waiting.size()).isZero();
        assertThat(waiting.added()).isEqualTo(9);
    }

    @Test
    void add_atCapacity_isRefusedUntilSomeAreTaken() {
        WaitingSpans waiting = new WaitingSpans(3, NO_LIMIT);
        add(waiting, 0, 3);

        assertThat(waiting.add(new Span(3, 1))).isZero();
        assertThat(waiting.size()).isEqualTo(3);

        waiting.take(1, NO_LIMIT);
        assertThat(waiting.add(new Span(4, 1))).isEqualTo(3);
        assertThat(waiting.add(new Span(5, 1))).isZero();
        assertThat(waiting.added()).isEqualTo(4);
    }

    @Test
    void add_moreBytesThanThereIsRoomFor_isRefusedAndASmallerOneTaken() {
        WaitingSpans waiting = new WaitingSpans(100, 1_000);

        assertThat(waiting.add(new Span(0, 600))).isEqualTo(1);
        assertThat(waiting.add(new Span(1, 401))).isZero();
        assertThat(waiting.add(new Span(2, 400))).isEqualTo(2);
        assertThat(waiting.add(new Span(3, 1))).isZero();

        waiting.take(1, NO_LIMIT);
        assertThat(waiting.add(new Span(4, 600))).isEqualTo(2);
    }

    @Test
    void take_endsWithTheSpanThatReachesTheBytes() {
        WaitingSpans waiting = new WaitingSpans(100, NO_LIMIT);
        IntStream.range(0, 5).forEach(number -> waiting.add(new Span(number, 10)));

        assertThat(waiting.take(100, 25)).hasSize(3);
        assertThat(waiting.take(100, 25)).hasSize(2);
    }

    @Test
    void bounds_holdWhenTheSumsRunOver() {
        WaitingSpans waiting = new WaitingSpans(10, 1 << 30);

        for (int i = 0; i < 20; i++) { // five times around 2^32
            assertThat(waiting.add(new Span(i, 1 << 30))).isEqualTo(1);
            assertThat(waiting.add(new Span(i, 1))).isZero();
            assertThat(waiting.take(10, 1 << 30)).hasSize(1);
        }
        assertThat(waiting.size()).isZero();
    }

    @Test
    void take_leavesNoSpanHoldingOthers() {
        WaitingSpans waiting = new WaitingSpans(100, NO_LIMIT);
        add(waiting, 0, 5);

        assertThat(waiting.take(5, NO_LIMIT))
                .allSatisfy(span -> assertThat(span.earlier()).isNull());
    }

    @Test
    void add_byManyThreadsWhileOneTakes_losesNothingKeepsEachThreadsOrderAndTheBound() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        WaitingSpans waiting = new WaitingSpans(1_000, NO_LIMIT);
        CountDownLatch done = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            int thread = t;
            new Thread(() -> {
                        for (int i = 0; i < each; ) {
                            i += waiting.add(new Span(thread * each + i, 1)) > 0 ? 1 : 0;
                        }
                        done.countDown();
                    })
                    .start();
        }

        Map<Integer, Integer> next = new HashMap<>();
        int taken = 0;
        while (taken < threads * each) {
            assertThat(waiting.size()).isLessThanOrEqualTo(1_000);
            List<EndedSpan> batch = waiting.take(300, NO_LIMIT);
            for (EndedSpan ended : batch) {
                int name = ((Span) ended).name;
                assertThat(name % each).isEqualTo(next.getOrDefault(name / each, 0));
                next.put(name / each, name % each + 1);
            }
            taken += batch.size();
        }

        done.await();
        assertThat(waiting.take(1, NO_LIMIT)).isEmpty();
        assertThat(waiting.added()).isEqualTo((long) threads * each);
    }

    private static List<EndedSpan> add(WaitingSpans waiting, int from, int to) {
        List<EndedSpan> added = new ArrayList<>();
        for (int name = from; name < to; name++) {
            EndedSpan span = new Span(name, 1);
            assertThat(waiting.add(span)).isPositive();
            added.add(span);
        }
        return added;
    }

    private static final class Span implements EndedSpan {
        final int name;
        private final int size;
        private WaitingSpans.@Nullable Link earlier;
        private int number;
        private int bytes;

        Span(int name, int size) {
            this.name = name;
            this.size = size;
        }

        @Override
        public SpanData toSpanData() {
            throw new UnsupportedOperationException("never sent");
        }

        @Override
        public int approximateSize() {
            return size;
        }

        @Override
        public WaitingSpans.@Nullable Link earlier() {
            return earlier;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public int bytes() {
            return bytes;
        }

        @Override
        public void hang(WaitingSpans.@Nullable Link earlier, int number, int bytes) {
            this.earlier = earlier;
            this.number = number;
            this.bytes = bytes;
        }
    }
}
