// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** People judge events: in a queue, or where they come across one. */
class ReviewIT {
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
    void queue_answeredByNumberKeys_makesMetricsAndTellsAgreement() throws Exception {
        String first = data.session("s", Map.of("question", "first?"), data.now(), 5);
        String older = data.event(first, first, "model", "read", data.now() - 9_000, 5, Map.of());
        String newer = data.event(first, first, "model", "read", data.now(), 5, Map.of());
        page.open("/review");
        page.waitForText(".empty", "No review queues yet");
        page.press("n");
        page.waitFor(".pane form");
        page.type(".pane form .line:nth-of-type(1) input", "answers");
        page.type(".pane form input[placeholder=helpful]", "helpful");
        page.click(".pane form button[type=submit]");
        page.waitForText("h1", "answers");
        page.waitForText(".facts", "0 of 2 events answered");

        page.press("4");
        page.waitForText(".facts", "1 of 2 events answered");
        page.press("2");
        page.waitForText(".facts", "2 of 2 events answered");
        page.type("input[aria-label=Reviewer]", "ann", Keys.TAB);
        page.waitForText(".facts", "0 of 2 events answered by ann");
        page.press(Keys.ESCAPE);
        page.click(".tr.row");
        page.waitForText(".facts", "0 of 2 events answered by ann");
        page.press("4");
        page.waitForText(".facts", "1 of 2 events answered by ann");
        page.press("4");

        page.waitForText(".facts", "agreement 50 % of 2 pairs");
        assertThat(data.event(newer).at("/metrics/helpful").asDouble()).isEqualTo(4);
        assertThat(data.event(older).at("/metrics/helpful").asDouble()).isEqualTo(3);
        page.script("localStorage.clear(); return true");
    }

    @Test
    void queue_deletedWhenAskedTwice_isGone() throws Exception {
        data.post("/v1/queues", Map.of("name", "kept", "description", "helpful", "event_ids", List.of()));
        data.post("/v1/queues", Map.of("name", "no longer", "description", "helpful", "event_ids", List.of()));
        page.open("/review");
        page.waitForText(".tr.row", "no longer");
        page.click(".tr.row");
        page.waitForText("h1", "no longer");

        page.click(".page .btn.quiet:not(.icon)");
        page.waitForText(".page", "Yes, delete it");
        page.press(Keys.ENTER);
        page.waitUntil("it is kept", () -> !page.text(".page").contains("Yes, delete it"));
        page.click(".page .btn.quiet:not(.icon)");
        page.waitForText(".page", "Yes, delete it");
        page.click(".page .btn:not(.quiet)");

        page.waitUntil("the list has one", () -> page.texts(".tr.row").size() == 1);
        assertThat(page.text(".tr.row")).contains("kept");
        assertThat(page.address()).startsWith("/review");
    }

    @Test
    void event_annotatedByKeys_carriesTheFeedback() throws Exception {
        String session = data.answeredQuestion("asked", "Do you ship to Norway?", null);
        page.open("/sessions/" + session);
        page.waitFor(".ev[aria-selected=true]");

        page.press("a");
        page.waitFor("dialog[open]");
        page.press("3");
        page.type("dialog .line:nth-of-type(2) textarea", "Too short", Keys.chord(Keys.CONTROL, Keys.ENTER));

        page.waitForText(".sec.feedback", "Too short");
        assertThat(data.event(session).path("feedback").toString()).contains("\"rating\":3", "Too short");
    }
}
