// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.store.EventStore.EventPage;
import ai.honeyhive.server.internal.store.memory.MemoryStore;
import ai.honeyhive.server.internal.store.postgres.PostgresStore;
import ai.honeyhive.server.internal.store.postgres.TestPostgres;
import ai.honeyhive.server.internal.store.search.SearchText;
import ai.honeyhive.server.internal.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store in memory looks at each event, those in a database at columns and an index: on random events and random queries
 * all must find the same, in the same order. Every operator meets every type. {@code -Dquery.rounds=N} asks more of them,
 * {@code -Dquery.seed=N} others.
 */
class FilterEquivalenceTest {
    private static final double T0 = 1_790_000_000_000.0;
    private static final int EVENTS = 300;
    private static final int ROUNDS = Integer.getInteger("query.rounds", 400);
    private static final List<String> FIELDS = List.of(
            "event_id",
            "session_id",
            "parent_id",
            "event_type",
            "event_name",
            "source",
            "error",
            "start_time",
            "end_time",
            "duration",
            "children_ids",
            "metadata",
            "metadata.a",
            "metadata.b",
            "metadata.a.b",
            "metadata.list.0",
            "metadata.list.1.k",
            "metadata.run_id",
            "metadata.datapoint_id",
            "metadata.num_events",
            "config.model",
            "inputs.q",
            "inputs.chat_history.0.content",
            "outputs.answer",
            "metrics.score",
            "metrics.ok",
            "feedback.rating",
            "user_properties.user_id",
            "nothing",
            "metadata..a");
    private static final List<String> VALUES = List.of(
            "1",
            "1.0",
            "01",
            "-0",
            "0",
            "2",
            "1e0",
            "true",
            "TRUE",
            "false",
            "x",
            "X",
            " x",
            "",
            "r1",
            "r2",
            "why not",
            "e7",
            "s3",
            "tool",
            "Strauß",
            "strauss",
            "\u00e9",
            "e\u0301",
            "null",
            "[1,2]",
            "{\"b\":1}",
            "2026-09-21",
            "2026-09-21T14:13:20Z",
            "1790000000005",
            "name of e9",
            "model",
            "😀");

    @Test
    void sqlite_everyQuery_findsTheSame(@TempDir Path directory) {
        check(() -> SqliteStore.open(directory, 10_000, () -> 1));
    }

    @Test
    void postgres_everyQuery_findsTheSame() {
        String url = TestPostgres.url();
        check(() -> PostgresStore.open(url, null, null, TestPostgres.freshSchema(), 10_000, () -> 1));
    }

    private static void check(Supplier<Store> opener) {
        var random = new Random(Long.getLong("query.seed", 4711));
        List<Change> changes = IntStream.range(0, EVENTS)
                .<Change>mapToObj(i -> new Change.Put(event(random, i)))
                .toList();
        try (Store memory = new MemoryStore(10_000, () -> 1);
                Store database = opener.get()) {
            memory.events().write(changes);
            database.events().write(changes);
            int found = 0;
            for (int round = 0; round < ROUNDS; round++) {
                EventQuery query = query(random, round);
                EventPage expected = memory.events().search(query);
                EventPage actual = database.events().search(query);

                assertThat(ids(actual)).as(query.toString()).isEqualTo(ids(expected));
                assertThat(actual.total()).as(query.toString()).isEqualTo(expected.total());
                assertThat(actual.next()).as(query.toString()).isEqualTo(expected.next());
                found += expected.events().size();
            }
            assertThat(found).as("queries that find something").isGreaterThan(ROUNDS);
        }
    }

    private static List<String> ids(EventPage page) {
        return page.events().stream().map(Event::eventId).toList();
    }

    private static Event event(Random random, int number) {
        String buckets = "{\"metadata\":" + object(random, "a", "b", "a.b", "list", "run_id", "datapoint_id")
                + ",\"config\":" + object(random, "model") + ",\"inputs\":" + object(random, "q", "chat_history")
                + ",\"outputs\":" + object(random, "answer") + ",\"metrics\":" + object(random, "score", "ok")
                + ",\"feedback\":" + object(random, "rating") + ",\"user_properties\":" + object(random, "user_id")
                + "}";
        Event event = Events.event(
                "e" + number,
                "s" + random.nextInt(20),
                random.nextBoolean() ? null : "e" + random.nextInt(EVENTS),
                List.of(EventType.MODEL, EventType.TOOL, EventType.CHAIN).get(random.nextInt(3)),
                T0 + random.nextInt(50),
                buckets);
        return random.nextInt(5) == 0 ? Events.failed(event, pick(random, VALUES)) : event;
    }

    private static String object(Random random, String... keys) {
        List<String> fields = new ArrayList<>();
        for (String key : keys) {
            if (random.nextInt(3) > 0) {
                fields.add('"' + key + "\":" + value(random, 2));
            }
        }
        return "{" + String.join(",", fields) + "}";
    }

    private static String value(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 8 : 6);
        return switch (kind) {
            case 0 -> Integer.toString(random.nextInt(4) - 1);
            case 1 -> random.nextInt(4) + "." + random.nextInt(3);
            case 2 -> Boolean.toString(random.nextBoolean());
            case 3 -> "null";
            case 6 -> "[" + value(random, depth - 1) + "," + object(random, "k", "content") + "]";
            case 7 -> object(random, "b", "k");
            default -> '"' + pick(random, VALUES).replace("\"", "\\\"") + '"';
        };
    }

    private static EventQuery query(Random random, int round) {
        EventFilter.Operator[] operators = EventFilter.Operator.values();
        EventFilter.Type[] types = EventFilter.Type.values();
        List<EventFilter> filters = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0 && random.nextInt(8) > 0; i--) {
            boolean first = filters.isEmpty();
            filters.add(new EventFilter(
                    pick(random, FIELDS),
                    operators[first ? round % operators.length : random.nextInt(operators.length)],
                    types[first ? round / operators.length % types.length : random.nextInt(types.length)],
                    pick(random, VALUES)));
        }
        Double from = random.nextInt(4) == 0 ? Double.valueOf(T0 + random.nextInt(50)) : null;
        Double to = random.nextInt(4) == 0 ? Double.valueOf(T0 + random.nextInt(50)) : null;
        String text = random.nextInt(3) == 0 ? pick(random, VALUES) + (random.nextBoolean() ? "*" : "") : "";
        if (random.nextInt(6) == 0) {
            text = '"' + pick(random, VALUES) + ' ' + pick(random, VALUES) + '"';
        }
        return new EventQuery(
                filters,
                from,
                to,
                1 + random.nextInt(20),
                1 + random.nextInt(3),
                SearchText.parse(text),
                cursor(random));
    }

    private static @Nullable TimeCursor cursor(Random random) {
        return random.nextInt(4) == 0 ? new TimeCursor(T0 + random.nextInt(50), "e" + random.nextInt(EVENTS)) : null;
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
