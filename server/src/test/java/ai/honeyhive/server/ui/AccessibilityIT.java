// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What axe-core finds in each view, in both themes, and where there is nothing to show. */
class AccessibilityIT {
    @RegisterExtension
    static final BrowserAndServer SETUP = new BrowserAndServer();

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void views_ofFilledServer_haveNothingThatAxeFinds(String theme) throws Exception {
        Page page = SETUP.page();
        ServerData data = SETUP.data();
        String session = data.answeredQuestion("asked", "Do you ship to Norway?", "no route");
        String run = data.run("capitals", 5);
        String compared = "/compare/" + data.scoredRun("before", 12, false) + "/" + data.scoredRun("after", 12, true);
        String dataset = data.dataset("capitals", 5);
        page.open("/sessions");
        page.script("localStorage.setItem('hh.theme', arguments[0]); return true", theme);

        for (String path : List.of(
                "/sessions",
                "/sessions/" + session,
                "/sessions/" + session + "?tab=messages",
                "/sessions/" + session + "?tab=log",
                "/runs",
                "/runs/" + run,
                compared,
                compared + "?row=EXT-3&open=1",
                "/datasets",
                "/datasets/" + dataset,
                "/charts?edit=new",
                "/review?edit=new",
                "/settings",
                "/settings?tab=keys",
                "/settings?tab=prices",
                "/settings?tab=metrics&edit=new")) {
            page.open(path);
            page.waitFor(".view");
            page.waitUntil("it is loaded", () -> !page.has("[aria-busy=true]"));

            assertThat(Axe.violations(page)).as("%s in %s", path, theme).isEmpty();
        }
        page.script("localStorage.clear(); return true");
    }

    @Test
    void states_emptyAndUnknown_sayWhatIsMissing_andHaveNothingThatAxeFinds() {
        Page page = SETUP.page();
        Map<String, String> missing = Map.ofEntries(
                entry("/sessions", "No sessions yet"),
                entry("/sessions/none", "No event of this session is here"),
                entry("/events/none", "Event none could not be loaded (status 404)"),
                entry("/runs", "No experiment runs yet"),
                entry("/runs/none", "The run could not be loaded (status 404)"),
                entry("/compare/none/nothing", "The comparison could not be loaded (status 404)"),
                entry("/datasets", "No datasets yet"),
                entry("/datasets/none", "The dataset could not be loaded (status 404)"),
                entry("/charts", "No event in this range has it."),
                entry("/review", "No review queues yet"),
                entry("/review/none", "The queue could not be loaded (status 404)"),
                entry("/sql", "This server cannot be asked in SQL"),
                entry("/settings", "Everything is kept."));
        assertThat(missing.keySet().stream().map(Routes::of)).containsExactlyInAnyOrderElementsOf(Routes.names());

        missing.forEach((path, text) -> {
            page.open(path);
            page.waitForText("main", text);

            assertThat(Axe.violations(page)).as(path).isEmpty();
        });
    }
}
