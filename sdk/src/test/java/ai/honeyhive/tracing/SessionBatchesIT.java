// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.testing.RecordingServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many short sessions, such as the rows of an experiment, to servers that do and do not take many at once. */
class SessionBatchesIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SESSIONS = 100;
    private static final int SENT_BEFORE_ANY_ANSWER = 4; // one by each thread

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer =
            HoneyHiveTracer.builder().serverUrl(server.url()).build();

    @AfterEach
    void close() {
        server.releaseSessionStarts();
        tracer.close();
        server.close();
    }

    /** All of them wait before the server has answered the first. */
    private List<String> sessions() {
        server.holdSessionStarts();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            int turn = i;
            try (SessionScope session = tracer.session("short").open()) {
                ids.add(session.sessionId());
                tracer.enrichSession(enrichment -> enrichment.outputs(Map.of("turn", turn)));
            }
        }
        server.releaseSessionStarts();
        assertThat(tracer.flush(LIMIT)).isTrue();
        return ids;
    }

    private void assertEachArrivedOnce(List<String> ids) {
        assertThat(server.sessionStarts())
                .extracting(start -> start.path("session_id").asString())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(server.updates())
                .hasSize(SESSIONS)
                .allSatisfy(
                        update -> assertThat(ids.get(update.at("/outputs/turn").asInt()))
                                .isEqualTo(update.path("event_id").asString()));
        assertThat(tracer.health().sessionCallsDelivered()).isEqualTo(2L * SESSIONS);
        assertThat(tracer.health().dropped()).isEmpty();
    }

    @Test
    void serverThatTakesBatches_getsManySessionsInOneRequest() {
        server.takeSessionBatches(size -> 200);

        assertEachArrivedOnce(sessions());
        assertThat(server.sessionBatches().stream().mapToInt(Integer::intValue).sum())
                .isGreaterThanOrEqualTo(SESSIONS - 2 * SENT_BEFORE_ANY_ANSWER);
        assertThat(server.sessionBatches()).hasSizeLessThan(10).allMatch(size -> size <= 100);
    }

    @Test
    void serverThatSaysNothing_getsTheTwoCallsThatAllServersKnow() {
        assertEachArrivedOnce(sessions());
        assertThat(server.sessionBatches()).isEmpty();
    }

    @Test
    void batchTooLarge_isSplitUntilItFits() {
        server.takeSessionBatches(size -> size > 15 ? 413 : 200);

        assertEachArrivedOnce(sessions());
        assertThat(server.sessionBatches()).anyMatch(size -> size > 15).anyMatch(size -> size > 1 && size <= 15);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404})
    void batchRefused_sendsEachByItself(int status) {
        server.takeSessionBatches(size -> status);

        assertEachArrivedOnce(sessions());
        assertThat(server.sessionBatches()).isNotEmpty();
    }
}
