// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.api.StreamHub.Touch;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamHubTest {
    private static final StreamFilter ALL = new StreamFilter(Set.of(), Set.of());

    private final StreamHub hub = new StreamHub();

    @Test
    void listenerThatTakesNothing_isDroppedAndToldSo() {
        StreamSubscription slow = hub.subscribe(ALL, null).orElseThrow().subscription();
        StreamSubscription narrow = hub.subscribe(new StreamFilter(Set.of("s1"), Set.of()), null)
                .orElseThrow()
                .subscription();

        for (int i = 0; i < 30; i++) {
            hub.committed(sessions(i * 1_000, 1_000), Set.of());
        }

        assertThat(slow.isOpen()).isFalse();
        assertThat(slow.isOverrun()).isTrue();
        assertThat(narrow.isOpen()).isTrue();
        assertThat(narrow.isOverrun()).isFalse();
    }

    @Test
    void sameSessionAgainAndAgain_isPendingOnceUnderItsLatestNumber() throws InterruptedException {
        StreamSubscription subscription = hub.subscribe(ALL, null).orElseThrow().subscription();

        for (int i = 0; i < 100_000; i++) {
            hub.committed(Set.of("s1"), Set.of());
        }

        assertThat(subscription.take(1_000)).containsExactly(java.util.Map.entry(new Touch("session", "s1"), 100_000L));
    }

    @Test
    void returning_whileAllIsRemembered_isToldWhatWasMissed() throws InterruptedException {
        hub.committed(Set.of(), Set.of("r1"));
        String id = hub.lastId();
        hub.committed(Set.of(), Set.of("r2"));
        hub.committed(Set.of(), Set.of("r1"));

        StreamHub.Welcome welcome = hub.subscribe(ALL, id).orElseThrow();

        assertThat(welcome.complete()).isTrue();
        assertThat(welcome.subscription().take(1_000).keySet())
                .containsExactly(new Touch("run", "r2"), new Touch("run", "r1"));
        assertThat(hub.subscribe(ALL, hub.lastId()).orElseThrow().complete()).isTrue();
    }

    @Test
    void returning_afterMoreThanIsRemembered_isToldOfTheGap() {
        String id = hub.lastId();
        for (int i = 0; i < 30; i++) {
            hub.committed(sessions(i * 1_000, 1_000), Set.of());
        }

        assertThat(hub.subscribe(ALL, id).orElseThrow().complete()).isFalse();
        assertThat(hub.subscribe(ALL, new StreamHub().lastId()).orElseThrow().complete())
                .isFalse();
    }

    private static Set<String> sessions(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> "n" + i).collect(Collectors.toSet());
    }
}
