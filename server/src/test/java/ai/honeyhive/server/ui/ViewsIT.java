// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.ui.FilledServer.Side;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** Every view that the router knows, reached by keyboard alone and by mouse, on ordinary, hostile and large data. */
class ViewsIT {
    private static final String MARKUP = FilledServer.MARKUP;

    @RegisterExtension
    static final BrowserAndServer SETUP = BrowserAndServer.shared();

    private static FilledServer server;

    private Walk walk;
    private Side hostile;
    private Side ordinary;

    @BeforeAll
    static void fill() throws Exception {
        server = FilledServer.fill(SETUP.data());
    }

    @BeforeEach
    void setUp() {
        walk = new Walk(SETUP.page());
        hostile = server.hostile();
        ordinary = server.ordinary();
    }

    @Test
    void views_byKeyboardAlone_showWhatTheyShouldAndNothingOfItRuns() {
        walk.open("/").see(".tr.row", MARKUP).look();
        sessionsByKeyboard();
        largeSessionByKeyboard();
        runsByKeyboard();
        datasetsByKeyboard();
        chartsByKeyboard();
        reviewByKeyboard();
        sqlByKeyboard();
        settingsByKeyboard();
        goToByKeyboard();
        walk.open("/events/" + ordinary.event()).see(".pane header", "notify").look();

        assertThat(walk.seen()).containsAll(Routes.names());
    }

    private void sessionsByKeyboard() {
        walk.press("/", "\"notify\"").see(".filter .dim", "1 match").press(Keys.ESCAPE, "j", Keys.SPACE);
        walk.see(".pane", "How long is the warranty?").look();
        walk.press(Keys.ENTER).see(".errbox", "no route").see(".ev", "notify").look();
        walk.leaveBy(Keys.ESCAPE, ".pane")
                .press(Keys.ESCAPE, Keys.ESCAPE, Keys.ESCAPE)
                .see("#s-" + hostile.session());
        walk.downTo("s-" + hostile.session())
                .press(Keys.SPACE)
                .see(".pane", "window.pwned")
                .look();
        walk.press(Keys.ENTER)
                .see("h1", MARKUP)
                .see(".ev", "circle two")
                .see(".ev", "timeless")
                .see(".ev", "orphan");
        walk.see(".errbox", "xxxxxxxx").see(".errbox .more", "show all, 1 MB").look();
        walk.press("e")
                .see(".errbox", MARKUP)
                .see(".msg", MARKUP)
                .see(".errbox .ctl", "U+202E")
                .look();
        walk.press("m")
                .see(".conversation", MARKUP)
                .look()
                .press("m", "L")
                .see(".tr.row", "backwards")
                .look();
        walk.press("L", "a")
                .see("dialog[open] h1", MARKUP)
                .look()
                .press(Keys.ESCAPE)
                .gone("dialog");
        walk.press("d")
                .see("dialog[open] option", "<script>")
                .look()
                .press(Keys.ESCAPE)
                .gone("dialog");
        walk.press("/", "many keys", Keys.ENTER)
                .see(".inputs", "9,800 more entries")
                .look();
        walk.press(Keys.ESCAPE, Keys.ESCAPE, Keys.ESCAPE).see("#s-" + hostile.session() + "[aria-selected=true]");
    }

    private void largeSessionByKeyboard() {
        walk.open("/sessions?q=large")
                .see("#s-" + server.largeSession(), "50,000")
                .press("j", Keys.ENTER);
        walk.see(".facts", "50,000 events")
                .see(".errbox", "TimeoutException")
                .see(".ev", "step 27182")
                .look();
        walk.press(Keys.END).see(".ev[aria-selected=true]", "step 49999").press("k", "k");
        walk.see(".pane header", "step 49997").press("/", "needle", Keys.ENTER).see(".pane header", "step 31415");
        assertThat(walk.page.texts(".ev").size()).isLessThan(100);
        walk.press(Keys.ESCAPE, Keys.ESCAPE, "L")
                .see(".tr.row", "step")
                .look()
                .press("L", "1")
                .see(".ev .n-of", "9 below");
        walk.press("0", "m").see(".conversation").look();
    }

    private void runsByKeyboard() {
        walk.press("g", "r")
                .see("#r-" + hostile.run(), MARKUP)
                .see("#r-" + hostile.run(), "! 1 failed")
                .look();
        walk.downTo("r-" + hostile.run())
                .press(Keys.ENTER)
                .see("h1", MARKUP)
                .see(".tr.row", "{key0: 0")
                .look();
        walk.press("j", Keys.SPACE)
                .see(".pane", "show all, 1 MB")
                .look()
                .press("j", "j")
                .see(".pane", MARKUP)
                .look();
        walk.press(Keys.ENTER).see(".nowrap", "3 of 4").see("h1", MARKUP).leaveBy(Keys.ESCAPE, ".pane .lead");
        walk.press(Keys.ESCAPE, Keys.ESCAPE, Keys.ESCAPE).see("#r-" + hostile.candidate());
        walk.press(Keys.HOME).downTo("r-" + hostile.candidate()).press("c").see(".verdict", "no clear difference");
        walk.see(".tr.row", MARKUP)
                .look()
                .press("j", Keys.ENTER)
                .see(".pane", "show all, 1 MB")
                .look();
        walk.press("j", "j").see(".pane ins", "75").see(".pane", MARKUP).look();
        walk.press("g", "r").see("#r-" + ordinary.candidate()).press(Keys.HOME).downTo("r-" + ordinary.candidate());
        walk.press("c")
                .see(".verdict", "better in ▲ f1")
                .see(".tr.row", "question")
                .look();
        walk.press("g", "r").see("#r-" + ordinary.run()).press(Keys.HOME).downTo("r-" + ordinary.run());
        walk.press(Keys.ENTER)
                .see(".facts", "12 rows")
                .press("j", Keys.SPACE)
                .see(".pane", "why f1 is so")
                .look();
    }

    private void datasetsByKeyboard() {
        walk.press("g", "d").see("#d-" + hostile.dataset(), MARKUP).look();
        walk.downTo("d-" + hostile.dataset())
                .press(Keys.ENTER)
                .see("h1", MARKUP)
                .see(".facts", "5 rows")
                .look();
        walk.press(Keys.END)
                .see(".pane header", "Row 5")
                .see(".pane .more", "9,943 left")
                .look()
                .press("k")
                .see(".pane header", "Row 4")
                .look();
        walk.press("g", "d")
                .see("#d-" + ordinary.dataset())
                .downTo("d-" + ordinary.dataset())
                .press(Keys.ENTER);
        walk.see(".facts", "40 rows")
                .press(Keys.END)
                .see(".pane header", "Row 40")
                .look();
    }

    private void chartsByKeyboard() {
        walk.press("g", "c")
                .see(".chart .warn", "1 event without a usable time")
                .see(".chart canvas")
                .see(".chart h2", MARKUP)
                .see(".chart h2", "Latency")
                .look();
        walk.press("n")
                .see(".pane form")
                .see(".pane option", "⟨U+202E⟩gnp.exe")
                .look()
                .press(Keys.ESCAPE)
                .gone(".pane form");
    }

    private void reviewByKeyboard() {
        walk.press("g", "v").see("#q-" + hostile.queue(), MARKUP).look().press(Keys.ENTER);
        walk.see("h1", MARKUP)
                .see(".errbox", MARKUP)
                .look()
                .press("4")
                .see(".facts", "1 of 1 event answered")
                .look();
        walk.leaveBy(Keys.ESCAPE, "#q-" + ordinary.queue())
                .downTo("q-" + ordinary.queue())
                .press(Keys.ENTER);
        walk.see(".review", "Within 30 days.").look();
    }

    private void sqlByKeyboard() {
        walk.press("g", "q").see("textarea").look();
        walk.press(
                "/",
                "select event_name, length(inputs) n, inputs from events where error like '%pwned%' or inputs like '%xxx%'");
        walk.page.pressWith(Keys.CONTROL, Keys.ENTER);
        walk.see(".tr.row", MARKUP)
                .press(Keys.ESCAPE, "j")
                .see(".pane .lead", "Row 1")
                .look();
        walk.press(Keys.ESCAPE, "c").see(".chart canvas").look();
    }

    private void settingsByKeyboard() {
        walk.press("g", ",").see(".settings", "Ready: it takes events").look();
        walk.press("2")
                .see(".settings table", MARKUP)
                .look()
                .press("3")
                .see(".settings section td", "small-reader")
                .look();
        walk.press("4")
                .see(".settings table", MARKUP)
                .look()
                .press("n")
                .see(".pane form")
                .look();
        walk.press(Keys.ESCAPE).gone(".pane form");
    }

    private void goToByKeyboard() {
        walk.page.pressWith(Keys.CONTROL, "k");
        walk.see(".goto input")
                .press("pwned")
                .see(".goto li", MARKUP)
                .look()
                .press(Keys.ESCAPE)
                .gone(".goto");
        walk.press("?")
                .see("dialog[open]", "Everywhere")
                .look()
                .press(Keys.ESCAPE)
                .gone("dialog");
    }

    @Test
    void views_byMouse_showWhatTheyShouldAndNothingOfItRuns() {
        walk.open("/").see(".tr.row", MARKUP);
        walk.click("#s-" + hostile.session() + " .num").see("h1", MARKUP).see(".ev", "deep");
        walk.click(".ev:nth-of-type(3)")
                .click(".jump button:last-child")
                .click(".json .twist")
                .look();
        walk.click("[aria-label=Back]")
                .see("#s-" + server.largeSession())
                .click("#s-" + server.largeSession() + " .num");
        walk.see(".facts", "50,000 events")
                .idle() // it goes to the first error when all is there
                .click(".ev[aria-expanded=true]:nth-child(n+15) .tw")
                .see(".ev .n-of", "9 below")
                .look();
        walk.click("nav a[href='/runs']").see("#r-" + hostile.candidate());
        walk.click("#r-" + hostile.candidate() + " .check").click("#r-" + hostile.run() + " .check");
        walk.see(".selection", MARKUP).click(".selection a.btn").see(".verdict").click(".tr.row:nth-child(3)");
        walk.see(".pane ins", "75").look().click(".run-of").see("h1", MARKUP).click(".tr.row:nth-child(2) .num.mut");
        walk.see(".pane", "9,800 more entries").look();
        walk.click("nav a[href='/datasets']").see("#d-" + hostile.dataset()).click("#d-" + hostile.dataset() + " .num");
        walk.see("h1", MARKUP)
                .click(".tr.row:nth-child(5)")
                .see(".pane header", "Row 5")
                .click("[aria-label=Version] button:nth-child(2)")
                .see(".bar-note", "1 row of this version was deleted")
                .click(".tr.row:nth-child(5)")
                .see(".pane .json", "10,001 keys")
                .look();
        walk.click("nav a[href='/charts']")
                .see(".chart canvas")
                .click(".chart:nth-child(2) button")
                .see("td.num")
                .look();
        walk.click("nav a[href='/review']").see("#q-" + hostile.queue()).click("#q-" + hostile.queue() + " .mono");
        walk.see("h1", MARKUP)
                .click(".choices button:nth-child(2)")
                .see(".choices [aria-pressed=true]", "2")
                .look();
        walk.click("nav a[href='/sql']").see(".sql-guide ul button").click(".sql-guide ul li:nth-child(4) button");
        walk.see("#q-0")
                .click("#q-0 span:nth-child(2)")
                .see(".pane .lead", "Row 1")
                .look();
        walk.click("nav a[href='/settings']").see(".settings", "Ready").click("[aria-label=Part] button:nth-child(2)");
        walk.see(".settings table", MARKUP).look();
        walk.open("/events/" + hostile.event()).see(".pane header", MARKUP).look();

        assertThat(walk.seen()).containsAll(Routes.names());
    }
}
