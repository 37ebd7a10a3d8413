// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.EventFields;
import ai.honeyhive.client.EventUpdate;
import ai.honeyhive.client.SessionFields;
import ai.honeyhive.client.StoredDatapoint;
import ai.honeyhive.experiments.ServerDatasets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of a dataset made of sessions of a server. */
class DatasetFromSessionsIT {
    private static final String ADA = "a0000000-0000-4000-8000-000000000001";
    private static final String BOB = "a0000000-0000-4000-8000-000000000002";
    private static final String CYD = "a0000000-0000-4000-8000-000000000003";

    @TempDir
    static Path directory;

    private static CliServer server;

    @BeforeAll
    static void start() {
        server = new CliServer(directory);
        session(ADA, "acme", "2026-03-01T10:00:00Z", "Where is my parcel?");
        session(BOB, "acme", "2026-03-02T10:00:00Z", "Cancel my order");
        session(CYD, "other", "2026-03-03T10:00:00Z", "Where is the shop?");
    }

    private static void session(String id, String tenant, String start, String question) {
        Instant began = Instant.parse(start);
        server.client()
                .sessions()
                .start(SessionFields.builder()
                        .id(id)
                        .name("chat")
                        .startTime(began)
                        .inputs(Map.of("question", question))
                        .outputs(Map.of("answer", "said to " + tenant))
                        .metadata(Map.of("tenant", tenant))
                        .build());
        for (int i = 0; i < 2; i++) {
            server.client()
                    .events()
                    .create(EventFields.builder("model", Map.of("prompt", question + " " + i))
                            .id(id.replace('a', (char) ('b' + i)))
                            .sessionId(id)
                            .name("complete")
                            .startTime(began.plusMillis(i))
                            .outputs(Map.of("content", "call " + i))
                            .metrics(Map.of("faithfulness", i * 0.9))
                            .build());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void sessions_becomeRowsLinkedToThem_oldestFirst_andOnlyOnce() {
        assertThat(server.hive("dataset", "from-sessions", "faq", "--to", "2026-03-02T12:00:00Z"))
                .as(server.err())
                .isZero();
        assertThat(server.out()).startsWith("created faq (").contains("2 rows of 2 sessions, 0 known already");
        assertThat(rows("faq")).extracting(row -> row.linkedEvent().orElse("")).containsExactly(ADA, BOB);
        assertThat(rows("faq").get(0).inputs()).isEqualTo(Map.of("question", "Where is my parcel?"));
        assertThat(rows("faq").get(0).expected()).isEqualTo(Map.of("answer", "said to acme"));

        assertThat(server.hive("dataset", "from-sessions", "faq", "--json")).isZero();

        assertThat(server.json().path("added").asInt()).isEqualTo(1);
        assertThat(server.json().path("known").asInt()).isEqualTo(2);
        assertThat(server.json().path("created").asBoolean()).isFalse();
        assertThat(rows("faq")).extracting(row -> row.linkedEvent().orElse("")).containsExactly(ADA, BOB, CYD);
    }

    private static List<StoredDatapoint> rows(String dataset) {
        return server.client()
                .datapoints()
                .list(ServerDatasets.of(server.client()).find(dataset).datapointIds());
    }

    @Test
    void events_areThoseOfTheNameInTheSessionsThatMatch_inTheirOrder() {
        server.client()
                .events()
                .update(
                        ADA.replace('a', 'b'),
                        EventUpdate.builder()
                                .feedback(Map.of("ground_truth", Map.of("content", "corrected")))
                                .build());

        assertThat(server.hive(
                        "dataset",
                        "from-sessions",
                        "calls",
                        "--filter",
                        "metadata.tenant=acme",
                        "--event-name",
                        "complete"))
                .as(server.err())
                .isZero();

        assertThat(rows("calls"))
                .extracting(StoredDatapoint::inputs)
                .containsExactly(
                        Map.of("prompt", "Where is my parcel? 0"),
                        Map.of("prompt", "Where is my parcel? 1"),
                        Map.of("prompt", "Cancel my order 0"),
                        Map.of("prompt", "Cancel my order 1"));
        assertThat(rows("calls"))
                .extracting(StoredDatapoint::expected)
                .startsWith(Map.of("content", "corrected"), Map.of("content", "call 1"));
        assertThat(rows("calls").get(0).linkedEvent()).contains(ADA.replace('a', 'b'));
    }

    /** Of three sessions. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--filter | metadata.tenant != acme | 1",
                "--filter | metadata.num_events > 1 | 3",
                "--filter | metrics.faithfulness greater than 0.8 | 3",
                "--filter | metrics.faithfulness>0.9 | 0",
                "--filter | outputs.answer contains other | 1",
                "--filter | inputs.question !~ where | 1",
                "--filter | error exists | 0",
                "--filter | start_time after 2026-03-02 | 2",
                "--text | parcel | 1",
                "--from | 2026-03-02 | 2",
                "--limit | 2 | 2",
                "--event-type | tool | 0"
            })
    void choice_isMadeByConditionsWordsTimeAndNumber(String option, String value, int rows) {
        List<String> more = option.equals("--filter") && value.contains("!")
                ? List.of("--filter", "event_type=session")
                : List.of();
        List<String> arguments =
                new ArrayList<>(List.of("dataset", "from-sessions", "never", "--dry-run", "--json", option, value));
        arguments.addAll(more);

        assertThat(server.hive(arguments.toArray(String[]::new)))
                .as(server.err())
                .isZero();

        assertThat(server.json().path("added").asInt()).isEqualTo(rows);
        assertThat(server.client().datasets().named("never")).isEmpty();
    }

    @Test
    void limit_takesTheLatestSessions() {
        assertThat(server.hive("dataset", "from-sessions", "latest", "--limit", "2"))
                .isZero();

        assertThat(rows("latest"))
                .extracting(row -> row.linkedEvent().orElse(""))
                .containsExactly(BOB, CYD);
    }

    @Test
    void eventsWithoutInputs_areLeftOutAndCounted() {
        server.client()
                .sessions()
                .start(SessionFields.builder()
                        .name("empty")
                        .startTime(Instant.parse("2126-01-01T00:00:00Z"))
                        .build());

        assertThat(server.hive("dataset", "from-sessions", "never", "--from", "2126-01-01", "--to", "2126-01-02"))
                .isZero();

        assertThat(server.out()).contains("0 rows of 1 sessions");
        assertThat(server.err()).contains("1 events have no inputs").contains("--event-name");
        assertThat(server.client().datasets().named("never")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--filter | tenant | is no condition: write FIELD OPERATOR VALUE",
                "--filter | cost > much | needs a number: much is none",
                "--filter | start_time after noon | needs a time: noon is none; write 2026-03-01",
                "--from | yesterday | --from yesterday is no time: write 2026-03-01",
                "--limit | 0 | --limit 0 must be at least 1",
                "--event-type | session | --event-type session is not model, tool or chain"
            })
    void badOption_isNamedWithTheRemedy(String option, String value, String message) {
        assertThat(server.hive("dataset", "from-sessions", "never", option, value))
                .isEqualTo(2);

        assertThat(server.err()).contains(message);
        assertThat(server.out()).isEmpty();
    }
}
