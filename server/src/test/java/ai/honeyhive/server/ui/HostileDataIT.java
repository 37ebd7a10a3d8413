// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What strangers put into their spans is shown as what it is, and breaks nothing. */
class HostileDataIT {
    private static final String MARKUP = "<script>window.pwned=1</script><img src=x onerror='window.pwned=1'>";

    @RegisterExtension
    static final BrowserAndServer SETUP = new BrowserAndServer();

    private Page page;
    private ServerData data;
    private double now;

    @BeforeEach
    void setUp() {
        page = SETUP.page();
        data = SETUP.data();
        now = data.now();
    }

    @AfterEach
    void browserHasNothingToComplainAbout() {
        assertThat(page.script("return String(window.pwned)")).isEqualTo("undefined");
        assertThat(page.complaints()).isEmpty();
        page.assertOnlyOwnServerAsked();
    }

    @Test
    void markup_everywhere_isShownAsText() throws Exception {
        String session = data.session(MARKUP, Map.of("question", MARKUP), now, 100);
        data.event(
                session,
                session,
                "model",
                MARKUP,
                now,
                50,
                Map.of(
                        "inputs",
                        Map.of("chat_history", List.of(Map.of("role", MARKUP, "content", MARKUP)), MARKUP, MARKUP),
                        "outputs",
                        Map.of("result", MARKUP),
                        "error",
                        MARKUP,
                        "config",
                        Map.of("model", MARKUP),
                        "metadata",
                        Map.of(MARKUP, MARKUP),
                        "metrics",
                        Map.of(MARKUP, 1, "why", 0.5, "why_explanation", MARKUP)));

        page.open("/sessions");
        page.waitForText("#s-" + session, "<script>");
        page.click("#s-" + session);

        page.waitForText(".errbox", "<script>window.pwned=1</script>");
        page.waitForText(".msg", MARKUP);
        assertThat(page.text("h1")).contains("<script>");
    }

    @Test
    void hiddenCharacters_areMadeVisible() throws Exception {
        String session = data.session(
                "invoice\u202Egnp.exe",
                Map.of("question", "مرحبا بالعالم 👩‍👩‍👧‍👦 \u200Bzero\u0007 \u001B[31mred"),
                now,
                100);

        page.open("/sessions/" + session);
        page.waitForText("h1", "invoice");

        assertThat(page.texts("h1 .ctl")).containsExactly("U+202E");
        assertThat(page.texts(".inputs .ctl")).containsExactly("U+200B", "U+0007", "ESC");
        assertThat(page.text(".inputs")).contains("مرحبا بالعالم", "👩‍👩‍👧‍👦");
    }

    @Test
    void hugeValues_openOnDemand() throws Exception {
        String session = data.session("huge", Map.of(), now, 100);
        Map<String, Object> manyKeys = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            manyKeys.put("key" + i, i);
        }
        Map<String, Object> deep = Map.of("end", true);
        for (int i = 0; i < 150; i++) {
            deep = Map.of("d", deep);
        }
        data.event(
                session,
                session,
                "tool",
                "megabyte",
                now,
                50,
                Map.of("inputs", Map.of("text", "x".repeat(1 << 20)), "outputs", Map.of("deep", deep)));
        String keys = data.event(session, session, "tool", "keys", now + 1, 50, Map.of("inputs", manyKeys));

        page.open("/sessions/" + session);
        page.waitForText(".ev", "megabyte");
        page.click(".ev:nth-child(2)");
        page.waitForText(".inputs .more", "show all, 1 MB");
        assertThat(page.number("return document.querySelectorAll('*').length")).isLessThan(3000);
        page.click(".inputs .more");
        page.waitUntil(
                "the whole text is there",
                () -> page.number("return document.querySelector('.inputs .tx').textContent.length") == 1 << 20);
        page.click("#e-" + keys);

        page.waitForText(".inputs", "9,800 more entries");
        assertThat(page.number("return document.querySelectorAll('*').length")).isLessThan(3000);
    }

    @Test
    void brokenParentsAndTimes_everyEventHasItsRow() throws Exception {
        String session = data.session("broken", Map.of(), now, 100);
        String one = UUID.randomUUID().toString();
        String two = UUID.randomUUID().toString();
        data.event(session, two, "chain", "circle one", now, 10, Map.of("event_id", one));
        data.event(session, one, "chain", "circle two", now, 10, Map.of("event_id", two));
        data.event(session, UUID.randomUUID().toString(), "tool", "orphan", now + 5, 10, Map.of());
        data.event(session, session, "tool", "negative", -20, 10, Map.of());
        data.event(session, session, "tool", "backwards", now + 50, -40, Map.of());

        page.open("/sessions/" + session);

        page.waitForText(".ev", "orphan");
        assertThat(String.join("|", page.texts(".ev .nm")))
                .contains("broken", "circle one", "circle two", "orphan", "negative", "backwards");
        page.click(".ev .pill.warn");
        page.waitFor(".bar-note.inset");
    }

    @Test
    void deepTree_isScrolledThroughWithFewRowsInTheDocument() throws Exception {
        String session = data.session("deep", Map.of(), now, 5_000);
        List<Map<String, Object>> events = new ArrayList<>();
        String parent = session;
        for (int i = 0; i < 3_000; i++) {
            String id = UUID.randomUUID().toString();
            events.add(Map.of(
                    "event_id",
                    id,
                    "session_id",
                    session,
                    "parent_id",
                    parent,
                    "event_type",
                    i % 2 == 0 ? "tool" : "model",
                    "event_name",
                    "step " + i,
                    "start_time",
                    now + i,
                    "end_time",
                    now + i + 20,
                    "duration",
                    20,
                    "inputs",
                    Map.of()));
            parent = i % 10 == 0 ? id : parent;
        }
        data.post("/v1/events/batch", Map.of("events", events));

        page.open("/sessions/" + session);
        page.waitForText(".facts", "3,000 events");
        page.script("document.querySelector('.tree').scrollTop = 1e9; return true");

        page.waitForText(".ev", "step 2999");
        assertThat(page.texts(".ev").size()).isLessThan(100);
    }
}
