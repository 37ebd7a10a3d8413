// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page says when there is nothing to show, or nobody to ask. */
class FailuresIT {
    @RegisterExtension
    static final BrowserAndServer SETUP = new BrowserAndServer();

    private Page page;

    @BeforeEach
    void setUp() {
        page = SETUP.page();
    }

    @Test
    void run_unknown_saysWhatTheServerSaid() {
        page.open("/runs/nowhere");

        page.waitForText(".note", "The run could not be loaded (status 404)");
        assertThat(page.text(".note")).contains("nowhere").contains("Try again");
    }

    @Test
    void session_unknown_isShownAsSoonAsItArrives() throws Exception {
        String session = "6f9619ff-8b86-4011-b42d-00c04fc964ff";
        page.open("/sessions/" + session);
        page.waitForText(".note", "No event of this session is here");

        SETUP.data().event(session, null, "chain", "late", SETUP.data().now(), 5, Map.of());

        page.waitForText(".ev", "late");
    }

    @Test
    void event_unknown_saysWhatTheServerSaid() {
        page.open("/events/nowhere");

        page.waitForText(".note", "Event nowhere could not be loaded (status 404)");
    }

    @Test
    void server_gone_leavesEverythingReadable() throws Exception {
        SETUP.data().answeredQuestion("kept", "Is this still here?", null);
        page.open("/sessions");
        page.waitForText(".tr.row", "kept");

        SETUP.stopServer();

        page.waitForText(".lost", "The server does not answer");
        page.waitForText(".statusbar", "reconnecting");
        assertThat(page.text(".tr.row")).contains("Is this still here?");
        page.press("g", "r");
        page.waitForText(".note", "A part of the page could not be loaded");
        page.waitFor(".lost");
    }

    @Test
    void server_thatComesBack_isFoundByItself() throws Exception {
        SETUP.data().answeredQuestion("kept", "Is this still here?", null);
        page.open("/sessions");
        page.waitForText(".tr.row", "kept");
        SETUP.stopServer();
        page.waitForText(".lost", "The server does not answer");

        SETUP.startServerAgain();
        String later =
                SETUP.data().session("after the pause", Map.of(), SETUP.data().now(), 5);

        page.waitFor("#s-" + later);
        page.waitForText(".statusbar", "live");
        page.waitUntil("the bar is gone", () -> !page.has(".lost"));
    }
}
