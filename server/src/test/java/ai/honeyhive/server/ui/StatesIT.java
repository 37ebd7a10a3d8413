// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each view that the router knows shows while it waits, when it is refused, and of what was left out. */
class StatesIT {
    @RegisterExtension
    static final BrowserAndServer SETUP = BrowserAndServer.shared();

    private static String session;
    private static String run;
    private static Map<String, View> views = Map.of();

    private Walk walk;

    /** Where a view is, and what tells that it has what it shows. */
    private record View(String path, String content) {}

    @BeforeAll
    static void fill() throws Exception {
        ServerData data = SETUP.data();
        session = data.answeredQuestion("asked", "How long is the warranty?", null);
        run = data.scoredRun("before", 3, false);
        String candidate = data.scoredRun("after", 3, true);
        String dataset = data.dataset("capitals", 3);
        String queue = data.answer("POST", "/v1/queues", Map.of("name", "all", "description", "helpful"))
                .at("/queue/id")
                .asString();
        views = Map.ofEntries(
                entry("sessions", new View("/sessions", ".tr.row")),
                entry("session", new View("/sessions/" + session, ".ev")),
                entry("event", new View("/events/" + session, ".ev")),
                entry("runs", new View("/runs", "#r-" + run)),
                entry("run", new View("/runs/" + run, ".tr.row")),
                entry("compare", new View("/compare/" + run + "/" + candidate, ".verdict")),
                entry("datasets", new View("/datasets", ".tr.row")),
                entry("dataset", new View("/datasets/" + dataset, ".tr.row")),
                entry("review", new View("/review", ".tr.row")),
                entry("queue", new View("/review/" + queue, ".choices button")),
                entry("charts", new View("/charts", ".chart h2")),
                entry("sql", new View("/sql", ".sql-guide summary")),
                entry("settings", new View("/settings", ".settings h2")));
    }

    @BeforeEach
    void setUp() {
        walk = new Walk(SETUP.page());
    }

    static Stream<String> views() {
        return Routes.names().stream();
    }

    @ParameterizedTest
    @MethodSource("views")
    void view_waiting_thenRefused_saysSoAndRecoversWhenTriedAgain(String name) {
        View view = requireNonNull(views.get(name), () -> "no place is named here for the view " + name);
        try (Network network = Network.of(walk.page, Network.HOLDS)) {
            walk.open(view.path()).see("main [aria-busy=true] .sr", "Loading");
            assertThat(walk.page.has(view.content())).isFalse();

            network.refuses();
            walk.see(".note[role=alert]", "could not be loaded (status 507)")
                    .see(".note", "the disk is full")
                    .look();

            network.passesWith(".note button");
            walk.see(view.content()).gone(".note[role=alert]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions", "session", "runs", "run"})
    void view_thatCannotBeRefreshed_keepsWhatItShowsAndSaysSo(String name) throws Exception {
        View view = requireNonNull(views.get(name), name);
        try (Network network = Network.of(walk.page, Network.PASSES)) {
            walk.open(view.path()).see(view.content()).see(".statusbar", "live").idle();

            network.refuses();
            SETUP.data().put("/v1/runs/" + run, Map.of("description", "changed"));
            SETUP.data().event(session, session, "tool", "late", SETUP.data().now(), 5, Map.of());
            walk.see(".bar-note", "Not refreshed: the disk is full").see(view.content());
            assertThat(Axe.violations(walk.page)).isEmpty();

            network.passesWith(".bar-note button");
            walk.gone(".bar-note").see(view.content());
        }
    }

    @Test
    void rows_whenTheirOverviewComesLater_stayWhereTheyAre() {
        String place = "return document.querySelector('.tr.row').getBoundingClientRect().top";
        try (Network network = Network.of(walk.page, Network.HOLDS, "/overview")) {
            walk.open("/sessions").see(".tr.row").idle();
            assertThat(walk.page.has(".stats")).isFalse();
            double before = walk.page.number(place);

            network.passes();
            walk.see(".stats", "sessions").idle();

            assertThat(walk.page.number(place)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void session_long_goesToItsErrorWhenAllIsThere_unlessSomebodyPointsAtItsBeginning(boolean points) throws Exception {
        String lengthy = FilledServer.longSession(SETUP.data(), 1_200, 905);
        try (Network network = Network.of(walk.page, Network.HOLDS, "/outline")) {
            walk.open("/sessions/" + lengthy).see(".ev", "step 3");
            walk.page.settle();
            assertThat(walk.page.has(".tree[aria-busy=true]")).isTrue();
            if (points) {
                walk.page.pointAt(".ev:nth-of-type(4)");
            }

            network.passes();
            walk.see(".errbox", "no answer").idle();

            assertThat(walk.page.texts(".ev")).anyMatch(row -> row.contains(points ? "step 3" : "step 905"));
            assertThat(walk.page.texts(".ev")).noneMatch(row -> row.contains(points ? "step 905" : "step 3hay"));
            assertThat(walk.page.text(".pane header"))
                    .as("it is shown beside in any case")
                    .contains("step 905");
        }
    }

    @Test
    void whatTheSenderMaskedOrCut_isMarkedWhereItWas() throws Exception {
        String masking =
                SETUP.data().session("masking", Map.of("question", "Mail to [masked: email], [masked]"), 1e12, 5);
        SETUP.data()
                .event(
                        masking,
                        masking,
                        "tool",
                        "cut",
                        1e12,
                        5,
                        Map.of(
                                "outputs",
                                Map.of("text", "begin[cut: 4000 of 9000 characters]end", "list", "[masked or not]"),
                                "metadata",
                                Map.of("logs_truncated", true)));

        walk.open("/sessions/" + masking).see(".inputs .left-out", "masked: email");
        assertThat(walk.page.texts(".inputs .left-out")).isEqualTo(List.of("masked: email", "masked"));
        walk.press("j").see(".output .left-out", "cut: 4000 of 9000 characters");
        assertThat(walk.page.texts(".output .left-out")).hasSize(1);
        walk.look()
                .press("L")
                .see(".tr.row", "more lines were logged than the server keeps")
                .look();
    }
}
