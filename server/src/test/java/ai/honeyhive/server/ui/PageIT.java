// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** A person walks through the page, by keyboard and by mouse. */
class PageIT {
    private static final String SELECTED_ROW = ".tr.row[aria-selected=true]";
    private static final String SELECTED_EVENT = ".ev[aria-selected=true]";

    @RegisterExtension
    static final BrowserAndServer SETUP = new BrowserAndServer();

    private Page page;
    private ServerData data;

    @BeforeEach
    void setUp() {
        page = SETUP.page();
        data = SETUP.data();
    }

    @AfterEach
    void browserHasNothingToComplainAbout() {
        assertThat(page.complaints()).isEmpty();
        page.assertOnlyOwnServerAsked();
    }

    @Test
    void sessions_onEmptyServer_showTheLinesThatFillIt() {
        page.open("/");

        page.waitForText(".empty", "No sessions yet");
        assertThat(page.text(".code pre")).contains("HoneyHiveTracer.builder()").contains(SETUP.url());
    }

    @Test
    void session_openedByKeyboard_isRestoredByReloadAndBack() throws Exception {
        data.answeredQuestion("first", "Who pays the postage?", null);
        String second = data.answeredQuestion("second", "How long is the warranty?", null);
        data.answeredQuestion("third", "Is there a shop in Bern?", null);
        page.open("/sessions");
        page.waitFor("#s-" + second);

        page.press("j", "j");
        page.waitUntil(
                "the second row is selected",
                () -> page.attribute(SELECTED_ROW, "id").equals("s-" + second));
        page.press(Keys.ENTER);
        page.waitForText("h1", "second");
        page.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        page.waitForText(".pane header", "read");
        page.waitUntil(
                "the address names the event",
                () -> page.address()
                        .equals("/sessions/" + second + "?event="
                                + page.attribute(SELECTED_EVENT, "id").substring(2)));
        assertThat(page.text(".pane"))
                .contains("How long is the warranty?", "Within 30 days.", "Every claim is in faq-1.", "small-reader");

        String address = page.address();
        page.reload();
        page.waitForText(".pane header", "read");
        assertThat(page.address()).isEqualTo(address);

        page.back();
        page.waitUntil(
                "the row is selected again",
                () -> page.has(SELECTED_ROW)
                        && page.attribute(SELECTED_ROW, "id").equals("s-" + second));
    }

    @Test
    void session_openedByMouse_showsTheEventClicked() throws Exception {
        data.answeredQuestion("other", "Another one?", null);
        String session = data.answeredQuestion("clicked", "Do you ship to Norway?", null);
        page.open("/sessions");

        page.click("#s-" + session);
        page.waitFor(".ev[aria-level='3'] .ty.T");
        page.click(".ev[aria-level='3']");
        page.waitForText(".pane header", "retrieve");
        page.click(".ev[aria-level='2'] .tw");
        page.waitUntil(
                "what is below the chain is folded", () -> page.texts(".ev").size() == 2);
        page.click(
                "button[aria-label='Next session']:not([disabled]), button[aria-label='Previous session']:not([disabled])");
        page.waitUntil("another session is open", () -> !page.address().contains(session));
    }

    @Test
    void session_withErrors_opensAtTheFirstAndJumpsToTheNext() throws Exception {
        String session = data.answeredQuestion(
                "failing", "Why?", "IllegalStateException: no passages\nat Reader.read(Reader.java:7)");
        data.event(
                session, session, "tool", "cleanup", data.now(), 5, Map.of("inputs", Map.of(), "error", "disk full"));
        page.open("/sessions/" + session);

        page.waitForText(".errbox", "IllegalStateException: no passages");
        page.press("e");
        page.waitForText(".errbox", "disk full");
        page.press("E");
        page.waitForText(".errbox", "at Reader.read(Reader.java:7)");
    }

    @Test
    void session_find_leadsToTheMatchAndStandsInTheAddress() throws Exception {
        String session = data.answeredQuestion("searched", "Which colours are there?", null);
        page.open("/sessions/" + session);
        page.waitFor(SELECTED_EVENT);

        page.press("/", "faq-2", Keys.ENTER);

        page.waitForText(".pane header", "retrieve");
        page.waitForAddress("find=faq-2");
        assertThat(page.texts(".ev.hit")).hasSize(1);
    }

    @Test
    void session_stillRunning_showsEventsAsTheyArrive() throws Exception {
        String session = data.answeredQuestion("growing", "More?", null);
        page.open("/sessions/" + session);
        page.waitForText(".facts", "3 events");

        data.event(session, session, "tool", "late_arrival", data.now(), 12, Map.of());

        page.waitForText(".ev", "late_arrival");
        page.waitForText(".facts", "4 events");
    }

    @Test
    void sessions_newest_areAskedForBeforeThePageIsRead_andNotInAnotherWayAfterwards() throws Exception {
        data.answeredQuestion("asked early", "How early?", null);
        page.open("/sessions");
        page.waitForText(".tr.row", "asked early");

        List<?> asked = (List<?>)
                page.script(
                        "const read = performance.getEntriesByType('navigation')[0].domInteractive;"
                                + " return performance.getEntriesByType('resource').filter(({ name }) => name.includes('/v1/sessions?'))"
                                + ".map(({ name, startTime }) => new URL(name).search + (startTime < read ? ' early' : ' later'))");

        assertThat(asked.get(0)).isEqualTo("?limit=100 early");
        assertThat(asked.subList(1, asked.size())).allMatch("?limit=100 later"::equals);
    }

    @Test
    void sessions_whileReading_newOnesWaitUntilAskedFor() throws Exception {
        data.answeredQuestion("read now", "What is being read?", null);
        page.open("/sessions");
        page.waitForText(".tr.row", "read now");
        page.press("j");
        page.waitFor(SELECTED_ROW);
        String first = page.attribute(".tr.row", "id");

        String fresh = data.session("fresh", Map.of("question", "New?"), data.now(), 5);
        page.waitForText(".news", "1 new");
        assertThat(page.attribute(".tr.row", "id")).isEqualTo(first);
        page.press(".");

        page.waitUntil(
                "the new session is on top",
                () -> page.attribute(".tr.row", "id").equals("s-" + fresh));
    }

    @Test
    void sessions_atTheTopAndUntouched_newOnesEnterByThemselves() throws Exception {
        data.answeredQuestion("before", "Was here before", null);
        page.open("/sessions");
        page.movePointerAway();
        page.waitForText(".tr.row", "before");

        String fresh = data.session("enters", Map.of("question", "By itself?"), data.now(), 5);

        page.waitUntil(
                "the new session is on top",
                () -> page.attribute(".tr.row", "id").equals("s-" + fresh));
    }

    @Test
    void sessions_oneRunning_isUpdatedWhereItStands() throws Exception {
        page.open("/sessions");
        page.waitForText(".empty", "No sessions yet");
        String session = UUID.randomUUID().toString();
        data.post("/session/start", Map.of("session", Map.of("session_id", session, "session_name", "at work")));
        page.waitForText("#s-" + session, "running");

        data.event(session, session, "tool", "lookup", data.now(), 12, Map.of());
        data.put("/v1/events/" + session, Map.of("outputs", Map.of("answer", "done"), "metrics", Map.of("tone", 0.93)));

        page.waitForText("#s-" + session, "tone 0.93");
        page.waitUntil(
                "it is no longer running", () -> !page.text("#s-" + session).contains("running"));
    }

    @Test
    void sessions_filtered_keepTheFilterInTheAddress() throws Exception {
        data.answeredQuestion("needle", "Where is the haystack?", null);
        data.answeredQuestion("failed needle", "Where else?", "lost in the hay");
        page.open("/sessions");
        page.waitForText(".tr.row", "needle");

        page.press("/", "needle");
        page.waitUntil("two rows are left", () -> page.texts(".tr.row").size() == 2);
        page.waitForAddress("q=needle");
        page.reload();
        page.waitUntil("two rows are left", () -> page.texts(".tr.row").size() == 2);
        page.click("[aria-label=Status] button:nth-child(2)");
        page.waitUntil("one row is left", () -> page.texts(".tr.row").size() == 1);

        assertThat(page.text(".tr.row")).contains("failed needle", "lost in the hay");
        page.press("t", "j");
        page.waitFor(SELECTED_ROW);
    }

    @Test
    void sessions_filteredByFacetAndOperators_areThoseTheServerFinds() throws Exception {
        data.session("fast", Map.of("question", "Quick?"), data.now() - 90_000, 40);
        data.session("slow", Map.of("question", "Long?"), data.now() - 80_000, 4_000);
        page.open("/sessions");
        page.waitForText(".facets", "slow");

        page.click(".facets fieldset:nth-of-type(2) label:nth-of-type(2) input");
        page.waitUntil("one row is left", () -> page.texts(".tr.row").size() == 1);
        page.waitForText(".chip", "session_name is slow");
        page.click(".chip button");
        page.waitUntil("both are back", () -> page.texts(".tr.row").size() == 2);
        page.press("/", "duration < 1 s");
        page.waitUntil("the fast one is left", () -> page.texts(".tr.row").size() == 1);

        assertThat(page.text(".tr.row")).contains("fast");
        page.press(" and");
        page.waitForText(".empty", "Nothing matches");
    }

    @Test
    void sessions_peekedBySpace_showWhatWasSaidBesideTheList() throws Exception {
        data.answeredQuestion("asked", "Do you ship to Norway?", null);
        page.open("/sessions");
        page.waitFor(".tr.row");

        page.press("j", Keys.SPACE);

        page.waitForText(".pane", "Do you ship to Norway?");
        page.waitForAddress("peek=1");
        page.press(Keys.SPACE);
        page.waitUntil("it is closed", () -> !page.has(".pane"));
    }

    @Test
    void session_withManyAlike_foldsThemAndShowsMessagesAndLog() throws Exception {
        String session = data.answeredQuestion("crawl", "How many pages?", null);
        for (int i = 0; i < 25; i++) {
            data.event(session, session, "tool", "fetch", data.now() + i, 3, Map.of("inputs", Map.of("page", i)));
        }
        page.open("/sessions/" + session);

        page.waitForText(".ev", "25 times");
        page.waitUntil("they are folded", () -> page.texts(".ev").size() == 5);
        page.press("m");
        page.waitForText(".conversation", "How many pages?");
        page.press("m", "L");
        page.waitFor(".grid[aria-rowcount='30']"); // a line for each event, and one above them
    }

    @Test
    void session_ofHundredsOfEvents_showsItsBeginningBeforeTheRest() throws Exception {
        String session = data.session("long", Map.of(), data.now(), 5_000);
        List<Map<String, ?>> events = IntStream.range(0, 400)
                .mapToObj(i -> Map.of(
                        "session_id",
                        session,
                        "event_type",
                        "tool",
                        "event_name",
                        "step " + i,
                        "start_time",
                        data.now() + i))
                .<Map<String, ?>>map(event -> event)
                .toList();
        data.post("/v1/events/batch", Map.of("events", events));
        try (Network network = Network.of(page, Network.HOLDS, "/outline")) {
            page.open("/sessions/" + session);

            page.waitForText(".facts", "loading 400 events");
            page.waitForText(".ev", "step 1");
            page.waitFor(".tree[aria-busy=true]");
            network.passes();
            page.waitFor(".tree:not([aria-busy])");
            page.press(Keys.END);
            page.waitForText(".pane header", "step 399");
        }
        assertThat(page.text(".facts")).contains("400 events").doesNotContain("loading");
    }

    @Test
    void session_ofThousandsOfEvents_fetchesWhatAnEventHoldsWhenItIsSelected() throws Exception {
        String session = data.session("long", Map.of(), data.now(), 5_000);
        List<Map<String, ?>> events = IntStream.range(0, 1_200)
                .mapToObj(i -> Map.of(
                        "session_id",
                        session,
                        "event_type",
                        "model",
                        "event_name",
                        "step " + i,
                        "start_time",
                        data.now() + i,
                        "duration",
                        20,
                        "inputs",
                        Map.of("chat_history", List.of(Map.of("role", "user", "content", "question " + i))),
                        "outputs",
                        Map.of("role", "assistant", "content", i == 1_100 ? "the needle" : "hay")))
                .<Map<String, ?>>map(event -> event)
                .toList();
        data.post("/v1/events/batch", Map.of("events", events));
        page.open("/sessions/" + session);
        page.waitForText(".facts", "1,200 events");

        page.press("/", "needle");
        page.waitUntil(
                "the server found it", () -> page.text(".find [role=status]").contains("1 found"));
        page.press(Keys.ENTER);
        page.waitForText(".pane header", "step 1100");
        page.waitForText(".pane .output", "the needle");
        page.press(Keys.ESCAPE, Keys.ARROW_DOWN);
        page.waitForText(".pane .messages", "question 1101");
        page.press("m");
        page.waitForText(".conversation", "the needle");
    }

    @Test
    void runs_walkedByKeyboard_leadToRowsAndTheirSessions() throws Exception {
        String run = data.run("capitals", 12);
        page.open("/sessions");
        page.press("g", "r");
        page.waitForText("#r-" + run, "! 1 failed");
        page.waitForText("#r-" + run, "a41f9c2");

        page.click("#r-" + run + " [role=gridcell]:nth-child(2)");
        page.waitForText(".cards", "token_f1");
        page.waitUntil("all rows are shown", () -> page.texts(".tr.row").size() == 12);
        assertThat(page.text(".facts")).contains("12 rows", "1 row failed");
        page.click(".card");
        page.waitForAddress("sort=metric.");
        page.press("j", Keys.SPACE);
        page.waitForText(".pane", "Ground truth");
        page.waitForAddress("peek=1");
        page.press(Keys.ENTER);
        page.waitForAddress("?run=" + run);
        page.waitForText(".nowrap", "of 12");
        page.press(Keys.ESCAPE);

        page.waitForAddress("/runs/" + run);
        page.waitForText(".pane", "Ground truth");
    }

    @Test
    void run_inProgress_growsRowByRowAndDoesNotLookFinal() throws Exception {
        String run = UUID.randomUUID().toString();
        data.post(
                "/v1/runs",
                Map.of("run_id", run, "name", "at work", "status", "running", "datapoint_ids", List.of("1", "2")));
        page.open("/runs/" + run);
        page.waitForText(".empty", "No row has come in yet");

        data.row(run, "at work", 1, false);
        page.waitForText(".tr.row", "Capital of country 1?");
        assertThat(page.text(".cards")).contains("so far");
        data.row(run, "at work", 2, false);
        page.waitUntil("there are two rows", () -> page.texts(".tr.row").size() == 2);
        data.put("/v1/runs/" + run, Map.of("status", "completed"));

        page.waitForText("h1 + .pill", "completed");
        page.waitUntil("the metrics are final", () -> !page.text(".cards").contains("so far"));
    }

    @Test
    void run_rowsSortedByColumn_failedRowsComeFirstWhenAskedFor() throws Exception {
        String run = data.run("sorted", 6);
        page.open("/runs/" + run + "?sort=-duration");

        page.waitUntil(
                "rows are sorted",
                () -> page.texts(".tr.row").size() == 6 && page.text(".tr.row").contains("country 5"));
        assertThat(page.text(".tr.row")).contains("no route");
        page.click("[aria-label=Rows] button:nth-child(2)");
        page.waitUntil(
                "only the failed row is left", () -> page.texts(".tr.row").size() == 1);
    }

    @Test
    void event_openedByItsAddress_isSelectedInItsSession() throws Exception {
        String session = data.answeredQuestion("linked", "From a log line", null);
        String event = data.event(session, session, "tool", "named_in_a_log", data.now(), 5, Map.of());

        page.open("/events/" + event);

        page.waitForAddress("/sessions/" + session + "?event=" + event);
        page.waitForText(".pane header", "named_in_a_log");
    }

    @Test
    void theme_toggled_isRememberedAndReadable() throws Exception {
        data.answeredQuestion("coloured", "Dark or light?", null);
        page.open("/sessions");
        page.waitForText(".tr.row", "coloured");
        Object before = page.script("return getComputedStyle(document.body).backgroundColor");

        page.press("t");
        page.waitUntil(
                "the colours change",
                () -> !before.equals(page.script("return getComputedStyle(document.body).backgroundColor")));
        Object after = page.script("return getComputedStyle(document.body).backgroundColor");
        page.reload();
        page.waitForText(".tr.row", "coloured");
        assertThat(page.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(after);
        page.press("t");

        page.waitUntil(
                "the first colours are back",
                () -> before.equals(page.script("return getComputedStyle(document.body).backgroundColor")));
    }

    @Test
    void help_listsTheKeysOfTheViewAndClosesByEscape() {
        page.open("/runs");
        page.waitForText(".statusbar", "move");

        page.press("?");
        page.waitForText("dialog[open]", "Light or dark theme");
        assertThat(page.texts("dialog[open] h2")).isEqualTo(List.of("Runs", "Everywhere"));
        page.press(Keys.ESCAPE);

        page.waitUntil("the help is gone", () -> !page.has("dialog"));
    }
}
