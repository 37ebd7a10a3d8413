// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** A person asks what the server holds in SQL. */
class SqlViewIT {
    private static final String COUNTS = "select event_type, count(*) as n from events group by 1 order by 1";

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
    void nothingButOwnServerAsked() {
        page.assertOnlyOwnServerAsked();
    }

    @Test
    void statement_runByKeyboardAlone_standsInTheAddressAndSurvivesReloadAndBack() throws Exception {
        data.answeredQuestion("asked", "How long?", null);
        page.open("/sessions");
        page.waitFor(".tr.row");
        page.press("g", "q");
        page.waitFor("textarea");

        page.press("/", COUNTS);
        page.pressWith(Keys.CONTROL, Keys.ENTER);

        page.waitUntil(
                "the counts are there",
                () -> cells().equals(List.of("chain", "1", "model", "1", "session", "1", "tool", "1")));
        page.waitForAddress("q=select+event_type");
        page.press(Keys.ESCAPE, "j", "j");
        page.waitForText(".pane .lead", "Row 2");
        assertThat(page.text(".pane dl")).contains("event_type", "model");
        page.reload();
        page.waitUntil("it is asked again", () -> cells().size() == 8);
        page.waitForText(".pane .lead", "Row 2");
        page.press(Keys.ESCAPE);
        page.waitFor(".sql-guide ul button");
        page.script("document.querySelector('.sql-guide ul button').click(); return true");
        page.waitForText(".tr.hd", "duration");
        page.back();
        page.waitUntil("the counts are back", () -> cells().contains("session"));
        assertThat(page.attribute("textarea", "value")).isEqualTo(COUNTS);
        assertThat(page.texts(".sql-guide ol li")).hasSize(2).anyMatch(text -> text.equals(COUNTS));
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void answer_asChart_isRestoredByItsLink() throws Exception {
        data.answeredQuestion("asked", "How long?", null);

        open(COUNTS, "&show=chart");

        page.waitFor(".chart canvas");
        page.waitForText(".chart p", "n over event_type");
        page.click(".tools .seg button");
        page.waitUntil("the table is back", () -> cells().size() == 8);
        assertThat(page.address()).doesNotContain("show=");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void statement_thatIsRefused_isToldWithTheReasonAndTheLimits() {
        open("delete from events", "");

        page.waitForText(".note", "The server could not answer this");
        assertThat(page.text(".note")).contains("SELECT or WITH", "10,000 rows, 8 MB and 5 s");
    }

    @Test
    void answer_thatIsCut_saysSo() throws Exception {
        open("with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) select i from n", "");

        page.waitForText(".bar-note", "Cut: an answer holds at most 10,000 rows");
        page.script("document.querySelector('.sql-table .scroll').scrollTop = 1e9; return true");
        page.waitUntil("the last row is there", () -> cells().contains("10,000"));
        assertThat(page.texts(".tr.row").size()).isLessThan(120);
    }

    @Test
    void hostileValues_areShownAsText() throws Exception {
        String markup = "<img src=x onerror='window.pwned=1'>\u202Eevil";
        String session = data.session(markup, Map.of("question", markup), data.now(), 100);

        open("select session_id, session_name as \"<b>name\", inputs from sessions join events using (session_id)", "");

        page.waitForText(".tr.row", "<img src=x");
        page.click("#q-0 span:nth-child(2)");
        page.waitForText(".pane dl", "onerror='window.pwned=1'");
        assertThat(page.texts(".ctl")).contains("U+202E");
        assertThat(page.script("return String(window.pwned)")).isEqualTo("undefined");
        page.click("#q-0 a");
        page.waitForAddress("/sessions/" + session);
        assertThat(page.complaints()).isEmpty();
    }

    private void open(String statement, String more) {
        page.open("/sql?q=" + URLEncoder.encode(statement, StandardCharsets.UTF_8) + more);
    }

    private List<String> cells() {
        return page.texts(".sql-table [role=gridcell]");
    }
}
