// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import static ai.honeyhive.server.internal.store.Events.event;
import static ai.honeyhive.server.internal.store.Events.failed;
import static ai.honeyhive.server.internal.store.Events.patch;
import static ai.honeyhive.server.internal.store.Events.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.OutlinedEvent;
import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.model.StoredEvent;
import ai.honeyhive.server.internal.store.memory.MemoryStore;
import ai.honeyhive.server.internal.store.search.SearchText;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What every store must do. */
public abstract class StoreContract {
    private static final double T0 = 1_790_000_000_000.0;

    protected final AtomicLong clock = new AtomicLong((long) T0);
    private Store store;

    protected abstract Store open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void write_eventOfUnknownSession_createsTheSession() {
        write(new Change.Put(event("e1", "s1", null, EventType.TOOL, T0, "{}")));

        SessionRow row = row("s1");
        assertThat(row.started()).isFalse();
        assertThat(row.name()).isEqualTo("Session");
        assertThat(row.tally().events()).isEqualTo(1);
        assertThat(find("s1").type()).isEqualTo(EventType.SESSION);
        assertThat(store.counts()).isEqualTo(new Store.Counts(1, 1, 0));
    }

    @Test
    void write_sameBatchTwice_changesNothing() {
        List<Change> batch = List.of(
                new Change.StartSession(session("s1", "a", T0, "{\"inputs\":{\"q\":\"why\"}}")),
                new Change.Put(event("e1", "s1", null, EventType.MODEL, T0, usage(10, 5, 0.5))),
                new Change.Put(failed(event("e2", "s1", "e1", EventType.TOOL, T0 + 1, "{}"), "boom")));
        store.events().write(batch);
        SessionRow once = row("s1");
        List<Event> eventsOnce = store.events().ofSession("s1");

        store.events().write(batch);

        assertThat(row("s1")).isEqualTo(once);
        assertThat(store.events().ofSession("s1")).isEqualTo(eventsOnce);
        assertThat(once.usage().totalTokens()).isEqualTo(15);
        assertThat(once.usage().cost()).isEqualTo(0.5);
        assertThat(once.errors()).isEqualTo(1);
    }

    @Test
    void write_everyOrderOfTheSameChanges_givesTheSameSession() {
        List<Change> changes = new ArrayList<>(List.of(
                new Change.StartSession(session("s1", "named", T0 + 50, "{\"metadata\":{\"run_id\":\"r1\"}}")),
                new Change.Put(event("root", "s1", null, EventType.CHAIN, T0, "{\"metrics\":{\"f1\":0.5}}")),
                new Change.Put(event("m1", "s1", "root", EventType.MODEL, T0 + 1, usage(10, 5, 0.1))),
                new Change.Put(event("m2", "s1", "root", EventType.MODEL, T0 + 2, usage(1, 1, 0.2))),
                new Change.Put(failed(event("t1", "s1", "m1", EventType.TOOL, T0 + 3, "{}"), "boom")),
                new Change.Enrich(patch("m1", "{\"metadata\":{\"k\":1},\"outputs\":{\"text\":\"new\"}}")),
                new Change.Enrich(patch("s1", "{\"feedback\":{\"rating\":5},\"outputs\":{\"answer\":\"x\"}}"))));
        List<List<String>> seen = new ArrayList<>();

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(changes, new Random(seed));
            changes.forEach(this::write);
            SessionRow row = row("s1");
            List<String> state = new ArrayList<>();
            state.add(row.name() + row.runId() + row.usage() + row.error() + row.tally() + row.feedback());
            store.events().ofSession("s1").stream().map(Event::toString).forEach(state::add);
            seen.add(state);
            assertThat(store.events().deleteSession("s1")).isTrue();
        }

        assertThat(Set.copyOf(seen)).hasSize(1);
        assertThat(seen.get(0).get(0)).startsWith("namedr1").contains("boom", "rating");
    }

    @Test
    void write_spansOfOneTrace_gatherInTheSessionThatOneOfThemNames() {
        List<Change> changes = new ArrayList<>(List.of(
                ofTrace("root", "trace", null, T0, "a root"),
                ofTrace("named", "s1", "root", T0 + 1, null),
                ofTrace("child", "trace", "named", T0 + 2, null),
                ofTrace("other", "trace", "gone", T0 + 3, null)));
        List<String> seen = new ArrayList<>();

        for (int seed = 0; seed < 12; seed++) {
            Collections.shuffle(changes, new Random(seed));
            if (seed % 2 == 0) {
                store.events().write(changes);
            } else {
                changes.forEach(this::write);
            }
            assertThat(store.events().findSession("trace")).isEmpty();
            assertThat(store.events().find("trace")).isEmpty();
            seen.add(row("s1").tally() + row("s1").name() + store.events().ofSession("s1"));
            assertThat(store.counts().sessions()).isEqualTo(1);
            assertThat(store.events().deleteSession("s1")).isTrue();
        }

        assertThat(Set.copyOf(seen)).hasSize(1);
        assertThat(seen.get(0)).contains("events=4", "Session", "child").doesNotContain("sessionId=trace");
    }

    @Test
    void write_eventsThatContradictEachOther_describeTheSessionInAnyOrder() {
        Event one = event("e1", "s1", null, EventType.TOOL, T0, "{\"metadata\":{\"user_id\":\"u2\"}}");
        Event two = event("e2", "s1", null, EventType.TOOL, T0 + 1, "{\"metadata\":{\"user_id\":\"u1\"}}");
        List<Change> changes = new ArrayList<>(
                List.of(new Change.Put(one, null, "zeta", null), new Change.Put(two, null, "alpha", null)));

        for (int round = 0; round < 2; round++) {
            changes.forEach(this::write);
            assertThat(row("s1").name() + row("s1").userId()).isEqualTo("alphau1");
            store.events().deleteSession("s1");
            Collections.reverse(changes);
        }
    }

    private static Change.Put ofTrace(String id, String session, String parent, double start, String sessionName) {
        return new Change.Put(event(id, session, parent, EventType.TOOL, start, "{}"), null, sessionName, "trace");
    }

    @Test
    void tree_eventsInAnyShape_isShownOnceEachAndAsOnesOwn() {
        write(new Change.StartSession(session("s1", "n", T0, "{\"metadata\":{\"a\":\"}],\\\"{\"}}")));
        String payload = "{\"inputs\":{\"q\":\"say \\\"hi, {[\\\\\"},\"outputs\":{\"list\":[1,{\"x\":\"]}\"}]},"
                + "\"metrics\":{\"m\":0.5},\"metadata\":{}}";
        write(new Change.Put(event("root", "s1", null, EventType.CHAIN, T0, payload)));
        write(new Change.Put(event("b", "s1", "root", EventType.TOOL, T0 + 2, payload)));
        write(new Change.Put(event("a", "s1", "root", EventType.TOOL, T0 + 1, "{}")));
        write(new Change.Put(event("orphan", "s1", "gone", EventType.TOOL, T0 + 3, payload)));
        write(new Change.Put(event("circle1", "s1", "circle2", EventType.TOOL, T0 + 4, "{}")));
        write(new Change.Put(event("circle2", "s1", "circle1", EventType.TOOL, T0 + 5, "{}")));
        List<Change> chain = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            String above = i == 0 ? "root" : "c" + (i - 1);
            chain.add(new Change.Put(event("c" + i, "s1", above, EventType.TOOL, T0 + 10 + i, "{}")));
        }
        store.events().write(chain);

        List<String> shown = shownAsTree("s1");

        assertThat(shown.subList(0, 4)).containsExactly("1 s1", "2 root", "3 a", "3 b");
        assertThat(shown.subList(4, 1_504)).startsWith("3 c0", "4 c1").endsWith("1502 c1499");
        assertThat(shown.subList(1_504, shown.size())).containsExactly("2 orphan", "2 circle1", "2 circle2");
        assertThat(store.events().tree("none", new Shown())).isFalse();
    }

    private List<String> shownAsTree(String sessionId) {
        var shown = new Shown();
        assertThat(store.events().tree(sessionId, shown)).isTrue();
        assertThat(shown.depth).isZero();
        return shown.lines;
    }

    /** Holds every event that is shown against the event as it is found alone. */
    private final class Shown implements EventStore.TreeVisitor {
        private final List<String> lines = new ArrayList<>();
        private int depth;

        @Override
        public void enter(StoredEvent event) {
            depth++;
            lines.add(depth + " " + event.event().eventId());
            assertThat(json(event))
                    .isEqualTo(
                            Json.read(Json.write(EventJson.of(find(event.event().eventId())))));
        }

        @Override
        public void leave() {
            depth--;
        }
    }

    private static JsonNode json(StoredEvent event) {
        var text = new StringWriter();
        try (JsonGenerator json = Json.mapper().createGenerator(text)) {
            json.writeStartObject();
            EventJson.writeFields(event, json);
            json.writeEndObject();
        }
        return Json.read(text.toString());
    }

    @Test
    void ofSession_byCursorWhileEventsArrive_givesEachOnce() {
        for (int i = 0; i < 25; i++) {
            write(new Change.Put(
                    event("e" + (char) ('a' + i), "s1", null, EventType.TOOL, T0 + Math.floorDiv(i, 3), "{}")));
        }
        List<String> seen = new ArrayList<>();
        TimeCursor after = null;
        List<StoredEvent> page = store.events().ofSession("s1", null, 4);
        assertThat(page.get(0).event().isSession()).isTrue();
        while (!page.isEmpty()) {
            page.forEach(event -> seen.add(event.event().eventId()));
            after = TimeCursor.behind(page.get(page.size() - 1).event());
            write(new Change.Put(event("late" + seen.size(), "s1", null, EventType.TOOL, T0 - 1, "{}")));
            page = store.events().ofSession("s1", after, 4);
        }

        assertThat(seen).doesNotHaveDuplicates().hasSize(26).startsWith("s1", "ea", "eb");
        assertThat(after).isNotNull();
    }

    @Test
    void outline_byCursor_givesEachEventOnceWithItsParentAndDigest() {
        for (int i = 0; i < 9; i++) {
            String parent = i == 0 ? null : i == 8 ? "nowhere" : "e0";
            write(new Change.Put(event(
                    "e" + i,
                    "s1",
                    parent,
                    EventType.MODEL,
                    T0 + Math.floorDiv(i, 3),
                    "{\"inputs\":{\"q\":\"word\"}}")));
        }
        List<OutlinedEvent> seen = new ArrayList<>(store.events().outline("s1", TimeCursor.START, 4));
        assertThat(seen).hasSize(4);
        EventDigest last = seen.get(3).digest();
        seen.addAll(store.events().outline("s1", new TimeCursor(last.startTime(), last.eventId()), 100));

        assertThat(seen).hasSize(9).extracting(each -> each.digest().preview()).containsOnly("word");
        assertThat(seen)
                .extracting(each -> each.digest().eventId())
                .containsExactly("e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8");
        assertThat(seen.get(1).parentId()).isEqualTo("e0");
        assertThat(seen.get(8).parentId()).isEqualTo("s1");
    }

    @Test
    void search_byCursorWhileEventsArrive_givesEachOnce() {
        for (int i = 0; i < 25; i++) {
            write(new Change.Put(event(
                    "e" + i, "s1", null, EventType.TOOL, T0 + Math.floorDiv(i, 3), "{\"inputs\":{\"q\":\"word\"}}")));
        }
        var tools = new EventFilter("event_type", EventFilter.Operator.IS, EventFilter.Type.STRING, "tool");
        var named = new EventFilter("event_name", EventFilter.Operator.CONTAINS, EventFilter.Type.STRING, "name");
        for (List<EventFilter> filters : List.of(List.of(tools), List.of(tools, named))) {
            for (String text : List.of("", "word")) {
                List<String> seen = new ArrayList<>();
                var page = store.events().search(new EventQuery(filters, null, null, 4, 1, SearchText.parse(text)));
                assertThat(page.total()).isGreaterThanOrEqualTo(25);
                while (page.next() != null) {
                    page.events().forEach(event -> seen.add(event.eventId()));
                    write(new Change.Put(event(
                            "new" + text + filters.size() + seen.size(),
                            "s1",
                            null,
                            EventType.TOOL,
                            T0 + 1_000,
                            "{\"inputs\":{\"q\":\"word\"}}")));
                    page = store.events()
                            .search(new EventQuery(filters, null, null, 4, 1, SearchText.parse(text), page.next()));
                    assertThat(page.total()).isNull();
                }
                page.events().forEach(event -> seen.add(event.eventId()));

                assertThat(seen).doesNotHaveDuplicates().contains("e0", "e24");
                assertThat(seen.stream().filter(id -> id.startsWith("e"))).hasSize(25);
            }
        }
    }

    @Test
    void find_parentNotStored_isShownUnderTheSessionUntilItArrives() {
        write(new Change.Put(event("child", "s1", "parent", EventType.TOOL, T0 + 1, "{}")));
        assertThat(find("child").parentId()).isEqualTo("s1");

        write(new Change.Put(event("parent", "s1", null, EventType.CHAIN, T0, "{}")));

        assertThat(find("child").parentId()).isEqualTo("parent");
        assertThat(find("parent").parentId()).isEqualTo("s1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void write_parentWithAnIdOfItsOwn_isFoundByItsChildren(boolean childFirst) {
        var child = new Change.Put(event("child", "s1", "span-1", EventType.TOOL, T0 + 1, "{}"));
        var parent = new Change.Put(event("own-id", "s1", null, EventType.CHAIN, T0, "{}"), "span-1", null, null);

        write(childFirst ? child : parent);
        write(childFirst ? parent : child);

        assertThat(find("child").parentId()).isEqualTo("own-id");
    }

    @Test
    void enrich_knownEvent_mergesBucketsAndReplacesOutputs() {
        write(new Change.Put(
                event("e1", "s1", null, EventType.MODEL, T0, "{\"metadata\":{\"a\":1},\"outputs\":{\"old\":1}}")));

        write(new Change.Enrich(patch("e1", "{\"metadata\":{\"b\":2,\"cost\":0.25},\"outputs\":{\"new\":1}}")));

        Event enriched = find("e1");
        assertThat(enriched.buckets().get(Bucket.METADATA)).isEqualTo(Json.read("{\"a\":1,\"b\":2,\"cost\":0.25}"));
        assertThat(enriched.buckets().get(Bucket.OUTPUTS)).isEqualTo(Json.read("{\"new\":1}"));
        assertThat(row("s1").usage().cost()).isEqualTo(0.25);
    }

    @Test
    void enrich_twiceWithTheSameCost_countsItOnce() {
        write(new Change.Put(event("e1", "s1", null, EventType.MODEL, T0, "{}")));

        write(new Change.Enrich(patch("e1", "{\"metadata\":{\"cost\":0.25}}")));
        write(new Change.Enrich(patch("e1", "{\"metadata\":{\"cost\":0.25}}")));

        assertThat(row("s1").usage().cost()).isEqualTo(0.25);
    }

    @Test
    void enrich_beforeAnything_waitsUnseen() {
        write(new Change.Enrich(patch("later", "{\"metadata\":{\"a\":1}}")));
        write(new Change.Enrich(patch("later", "{\"metadata\":{\"b\":2}}")));
        assertThat(store.events().find("later")).isEmpty();

        write(new Change.Put(event("later", "s1", null, EventType.TOOL, T0, "{\"metadata\":{\"a\":0,\"c\":3}}")));

        assertThat(find("later").buckets().get(Bucket.METADATA)).isEqualTo(Json.read("{\"a\":1,\"c\":3,\"b\":2}"));
    }

    @Test
    void startSession_afterItsEvents_keepsTheEarlierStartAndTakesTheName() {
        write(new Change.Put(event("e1", "s1", null, EventType.TOOL, T0, "{}")));

        write(new Change.StartSession(session("s1", "late", T0 + 500, "{\"inputs\":{\"q\":1}}")));

        SessionRow row = row("s1");
        assertThat(row.name()).isEqualTo("late");
        assertThat(row.startTime()).isEqualTo(T0);
        assertThat(find("s1").startTime()).isEqualTo(T0);
        assertThat(row.tally().events()).isEqualTo(1);
    }

    @Test
    void startSession_twice_mergesMetadataAndUserPropertiesOnly() {
        write(new Change.StartSession(session("s1", "first", T0, "{\"metadata\":{\"a\":1},\"inputs\":{\"q\":1}}")));

        write(new Change.StartSession(session(
                "s1",
                "second",
                T0 + 9,
                "{\"metadata\":{\"b\":2},\"inputs\":{\"q\":2},\"user_properties\":{\"plan\":\"pro\"}}")));

        Event session = find("s1");
        assertThat(session.name()).isEqualTo("first");
        assertThat(session.buckets().get(Bucket.INPUTS)).isEqualTo(Json.read("{\"q\":1}"));
        assertThat(session.buckets().get(Bucket.METADATA).get("b").asInt()).isEqualTo(2);
        assertThat(session.buckets().get(Bucket.USER_PROPERTIES)).isEqualTo(Json.read("{\"plan\":\"pro\"}"));
    }

    @Test
    void usage_chainRepeatsItsChildren_isCountedOnce() {
        write(new Change.Put(event("c", "s1", null, EventType.CHAIN, T0, usage(10, 5, 0.5))));
        assertThat(row("s1").usage().totalTokens()).isEqualTo(15);

        write(new Change.Put(event("m", "s1", "c", EventType.MODEL, T0 + 1, usage(10, 5, 0.5))));

        assertThat(row("s1").usage().totalTokens()).isEqualTo(15);
        assertThat(row("s1").usage().cost()).isEqualTo(0.5);
    }

    @Test
    void usage_nothingKnown_isUnknownAndNotZero() {
        write(new Change.Put(event("m", "s1", null, EventType.MODEL, T0, "{}")));

        assertThat(row("s1").usage().cost()).isNull();
        assertThat(row("s1").usage().totalTokens()).isNull();
    }

    @Test
    void session_eventBefore1970_doesNotMoveItThere() {
        write(new Change.StartSession(session("s1", "n", T0, "{}")));
        write(new Change.Put(event("broken", "s1", null, EventType.TOOL, -5_000, "{}")));
        write(new Change.Put(event("zero", "s1", null, EventType.TOOL, 0, "{}")));
        write(new Change.Put(event("sane", "s1", null, EventType.TOOL, T0 + 7, "{}")));

        assertThat(row("s1").startTime()).isEqualTo(T0);
        assertThat(row("s1").duration()).isLessThan(1_000);
    }

    @Test
    void sessions_manyWithEqualStarts_arePagedWithoutGapOrRepeat() {
        for (int i = 0; i < 25; i++) {
            write(new Change.StartSession(session("s" + i, "n", T0 + Math.floorDiv(i, 5), "{}")));
        }

        List<String> ids = new ArrayList<>();
        TimeCursor cursor = null;
        do {
            SessionPage page =
                    store.events().sessions(new SessionQuery(7, cursor, null, SessionQuery.Order.NEWEST_FIRST));
            page.sessions().forEach(row -> ids.add(row.sessionId()));
            cursor = page.next() == null ? null : TimeCursor.decode(page.next().encode());
        } while (cursor != null);

        assertThat(ids).hasSize(25).doesNotHaveDuplicates();
        assertThat(ids.get(0)).isEqualTo("s24");
        assertThat(ids.get(24)).isEqualTo("s0");
    }

    @Test
    void sessions_ofRun_areFoundByTheMetadataOfTheirEvents() {
        write(new Change.Put(event("e1", "s1", null, EventType.CHAIN, T0, "{\"metadata\":{\"run_id\":\"r1\"}}")));
        write(new Change.StartSession(session("s2", "n", T0 + 5, "{\"metadata\":{\"run_id\":\"r1\"}}")));
        write(new Change.StartSession(session("s3", "n", T0, "{}")));

        SessionPage page = store.events().sessions(new SessionQuery(10, null, "r1", SessionQuery.Order.OLDEST_FIRST));

        assertThat(page.sessions()).extracting(SessionRow::sessionId).containsExactly("s1", "s2");
        assertThat(page.next()).isNull();
    }

    @Test
    void search_columnsAndPayload_areCombinedWithAnd() {
        write(new Change.Put(event("a", "s1", null, EventType.MODEL, T0, "{\"metadata\":{\"n\":1}}")));
        write(new Change.Put(event("b", "s1", null, EventType.MODEL, T0 + 1, "{\"metadata\":{\"n\":2}}")));
        write(new Change.Put(event("c", "s2", null, EventType.MODEL, T0 + 2, "{\"metadata\":{\"n\":2}}")));
        var ofSession = is("session_id", "s1");
        var large = new EventFilter("metadata.n", EventFilter.Operator.GREATER_THAN, EventFilter.Type.NUMBER, "1");

        assertThat(ids(ofSession, is("event_type", "model"))).containsExactly("b", "a");
        assertThat(ids(ofSession, large)).containsExactly("b");
        assertThat(ids(large)).containsExactly("c", "b");
        assertThat(ids(ofSession, is("parent_id", "s1"), large)).containsExactly("b");
    }

    @Test
    void search_idThatIsANumber_isFoundHoweverItIsWrittenUnlessTextIsMeant() {
        write(new Change.Put(event("a", "s1", null, EventType.MODEL, T0, "{\"metadata\":{\"run_id\":7}}")));
        write(new Change.Put(event("b", "s1", null, EventType.MODEL, T0 + 1, "{\"metadata\":{\"run_id\":\"7\"}}")));
        write(new Change.Put(event("c", "s1", null, EventType.MODEL, T0 + 2, "{\"metadata\":{\"run_id\":7.0}}")));

        assertThat(ids(new EventFilter("metadata.run_id", EventFilter.Operator.IS, EventFilter.Type.ANY, "7")))
                .containsExactly("c", "b", "a");
        assertThat(ids(new EventFilter("metadata.run_id", EventFilter.Operator.IS, EventFilter.Type.ANY, "7e0")))
                .containsExactly("c", "a");
        assertThat(ids(is("metadata.run_id", "7"))).containsExactly("b", "a");
    }

    @Test
    void scan_matchingEvents_areShownLatestFirstUntilEnough() {
        for (int i = 0; i < 4; i++) {
            write(new Change.Put(
                    event("e" + i, "s1", null, EventType.TOOL, T0 + i, "{\"metadata\":{\"i\":" + i + "}}")));
        }
        List<String> byColumn = new ArrayList<>();
        List<String> byPayload = new ArrayList<>();

        store.events().scan(new EventQuery(List.of(is("event_type", "tool")), T0 + 1, null, 1, 1), event -> {
            byColumn.add(event.eventId());
            return true;
        });
        store.events()
                .scan(
                        new EventQuery(
                                List.of(new EventFilter(
                                        "metadata.i", EventFilter.Operator.LESS_THAN, EventFilter.Type.NUMBER, "3")),
                                null,
                                null,
                                1,
                                1),
                        event -> {
                            byPayload.add(event.eventId());
                            return byPayload.size() < 2;
                        });

        assertThat(byColumn).containsExactly("e3", "e2", "e1");
        assertThat(byPayload).containsExactly("e2", "e1");
    }

    @Test
    void changes_storedInAnotherStore_makeTheSame() {
        write(
                new Change.StartSession(session("s1", "named", T0, "{\"inputs\":{\"q\":1},\"metadata\":{\"a\":null}}")),
                new Change.Put(event("e1", "s1", null, EventType.MODEL, T0 + 0.25, usage(10, 5, 0.5))),
                new Change.Put(failed(event("e2", "s1", "gone", EventType.TOOL, T0 + 1, "{}"), "boom")),
                new Change.Put(event("own", "s1", null, EventType.TOOL, T0 + 2, "{}"), "span", null, null),
                new Change.Put(event("e3", "s2", null, EventType.CHAIN, T0, "{}"), null, "by its events", null),
                new Change.Enrich(patch("s2", "{\"feedback\":{\"rating\":1},\"outputs\":{\"a\":2}}")),
                new Change.Enrich(patch("e1", "{\"feedback\":{\"good\":true}}")),
                new Change.Enrich(patch("never", "{\"metadata\":{\"x\":1}}")));
        try (Store copy = new MemoryStore(1_000, clock::get)) {
            for (int round = 0; round < 2; round++) {
                store.events().changes(change -> copy.events().write(List.of(change)));

                for (String id : List.of("s1", "s2")) {
                    assertThat(copy.events().findSession(id))
                            .isEqualTo(store.events().findSession(id));
                    assertThat(copy.events().ofSession(id))
                            .isEqualTo(store.events().ofSession(id));
                }
            }
            for (Store each : List.of(store, copy)) {
                each.events()
                        .write(List.of(new Change.Put(event("never", "s1", "span", EventType.TOOL, T0 + 3, "{}"))));
            }
            assertThat(copy.events().find("never")).isEqualTo(store.events().find("never"));
            assertThat(find("never").parentId()).isEqualTo("own");
            assertThat(find("never").buckets().get(Bucket.METADATA).has("x")).isTrue();
        }
    }

    @Test
    void removeSessions_oldOnes_goWholeTheOldestFirst() {
        for (int i = 0; i < 4; i++) {
            write(
                    new Change.Put(
                            event("a" + i, "s" + i, null, EventType.CHAIN, T0 + i, "{\"inputs\":{\"q\":\"old\"}}")),
                    new Change.Put(event("b" + i, "s" + i, "a" + i, EventType.TOOL, T0 + i, "{}")));
        }
        write(new Change.Put(event("late", "s1", null, EventType.TOOL, T0 + 10_000, "{}")));

        EventStore.Removed removed = store.events().removeSessions(T0 + 100, 2);

        assertThat(removed).isEqualTo(new EventStore.Removed(2, 4));
        assertThat(store.events().findSession("s0")).isEmpty();
        assertThat(store.events().find("b0")).isEmpty();
        assertThat(store.events().findSession("s1")).isPresent();
        assertThat(store.counts()).isEqualTo(new Store.Counts(5, 2, 0));
        assertThat(store.events()
                        .search(new EventQuery(List.of(), null, null, 10, 1, SearchText.parse("old")))
                        .events())
                .extracting(Event::eventId)
                .containsExactlyInAnyOrder("a1", "a3");
        assertThat(store.events().removeSessions(T0 + 100, 100)).isEqualTo(new EventStore.Removed(1, 2));
        assertThat(store.events().removeSessions(T0 + 100, 100)).isEqualTo(EventStore.Removed.NOTHING);
    }

    @Test
    void removeSessions_ofARun_stayAsLongAsTheRun() {
        write(
                new Change.Put(event("e1", "s1", null, EventType.CHAIN, T0, "{}")),
                new Change.Put(event("e2", "s2", null, EventType.CHAIN, T0, "{\"metadata\":{\"run_id\":\"r1\"}}")),
                new Change.Put(event("e3", "s3", null, EventType.CHAIN, T0, "{\"metadata\":{\"run_id\":\"gone\"}}")));
        store.runs().create(run("r1"), known -> known); // which names s1

        assertThat(store.events().removeSessions(T0 + 100, 100)).isEqualTo(new EventStore.Removed(1, 1));
        assertThat(store.events().findSession("s3")).isEmpty();

        store.runs().delete("r1");
        assertThat(store.events().removeSessions(T0 + 100, 100)).isEqualTo(new EventStore.Removed(2, 2));
    }

    @Test
    void update_changeThatThrows_leavesTheRunAndPassesTheExceptionOn() {
        store.runs().create(run("r1"), known -> known);
        var refusal = new IllegalArgumentException("no such status");

        assertThatThrownBy(() -> store.runs().update("r1", known -> {
                    throw refusal;
                }))
                .isSameAs(refusal);

        assertThat(store.runs().find("r1")).contains(run("r1"));
    }

    @Test
    void search_pages_haveTheTotalOfAllPages() {
        IntStream.range(0, 25)
                .forEach(i -> write(new Change.Put(event("e" + i, "s1", null, EventType.TOOL, T0 + i, "{}"))));

        var byColumn = store.events().search(new EventQuery(List.of(is("event_type", "tool")), null, null, 10, 3));
        var byPayload = store.events()
                .search(new EventQuery(
                        List.of(new EventFilter(
                                "event_name", EventFilter.Operator.CONTAINS, EventFilter.Type.STRING, "NAME of e")),
                        T0 + 5,
                        T0 + 14,
                        4,
                        3));

        assertThat(byColumn.total()).isEqualTo(25);
        assertThat(byColumn.events()).extracting(Event::eventId).containsExactly("e4", "e3", "e2", "e1", "e0");
        assertThat(byPayload.total()).isEqualTo(10);
        assertThat(byPayload.events()).extracting(Event::eventId).containsExactly("e6", "e5");
    }

    @Test
    void ofRun_eventsAndListedSessions_areGivenWithTheirMetrics() {
        write(new Change.Put(event(
                "e1",
                "s1",
                null,
                EventType.CHAIN,
                T0,
                "{\"metadata\":{\"run_id\":\"r1\",\"datapoint_id\":\"d1\"},\"metrics\":{\"f1\":0.5,\"ok\":true}}")));
        write(new Change.Put(event("e2", "s2", null, EventType.CHAIN, T0 + 1, "{\"metrics\":{\"f1\":1}}")));

        assertThat(store.events().ofRun("r1", List.of("s2")))
                .filteredOn(digest -> digest.type() == EventType.CHAIN)
                .extracting(digest -> digest.eventId() + digest.datapointId() + digest.metrics())
                .containsExactly("e1d1{\"f1\":0.5,\"ok\":true}", "e2null{\"f1\":1}");
        assertThat(store.events().metricAverages(List.of("r1", "none")))
                .containsEntry("r1", (ObjectNode) Json.read("{\"f1\":0.5,\"ok\":1.0}"))
                .containsKey("none");
    }

    @Test
    void deleteEvent_known_isTakenOutOfTheTally() {
        write(new Change.Put(event("e1", "s1", null, EventType.MODEL, T0, usage(1, 1, 0.5))));
        write(new Change.Put(event("e2", "s1", null, EventType.MODEL, T0 + 1, usage(1, 1, 0.25))));

        assertThat(store.events().deleteEvent("e1")).isTrue();

        assertThat(store.events().deleteEvent("e1")).isFalse();
        assertThat(row("s1").usage().cost()).isEqualTo(0.25);
        assertThat(row("s1").tally().events()).isEqualTo(1);
    }

    @Test
    void deleteSession_known_leavesNothing() {
        write(new Change.Put(event("e1", "s1", null, EventType.MODEL, T0, "{}")));

        assertThat(store.events().deleteSession("s1")).isTrue();

        assertThat(store.events().deleteSession("s1")).isFalse();
        assertThat(store.events().find("e1")).isEmpty();
        assertThat(store.counts()).isEqualTo(new Store.Counts(0, 0, 0));
    }

    @Test
    void startSession_onceDeleted_knowsNothingOfBefore() {
        write(new Change.StartSession(session("s1", "first", T0, "{\"metadata\":{\"a\":1}}")));
        write(new Change.Put(event("e1", "s1", null, EventType.MODEL, T0, "{}")));
        store.events().deleteSession("s1");

        write(new Change.StartSession(session("s1", "second", T0 + 9, "{}")));

        assertThat(row("s1").name()).isEqualTo("second");
        assertThat(row("s1").tally().events()).isZero();
        assertThat(find("s1").buckets().get(Bucket.METADATA).has("a")).isFalse();
    }

    @Test
    void write_eventWithItsSessionsId_doesNotBreakTheBatch() {
        write(new Change.Put(event("x", "x", null, EventType.TOOL, T0, "{}")));
        write(new Change.Put(event("y", "x", "x", EventType.TOOL, T0, "{}")));

        assertThat(find("y").parentId()).isEqualTo("x");
        assertThat(row("x").tally().events()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void write_sessionWithAllThatBelongsToItAtOnce_storesWhatOneByOneDoes() {
        write(
                new Change.StartSession(session("s1", "all", T0, "{\"metadata\":{\"a\":1}}")),
                new Change.Put(event("e1", "s1", null, EventType.TOOL, T0 - 5, "{}")),
                new Change.Enrich(patch("s1", "{\"metadata\":{\"b\":2},\"outputs\":{\"first\":1}}")),
                new Change.StartSession(session("s1", "again", T0, "{\"metadata\":{\"c\":3}}")),
                new Change.Enrich(patch("s1", "{\"outputs\":{\"last\":2}}")));
        write(new Change.StartSession(session("s2", "all", T0, "{\"metadata\":{\"a\":1}}")));
        write(new Change.Put(event("e2", "s2", null, EventType.TOOL, T0 - 5, "{}")));
        write(new Change.Enrich(patch("s2", "{\"metadata\":{\"b\":2},\"outputs\":{\"first\":1}}")));
        write(new Change.StartSession(session("s2", "again", T0, "{\"metadata\":{\"c\":3}}")));
        write(new Change.Enrich(patch("s2", "{\"outputs\":{\"last\":2}}")));

        Event atOnce = find("s1");
        assertThat(atOnce.buckets()).isEqualTo(find("s2").buckets());
        assertThat(atOnce.buckets().get(Bucket.OUTPUTS)).isEqualTo(Json.read("{\"last\":2}"));
        assertThat(atOnce.buckets().get(Bucket.METADATA).get("c").asInt()).isEqualTo(3);
        assertThat(atOnce.startTime()).isEqualTo(T0 - 5);
        assertThat(atOnce.name()).isEqualTo("all");
        assertThat(row("s1").hasOutputs()).isTrue();
        assertThat(ids(is("session_id", "s1"))).containsExactly("e1");
        assertThat(store.events().ofSession("s1")).hasSize(2);
    }

    @Test
    void write_eventWithTheIdOfASessionStartedAtOnce_isOneThatIsKnown() {
        write(
                new Change.StartSession(session("s1", "first", T0, "{}")),
                new Change.Put(event("s1", "other", null, EventType.TOOL, T0, "{}")));

        assertThat(find("s1").isSession()).isTrue();
        assertThat(store.events().findSession("other")).isEmpty();
        assertThat(store.counts()).isEqualTo(new Store.Counts(0, 1, 0));
    }

    @Test
    void write_fromManyThreads_losesNothing() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int thread = t;
            threads.add(new Thread(() -> {
                for (int i = 0; i < 50; i++) {
                    write(new Change.Put(event(thread + "-" + i, "s1", null, EventType.MODEL, T0 + i, usage(1, 1, 1))));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(row("s1").tally().events()).isEqualTo(400);
        assertThat(row("s1").usage().totalTokens()).isEqualTo(800);
        assertThat(store.events().ofSession("s1")).hasSize(401);
    }

    @Test
    void onCommit_changes_namesSessionsAndRuns() {
        Set<String> touched = ConcurrentHashMap.newKeySet();
        store.onCommit((sessions, runs) -> {
            touched.addAll(sessions);
            touched.addAll(runs);
        });

        write(new Change.Put(event("e1", "s1", null, EventType.CHAIN, T0, "{\"metadata\":{\"run_id\":\"r1\"}}")));
        store.runs().create(run("r2"), known -> known);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            while (!touched.containsAll(Set.of("s1", "r1", "r2"))) {
                Thread.onSpinWait();
            }
        });
    }

    @Test
    void onCommit_listenerThatFails_spoilsNothing() {
        Set<String> touched = ConcurrentHashMap.newKeySet();
        store.onCommit((sessions, runs) -> {
            throw new IllegalStateException("a listener failed, as the test wants it");
        });
        store.onCommit((sessions, runs) -> touched.addAll(sessions));

        write(new Change.Put(event("e1", "s1", null, EventType.CHAIN, T0, "{}")));
        write(new Change.Put(event("e2", "s2", null, EventType.CHAIN, T0, "{}")));

        assertThat(row("s1").tally().events()).isEqualTo(1);
        assertThat(row("s2").tally().events()).isEqualTo(1);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            while (!touched.containsAll(Set.of("s1", "s2"))) {
                Thread.onSpinWait();
            }
        });
    }

    @Test
    void runs_createUpdateDelete_areReadBack() {
        Run created = store.runs().create(run("r1"), known -> known);
        assertThat(store.runs().find("r1")).contains(created);

        Run merged = store.runs().create(run("r1"), known -> withStatus(known, "completed"));
        assertThat(merged.status()).isEqualTo("completed");
        assertThat(store.runs().update("r1", known -> withStatus(known, "failed")))
                .get()
                .extracting(Run::status)
                .isEqualTo("failed");
        assertThat(store.runs().update("none", known -> known)).isEmpty();
        assertThat(store.runs().all()).extracting(Run::runId).containsExactly("r1");
        assertThat(store.runs().delete("r1")).isTrue();
        assertThat(store.runs().delete("r1")).isFalse();
    }

    protected final Store store() {
        return store;
    }

    protected final void write(Change... changes) {
        store.events().write(List.of(changes));
    }

    private Event find(String id) {
        return store.events().find(id).orElseThrow();
    }

    protected final SessionRow row(String id) {
        return store.events().findSession(id).orElseThrow();
    }

    private List<String> ids(EventFilter... filters) {
        return store.events().search(new EventQuery(List.of(filters), null, null, 100, 1)).events().stream()
                .filter(event -> !event.isSession())
                .map(Event::eventId)
                .toList();
    }

    private static EventFilter is(String field, String value) {
        return new EventFilter(field, EventFilter.Operator.IS, EventFilter.Type.STRING, value);
    }

    private static String usage(int prompt, int completion, double cost) {
        return "{\"metadata\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion + ",\"cost\":"
                + cost + "}}";
    }

    private static Run run(String id) {
        return new Run(
                id,
                "run " + id,
                null,
                "pending",
                null,
                null,
                Json.object().put("git", "abc"),
                Json.object(),
                Json.object(),
                Json.object(),
                Json.mapper().createArrayNode(),
                List.of("s1"),
                List.of(),
                1,
                1);
    }

    private static Run withStatus(Run run, String status) {
        return new Run(
                run.runId(),
                run.name(),
                run.description(),
                status,
                run.project(),
                run.datasetId(),
                run.metadata(),
                run.results(),
                run.configuration(),
                run.passingRanges(),
                run.evaluators(),
                run.eventIds(),
                run.datapointIds(),
                run.createdAt(),
                run.updatedAt());
    }
}
