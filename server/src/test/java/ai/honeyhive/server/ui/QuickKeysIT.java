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

/** Keys that come quicker than the browser draws: each of them counts, and means what was there when it came. */
class QuickKeysIT {
    private static final String PRESS = """
            const press = async (keys) => {
              for (const key of keys) {
                const letter = key.replace('Ctrl ', '');
                const place = document.activeElement ?? document.body;
                place.dispatchEvent(new KeyboardEvent('keydown', { key: letter, ctrlKey: letter !== key, bubbles: true, cancelable: true }));
                await null;
              }
            };
            """;

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
    }

    @Test
    void beforeAnythingIsShown_countAsSoonAsItIs() throws Exception {
        data.answeredQuestion("typed ahead", "So soon?", null);
        try (AutoCloseable typist = beforeAnythingIsShown("g", "r")) {
            page.open("/sessions");

            page.waitUntil("the runs are shown", () -> page.address().equals("/runs"));
        }
    }

    @Test
    void textBeforeAnythingIsShown_isInTheFieldThatAKeyBeforeItLedTo() throws Exception {
        data.answeredQuestion("typed ahead", "So soon?", null);
        String[] keys = "/|s|o|u|r|c|e| |i|s| |n|o|n|e|Escape".split("\\|");
        try (AutoCloseable typist = beforeAnythingIsShown(keys)) {
            page.open("/sessions");

            page.waitUntil("the text is there", () -> page.address().equals("/sessions?q=source+is+none"));
            page.waitUntil("the field is left", () ->
                    (Boolean) page.script("return !document.activeElement.matches('input')"));
        }
    }

    @Test
    void beforeAnythingIsShown_eachMovesOnFromWhereTheLastOneLed() throws Exception {
        for (int i = 0; i < 5; i++) {
            data.session("row " + i, Map.of(), data.now() + i, 5);
        }
        page.open("/sessions");
        String second = page.attribute(".tr.row:nth-child(2)", "id");
        String fourth = page.attribute(".tr.row:nth-child(4)", "id");
        try (AutoCloseable typist = beforeAnythingIsShown("j", "j")) {
            page.open("/sessions?row=" + second.substring(2)); // which takes the focus into the list

            page.waitUntil("the fourth row is selected", () -> page.has("#" + fourth + "[aria-selected=true]"));
        }
    }

    @Test
    void asSoonAsAnotherViewIsThere_areForIt() throws Exception {
        data.answeredQuestion("asked", "Do you ship to Norway?", null);
        page.open("/sessions");
        page.waitFor(".tr.row");
        page.press("j");
        page.waitForAddress("row=");
        double before = page.number("return history.length");
        pressAsSoonAs("main > .skeleton", "", "Escape");

        page.press(Keys.ENTER);

        page.waitUntil("a session was opened", () -> page.number("return history.length") > before);
        page.waitForAddress("/sessions?row=");
    }

    @Test
    void asSoonAsAQueueIsShown_moveOnFromItsFirstEvent() throws Exception {
        queueOf(3);
        page.open("/review");
        page.waitFor(".tr.row");
        pressAsSoonAs(".statusbar", "event 1 of 3", "j", "j");

        page.click(".tr.row");

        page.waitForText(".statusbar", "event 3 of 3");
    }

    @Test
    void answersOfAQueue_areEachForTheNextEvent() throws Exception {
        List<String> events = queueOf(3);
        page.open("/review");
        page.click(".tr.row");
        page.waitForText(".statusbar", "event 1 of 3");

        page.script(PRESS + "press(['5', '4', '2']); return true");

        page.waitForText(".facts", "3 of 3 events answered");
        page.waitUntil(
                "all are stored",
                () -> events.stream().map(this::helpful).toList().equals(List.of(5.0, 4.0, 2.0)));
    }

    @Test
    void answerThatIsNotSaved_isSaidAndOpenAgain() throws Exception {
        List<String> events = queueOf(2);
        try (Network network = Network.of(page, Network.PASSES, "/v1/events")) {
            page.open("/review");
            page.click(".tr.row");
            page.waitForText(".statusbar", "event 1 of 2");
            network.refuses();

            page.press("4");

            page.waitForText(".bar-note", "Not saved: read, event 1: the disk is full");
            page.waitForText(".facts", "0 of 2 events answered");
            network.passes();
            page.press("2", "3");
            page.waitForText(".facts", "2 of 2 events answered");
            assertThat(page.has(".bar-note")).isFalse();
        }
        page.waitUntil(
                "both are stored",
                () -> events.stream().map(this::helpful).toList().equals(List.of(3.0, 2.0)));
    }

    @Test
    void afterAChoice_goToOpensAgain() throws Exception {
        page.open("/sessions");
        page.waitFor(".view");
        page.pressWith(Keys.CONTROL, "k");
        page.waitFor(".goto input");
        page.press("setti");
        page.waitForText(".goto li[aria-selected=true]", "Settings");

        page.script(PRESS + "press(['Enter', 'Ctrl k']); return true");

        page.waitForAddress("/settings");
        page.settle();
        assertThat(page.has(".goto input")).isTrue();
        page.press("runs", Keys.ENTER);
        page.waitForAddress("/runs");
    }

    @Test
    void afterEscape_theHelpOpensAgain() {
        page.open("/sessions");
        page.waitFor(".view");
        page.press("?");
        page.waitFor("dialog[open]");

        page.pressAtOnce(Keys.ESCAPE, "?");

        page.settle();
        assertThat(page.has("dialog[open]")).isTrue();
        page.press(Keys.ESCAPE, "t", "t");
        page.waitUntil("it is closed", () -> !page.has("dialog"));
    }

    @Test
    void afterAKeyThatOpensADialog_areForTheDialog() throws Exception {
        String session = data.answeredQuestion("asked", "Do you ship to Norway?", null);
        page.open("/sessions/" + session);
        page.waitFor(".ev[aria-selected=true]");

        page.script(PRESS + "press(['a', '3']); return true");

        page.waitFor("dialog [aria-label=Rating] button:nth-child(3)[aria-pressed=true]");
        assertThat(page.texts(".ev")).as("3 folds nothing").hasSize(4);
    }

    private List<String> queueOf(int size) throws Exception {
        String session = data.session("s", Map.of(), data.now(), 5);
        String[] events = new String[size];
        for (int i = 0; i < size; i++) {
            events[i] = data.event(session, session, "model", "read", data.now() - i * 1_000L, 5, Map.of());
        }
        data.post("/v1/queues", Map.of("name", "answers", "description", "helpful", "event_ids", List.of(events)));
        return List.of(events);
    }

    private double helpful(String event) {
        try {
            return data.event(event).at("/metrics/helpful").asDouble(Double.NaN);
        } catch (Exception e) {
            throw new AssertionError(event, e);
        }
    }

    private AutoCloseable beforeAnythingIsShown(String... keys) {
        return page.beforeEachDocument(
                "addEventListener('DOMContentLoaded', () => %s.forEach((key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))));"
                        .formatted(List.of(keys).stream()
                                .map(key -> "'" + key + "'")
                                .toList()));
    }

    /** Presses keys at the moment something is in the document, before the browser has drawn it. */
    private void pressAsSoonAs(String css, String text, String... keys) {
        page.script(PRESS + """
                          const [css, text, keys] = arguments;
                          const observer = new MutationObserver(() => {
                            if (!document.querySelector(css)?.textContent.includes(text)) return;
                            observer.disconnect();
                            press(keys);
                          });
                          observer.observe(document.body, { childList: true, subtree: true, characterData: true });
                          return true
                          """, css, text, List.of(keys));
    }
}
