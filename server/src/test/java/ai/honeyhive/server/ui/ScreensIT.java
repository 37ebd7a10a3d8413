// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Reload, back and a pasted link lead to the same screen, in every view that the router knows. */
class ScreensIT {
    private static final int ROWS = 210;
    private static final String SELECTED = "main [aria-selected=true]";

    @RegisterExtension
    static final BrowserAndServer SETUP = BrowserAndServer.shared();

    private static String session;
    private static String event;
    private static String run;
    private static String candidate;
    private static String dataset;
    private static String queue;

    /** How each view is brought into a state that a person would not want to make again. */
    private static final Map<String, Consumer<Walk>> SCREENS = Map.ofEntries(
            entry(
                    "sessions",
                    walk -> walk.open("/sessions")
                            .press("/", "session_name is before", Keys.ESCAPE)
                            .see(".filter .dim", ROWS + " match")
                            .press(Keys.END)
                            .see(".statusbar", "row 100 of 200+")
                            .press(Keys.END)
                            .see(".statusbar", "row 200 of 210")
                            .press(Keys.SPACE)
                            .see(".pane .inputs")),
            entry(
                    "session",
                    walk -> walk.open("/sessions/" + session + "?q=steps")
                            .see(".facts", "120 events")
                            .press("/", "way", Keys.ENTER, Keys.ESCAPE, Keys.END, "N", "c")
                            .see(".pane header", "step 118")
                            .see(".jump")
                            .scroll(".pane .scroll", 150)),
            entry("event", walk -> walk.open("/events/" + event).see(".pane header", "step 77")),
            entry(
                    "runs",
                    walk -> walk.open("/runs")
                            .see(".tr.row", "nightly 39")
                            .press("/", "nightly", Keys.ESCAPE, Keys.HOME, "j", "x", Keys.END, "x")
                            .see(".selection", "2 selected")),
            entry(
                    "run",
                    walk -> walk.open("/runs/" + run + "?sort=-row")
                            .see(".facts", ROWS + " rows")
                            .press("/", "francs", Keys.ESCAPE, Keys.END, "k", Keys.SPACE)
                            .see(".pane", "why f1 is so")),
            entry(
                    "compare",
                    walk -> walk.open("/compare/" + run + "/" + candidate)
                            .see(".verdict")
                            .press("3", "d")
                            .see(".tr.row")
                            .press(Keys.END)
                            .see(SELECTED)
                            .idle()
                            .press(Keys.END, "k", Keys.ENTER)
                            .see(".pane", "why f1 is so")),
            entry(
                    "datasets",
                    walk -> walk.open("/datasets")
                            .see("#d-" + dataset)
                            .press("/", "set", Keys.ESCAPE, Keys.END, "k")
                            .see(SELECTED)),
            entry(
                    "dataset",
                    walk -> walk.open("/datasets/" + dataset)
                            .see(".facts", "60 rows")
                            .press("/", "country", Keys.ESCAPE, Keys.END)
                            .see(".pane header", "Row 60")),
            entry(
                    "review",
                    walk -> walk.open("/review")
                            .see(".tr.row")
                            .press(Keys.END, "k")
                            .see(SELECTED)),
            entry(
                    "queue",
                    walk -> walk.open("/review/" + queue)
                            .see(".statusbar", "event 1 of")
                            .press("j", "j")
                            .see(".statusbar", "event 3 of")),
            entry(
                    "charts",
                    walk -> walk.open("/charts")
                            .see(".chart canvas")
                            .click("[aria-label=Range] button:nth-child(4)")
                            .click(".chart:nth-child(2) header button")
                            .see(".chart td.num")
                            .scroll(".charts", 120)),
            entry(
                    "sql",
                    walk -> walk.open(
                                    "/sql?q=" + encoded("select event_name, duration from events order by 1 limit 300"))
                            .see(".tr.row")
                            .press(Keys.END, "k")
                            .see(".pane .lead", "Row 299")),
            entry(
                    "settings",
                    walk -> walk.open("/settings")
                            .see(".settings", "Ready")
                            .press("3")
                            .see(".settings td")
                            .click("input[placeholder='Find a model']")
                            .press("g")
                            .see(".settings td", "gpt")
                            .scroll(".settings", 90)));

    @BeforeAll
    static void fill() throws Exception {
        ServerData data = SETUP.data();
        run = data.scoredRun("before", ROWS, false);
        candidate = data.scoredRun("after", ROWS, true);
        for (int i = 0; i < 40; i++) {
            data.post("/v1/runs", Map.of("run_id", UUID.randomUUID(), "name", "nightly " + i, "status", "completed"));
            data.post("/v1/datasets", Map.of("name", "set " + i));
            queue = data.answer(
                            "POST",
                            "/v1/queues",
                            Map.of("name", "queue " + i, "description", "helpful", "event_ids", List.of()))
                    .at("/queue/id")
                    .asString();
        }
        dataset = data.dataset("capitals of the set", 60);
        for (String name : List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")) {
            data.post(
                    "/v1/charts",
                    Map.of(
                            "name",
                            name,
                            "metric",
                            "duration",
                            "func",
                            "p95",
                            "bucketing",
                            "hour",
                            "groupBy",
                            "event_type"));
        }
        session = data.session("steps", Map.of("question", "How far?"), data.now(), 5_000);
        List<Map<String, ?>> events = new ArrayList<>();
        event = UUID.randomUUID().toString();
        for (int i = 0; i < 120; i++) {
            events.add(Map.of(
                    "event_id",
                    i == 77 ? event : UUID.randomUUID().toString(),
                    "session_id",
                    session,
                    "parent_id",
                    session,
                    "event_type",
                    "tool",
                    "event_name",
                    "step " + i,
                    "start_time",
                    data.now() + i,
                    "duration",
                    5,
                    "inputs",
                    Map.of("way", "the long way " + i)));
        }
        data.post("/v1/events/batch", Map.of("events", events));
    }

    static Stream<String> views() {
        return Routes.names().stream();
    }

    @ParameterizedTest
    @MethodSource("views")
    void screen_isTheSame_afterReloadBackAndByLink(String view) {
        Walk walk = new Walk(SETUP.page());
        Page page = walk.page;
        requireNonNull(SCREENS.get(view), () -> "no screen is described here for the view " + view)
                .accept(walk);
        walk.idle();
        String whole = Screen.whole(page);
        String linked = Screen.linked(page);
        String address = page.address();

        page.reload();
        page.waitForSame("after a reload", whole, () -> Screen.whole(page));
        page.click(view.equals("settings") ? "nav a[href='/runs']" : "nav a[href='/settings']");
        page.waitUntil("another view is there", () -> !page.address().equals(address) && page.has("h1"));
        page.back();
        page.waitForSame("after going back", whole, () -> Screen.whole(page));
        page.open(address);
        page.waitForSame("by its link", linked, () -> Screen.linked(page));

        assertThat(page.complaints()).isEmpty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
