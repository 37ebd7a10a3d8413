// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Rounds of load on a server in a process of its own, ended at a random moment: mostly killed, sometimes told to stop.
 * After each restart everything acknowledged must be there, and nothing twice. {@code -Dkill.rounds=200} for more rounds,
 * {@code -Dkill.seed=N} for others.
 */
class KillRoundsIT {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 5);
    private static final long SEED = Long.getLong("kill.seed", 20_261);
    private static final int WRITERS = 4;
    private static final int MAX_LOAD_MILLIS = 700;
    private static final int STOPPED_EVERY = 5;
    /** Everything, not only what the last round wrote, is looked at now and then, and at the end. */
    private static final int WHOLE_EVERY = 50;

    @TempDir
    Path parent;

    @Test
    void endedAtAnyMoment_losesNothingAcknowledged_andDoublesNothing() throws Exception {
        var random = new Random(SEED);
        var all = new Acknowledged();
        var last = new Acknowledged();
        Path directory = parent.resolve("data");
        for (int round = 0; round < ROUNDS; round++) {
            try (KilledServer server = KilledServer.start(directory)) {
                verify(server, round % WHOLE_EVERY == 0 ? all : last, "before round " + round);
                last = new Acknowledged();
                load(server, random, last, round % STOPPED_EVERY == STOPPED_EVERY - 1);
                all.addAll(last);
                assertThat(last.wrongAnswers)
                        .as("round %d, %s", round, server.log())
                        .isEmpty();
            }
        }
        try (KilledServer server = KilledServer.start(directory)) {
            verify(server, all, "after all rounds");
            assertThat(server.log()).doesNotContain("a request failed");
        }
        assertThat(all.size()).isGreaterThan(ROUNDS * WRITERS);
        System.out.printf(
                "%d rounds, seed %d: %d sessions, %d events, %d enrichments, %d runs, %d datapoints acknowledged%n",
                ROUNDS,
                SEED,
                all.events.size(),
                all.events.values().stream().mapToInt(Set::size).sum(),
                all.enrichments.values().stream().mapToInt(Set::size).sum(),
                all.runs.size(),
                all.datapoints.size());
    }

    private static void load(KilledServer server, Random random, Acknowledged acknowledged, boolean gently)
            throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            var writer = new LoadWriter(new ApiClient(server.url()), random.nextLong(), acknowledged);
            writers.add(new Thread(writer, "writer-" + i));
        }
        writers.forEach(Thread::start);
        Thread.sleep(random.nextInt(MAX_LOAD_MILLIS)); // the moment of the kill, not a wait for something
        if (gently) {
            server.stop();
        } else {
            server.kill();
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private static void verify(KilledServer server, Acknowledged expected, String when) {
        ApiClient client = new ApiClient(server.url()).unchecked();
        Set<String> sessions = new HashSet<>(expected.events.keySet());
        sessions.addAll(expected.enrichments.keySet());
        for (String session : sessions) {
            List<String> stored = events(client, session);
            Set<String> once = new HashSet<>(stored);
            assertThat(stored).as("%s: nothing twice", when).hasSameSizeAs(once);
            assertThat(once)
                    .as("%s: nothing missing", when)
                    .containsAll(expected.events.getOrDefault(session, Set.of()));
            if (!once.isEmpty()) {
                JsonNode metadata = client.get("/v1/session/" + session).json().path("metadata");
                assertThat(metadata.path("num_events").asInt())
                        .as("%s: the kept count", when)
                        .isEqualTo(once.size());
                assertThat(metadata.propertyNames())
                        .as("%s: no enrichment missing", when)
                        .containsAll(expected.enrichments.getOrDefault(session, Set.of()));
            }
        }
        for (Map.Entry<String, String> run : expected.runs.entrySet()) {
            JsonNode stored = client.get("/v1/runs/" + run.getKey()).json().path("evaluation");
            assertThat(run.getValue().split("\\|"))
                    .as(when)
                    .contains(stored.path("status").asString());
        }
        assertThat(runIds(client)).as("%s: no run twice", when).doesNotHaveDuplicates();
        for (String datapoint : expected.datapoints) {
            assertThat(client.get("/v1/datapoints/" + datapoint).status())
                    .as(when)
                    .isEqualTo(200);
        }
    }

    private static List<String> events(ApiClient client, String session) {
        String query = "{\"limit\":7500,\"filters\":[{\"field\":\"session_id\",\"operator\":\"is\",\"value\":\""
                + session + "\"},{\"field\":\"event_type\",\"operator\":\"is not\",\"value\":\"session\"}]}";
        return client.post("/v1/events/export", query)
                .json()
                .path("events")
                .valueStream()
                .map(event -> event.path("event_id").asString())
                .toList();
    }

    private static List<String> runIds(ApiClient client) {
        return client.get("/v1/runs?limit=100")
                .json()
                .path("evaluations")
                .valueStream()
                .map(run -> run.path("run_id").asString())
                .toList();
    }
}
