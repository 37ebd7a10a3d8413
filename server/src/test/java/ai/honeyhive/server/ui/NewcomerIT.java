// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** What somebody who has never seen the page finds within three actions from its start, and how to get anywhere. */
class NewcomerIT {
    @RegisterExtension
    static final BrowserAndServer SETUP = BrowserAndServer.onDisk();

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
    void slowestModelCallOfTheLastHour_isTheFirstRowAfterTwoActions() throws Exception {
        data.answeredQuestion("quick", "How long?", null);
        String slow = data.session("slow", Map.of(), data.now() - 60_000, 9_000);
        data.event(slow, slow, "model", "think", data.now() - 59_000, 8_000, Map.of());
        String old = data.session("old", Map.of(), data.now() - 8e6, 90_000);
        data.event(old, old, "model", "slept", data.now() - 8e6, 80_000, Map.of());
        page.open("/");
        page.waitFor("nav a[href='/sql']");

        page.click("nav a[href='/sql']");
        page.waitForText(".sql-guide ul", "Slowest model calls of the last hour");
        page.click(".sql-guide ul button");

        page.waitForText("#q-0", "think");
        assertThat(page.text("#q-0")).contains("8,000");
        assertThat(page.texts(".sql-table .tr.row").toString()).doesNotContain("slept");
        page.click("#q-0 a");
        page.waitForAddress("/sessions/" + slow);
    }

    @Test
    void whyASessionFailed_isReadInTheList_andAtItsPlaceAfterOneAction() throws Exception {
        String session = data.answeredQuestion("failed", "How long?", "TimeoutException: no answer in 30 s");
        data.answeredQuestion("fine", "How long?", null);
        page.open("/");

        page.waitForText("#s-" + session, "TimeoutException: no answer");
        page.click("#s-" + session);

        page.waitForText(".pane .errbox", "TimeoutException: no answer in 30 s");
    }

    @Test
    void whichRowsGotWorse_andWhetherThatIsNoise_isReadAfterThreeActions() throws Exception {
        data.scoredRun("prompt v14", 30, false);
        String candidate = data.scoredRun("prompt v15", 30, true);
        page.open("/");
        page.waitFor("nav a[href='/runs']");

        page.click("nav a[href='/runs']");
        page.click("#r-" + candidate + " [role=gridcell]:nth-child(2)");
        page.click(".compare-previous");

        page.waitForText(".verdict", "better in ▲ f1 (+0.");
        assertThat(page.text(".verdict")).contains("but worse in ▼ duration (+40 ms");
        assertThat(page.texts(".card.compare .pill")).containsExactly("▲ better", "no clear change", "▼ slower");
        page.waitForText(".tr.row:first-child", "▼ 0.277");
        assertThat(page.text(".tr.row:first-child")).contains("question 23");
    }

    @Test
    void goTo_findsSessionRunDatasetAndView_byKeyboardAlone() throws Exception {
        String session = data.answeredQuestion("asked", "Do you ship to Norway?", null);
        String run = data.run("capitals", 2);
        String dataset = data.dataset("rivers", 2);
        page.open("/sessions");
        page.waitFor(".tr.row");

        go("norway", "session", "/sessions/" + session);
        go(session, "session", "/sessions/" + session);
        go("capitals", "run", "/runs/" + run);
        go("rivers", "dataset", "/datasets/" + dataset);
        go("setti", "view", "/settings");
        page.back();
        page.waitForAddress("/datasets/" + dataset);
    }

    @Test
    void goTo_byMouse_opensWhatIsClicked() {
        page.open("/runs");
        page.click(".gobox");
        page.waitFor(".goto input");
        page.press("setti");
        page.waitForText(".goto li[aria-selected=true]", "Settings");
        page.click(".goto li");
        page.waitForAddress("/settings");
    }

    @Test
    void goTo_ofWhatIsNotThere_saysSo() {
        page.open("/sessions");
        page.waitFor(".view");
        page.pressWith(Keys.CONTROL, "k");
        page.waitFor(".goto input");
        page.press("nowhere at all");

        page.waitForText(".goto p", "Nothing has “nowhere at all”");
        page.press(Keys.ESCAPE);
        page.waitUntil("it is closed", () -> !page.has(".goto"));
    }

    private void go(String text, String kind, String address) {
        page.pressWith(Keys.CONTROL, "k");
        page.waitFor(".goto input");
        page.press(text);
        page.waitForText(".goto li[aria-selected=true]", kind);
        page.press(Keys.ENTER);
        page.waitForAddress(address);
    }
}
