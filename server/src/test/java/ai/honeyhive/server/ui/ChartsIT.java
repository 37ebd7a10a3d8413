// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person looks at charts and makes a dashboard of them. */
class ChartsIT {
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
    void dashboard_ofAServerWithEvents_drawsThemAndHasThemAsATable() throws Exception {
        data.answeredQuestion("asked", "How long?", null);
        data.answeredQuestion("failed", "How long?", "no route");
        page.open("/charts");

        page.waitFor("[aria-label='Latency of model calls'] canvas");
        page.click("[aria-label='Error rate'] button");

        page.waitForText("[aria-label='Error rate'] td.num", "%");
        assertThat(page.texts("[aria-label='Error rate'] td.num")).contains("17 %");
    }

    @Test
    void chart_savedFromTheEditor_isThereAfterAReload() throws Exception {
        data.run("capitals", 5);
        page.open("/charts?edit=new");
        page.waitFor(".pane form");

        page.type(".pane form .line:nth-of-type(1) input", "Faults of the \"reader\" <b>");
        page.type(".pane form input[placeholder^=event_type]", "event_type is chain duration > 50 ms");
        page.click(".pane form button[type=submit]");

        page.waitFor("[aria-label^='Faults of the']");
        page.waitUntil("the editor is gone", () -> !page.has(".pane form"));
        page.reload();
        page.waitForText("[aria-label^='Faults of the'] .mono", "duration > 50");
        assertThat(page.texts(".chart h2")).hasSize(7).contains("Faults of the \"reader\" <b>");
    }

    @Test
    void ticks_ofTime_areThoseOfADayOf24Hours_withTheDayWhereItBegins() {
        page.open("/charts");

        List<?> ticks =
                page.eventually("const done = arguments[0]; import('/assets/js/charts/ticks.js').then((module) =>"
                        + " done(module.timeTicks(null, [1795737600, 1795780800, 1795824000], 0, 0, 43200)))");

        assertThat(ticks).isEqualTo(List.of("00:00\n27 Nov", "12:00", "00:00\n28 Nov"));
    }

    @Test
    void filter_thatIsNone_isToldWithItsReason() {
        page.open("/charts?edit=new");
        page.waitFor(".pane form");

        page.type(".pane form input[placeholder^=event_type]", "duration >");

        page.waitForText("[role=alert]", "duration greater than needs a value");
    }
}
