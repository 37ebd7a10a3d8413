// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person looks after a server from the page. */
class SettingsIT {
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
    void server_byKeyboard_tellsHealthRetentionAndHowToBegin() {
        page.open("/sessions");
        page.waitFor(".view");
        page.press("g", ",");

        page.waitForText(".settings", "Ready: it takes events and answers");
        assertThat(page.text(".settings")).contains("Everything is kept.", "HoneyHiveTracer.builder()");
        page.press("3");
        page.waitForAddress("tab=prices");
        page.waitForText(".settings", "US dollars a million tokens");
        page.reload();
        page.waitForText(".settings", "US dollars a million tokens");
    }

    @Test
    void key_made_isShownOnceAndCanBeRevoked() {
        page.open("/settings?tab=keys");
        page.waitForText(".settings", "This project has no key yet.");

        page.type(".settings form input", "staging <b>");
        page.click(".settings form button");

        page.waitForText(".settings .code", "shown now and never again");
        String secret = page.text(".secret");
        assertThat(secret).hasSizeGreaterThan(20);
        page.waitForText(".settings table", "staging <b>");
        page.reload();
        page.waitForText(".settings table", "good");
        assertThat(page.text("body")).doesNotContain(secret);
        page.click("button[aria-label^=Revoke]");
        page.waitForText(".settings table", "Yes, make it worthless");
        page.click(".settings table .btn");
        page.waitForText(".settings table", "revoked");
    }

    @Test
    void prices_nameTheModelsThatHaveNone() throws Exception {
        data.answeredQuestion("asked", "How long?", null);
        String session = data.session("priced", Map.of(), data.now(), 10);
        data.event(
                session,
                session,
                "model",
                "read",
                data.now(),
                5,
                Map.of("config", Map.of("model", "known"), "metadata", Map.of("cost", 0.25)));

        page.open("/settings?tab=prices");

        page.waitForText(".settings section:first-child td", "small-reader");
        assertThat(page.text(".settings section:first-child")).doesNotContain("known");
        page.click(".settings section:first-child td a");
        page.waitForAddress("/sessions?q=config.model");
    }

    @Test
    void metric_triedOnRecentEventsAndSaved_isListed() throws Exception {
        data.answeredQuestion("asked", "How long?", null);
        page.open("/settings?tab=metrics&edit=new");
        page.waitFor(".pane form");

        page.type(".pane textarea", "{\"kind\": \"regex\", \"of\": \"outputs\", \"pattern\": \"30 days\"}");
        page.type(".pane input[placeholder^=event_name]", "event_type is model");
        page.type(".pane form .line:nth-of-type(1) input", "names_days");
        page.click(".trial .btn");
        page.waitForText(".trial [role=status]", "1 of 1 event scored");
        assertThat(page.text(".trial td b")).isEqualTo("✓");
        page.click(".pane button[type=submit]");

        page.waitForText(".settings table", "names_days");
        page.waitForText(".settings table", "scores as events arrive");
        page.waitUntil("the editor is gone", () -> !page.has(".pane form"));
    }

    @Test
    void rule_thatCannotWork_isToldBeforeItIsSaved() {
        page.open("/settings?tab=metrics&edit=new");
        page.waitFor(".pane form");
        page.type(".pane textarea", "{\"kind\": ");

        page.waitForText(".pane [role=alert]", "The rule is not JSON");
        assertThat(page.attribute(".pane button[type=submit]", "disabled")).isEqualTo("true");
    }
}
