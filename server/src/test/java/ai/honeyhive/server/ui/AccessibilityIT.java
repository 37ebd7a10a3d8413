// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What axe-core finds in each view, in both themes. */
class AccessibilityIT {
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(
              (found) => done(found.violations.map((v) =>
                v.impact + ' ' + v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | '))),
              (failure) => done(['axe failed: ' + failure]));
            """;

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

            assertThat(violations(page)).as("%s in %s", path, theme).isEmpty();
        }
        page.script("localStorage.clear(); return true");
    }

    @Test
    void states_emptyAndUnknown_haveNothingThatAxeFinds() throws Exception {
        Page page = SETUP.page();
        for (String path : List.of(
                "/sessions", "/runs", "/datasets", "/charts", "/review", "/sql", "/settings", "/sessions/none")) {
            page.open(path);
            page.waitFor(".view");

            assertThat(violations(page)).as(path).isEmpty();
        }
    }

    private static List<?> violations(Page page) throws IOException {
        try (InputStream in = AccessibilityIT.class.getResourceAsStream(AXE)) {
            page.script(new String(requireNonNull(in, AXE).readAllBytes(), StandardCharsets.UTF_8) + "; return true");
        }
        return page.eventually(RUN);
    }
}
