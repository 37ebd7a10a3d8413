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

/** A person finds out whether a run is better than another, and which rows got worse. */
class CompareIT {
    private static final String SELECTED_ROW = ".tr.row[aria-selected=true]";
    private static final int ROWS = 30;

    @RegisterExtension
    static final BrowserAndServer SETUP = new BrowserAndServer();

    private Page page;
    private ServerData data;
    private String baseline;
    private String candidate;

    @BeforeEach
    void setUp() throws Exception {
        page = SETUP.page();
        data = SETUP.data();
        baseline = data.scoredRun("prompt v14", ROWS, false);
        candidate = data.scoredRun("prompt v15", ROWS, true);
    }

    @AfterEach
    void browserHasNothingToComplainAbout() {
        assertThat(page.complaints()).isEmpty();
        page.assertOnlyOwnServerAsked();
    }

    @Test
    void verdict_cardsAndRows_sayWhatGotBetterAndWorse() {
        page.open("/compare/" + baseline + "/" + candidate);

        page.waitForText(".verdict", "The candidate is better in ▲ f1 (+0.");
        assertThat(page.text(".verdict")).contains("but worse in ▼ duration (+40 ms");
        assertThat(page.texts(".card.compare .card-name")).containsExactly("f1", "ok", "duration");
        assertThat(page.texts(".card.compare .pill")).containsExactly("▲ better", "no clear change", "▼ slower");
        page.waitFor(".tr.row");
        assertThat(page.texts(".tr.row").get(0)).contains("question 23", "the answer to 23 costs 34 francs", "▼ 0.277");
        assertThat(page.texts(".tr.row:first-child del")).containsExactly("3");
        assertThat(page.texts(".tr.row:first-child ins")).containsExactly("4");
        assertThat(page.texts(".plots svg")).hasSize(3);
    }

    @Test
    void rows_filteredAndOpenedByKeyboard_areRestoredByReloadAndBack() {
        page.open("/compare/" + baseline + "/" + candidate);
        page.waitFor(".tr.row");

        page.press("r");
        page.waitUntil("only worse rows are left", () -> page.texts(".tr.row").size() == 3);
        page.press("j", "j", Keys.ENTER);
        page.waitForText(".pane", "why f1 is so");
        page.waitForAddress("open=1");
        String address = page.address();
        String row = page.attribute(SELECTED_ROW, "id");
        assertThat(address).startsWith("/compare/").contains("rows=regressed", "row=EXT-");

        page.reload();
        page.waitForText(".pane", "why f1 is so");
        assertThat(page.address()).isEqualTo(address);
        assertThat(page.attribute(SELECTED_ROW, "id")).isEqualTo(row);

        page.press("o");
        page.waitForAddress("/sessions/");
        page.back();
        page.waitForText(".pane", "why f1 is so");
        assertThat(page.address()).isEqualTo(address);
    }

    @Test
    void metricDirectionAndDiff_areChosenByKeyAndMouse_andStandInTheAddress() {
        page.open("/compare/" + baseline + "/" + candidate);
        page.waitFor(".tr.row");

        page.press("3");
        page.waitForAddress("metric=duration");
        page.waitForText(".tr.hd", "duration A → B");
        page.press("1", "d");
        page.waitForAddress("diff=lines");
        page.script("[...document.querySelectorAll('button')].find(b => b.textContent === 'less is better').click();"
                + "return true");
        page.waitForAddress("lower=f1");
        page.waitForText(".verdict", "worse in ▼ f1");
        page.press("s");
        page.waitForAddress("/compare/" + candidate + "/" + baseline);
    }

    @Test
    void markdown_isCopiedWithTheTable() {
        page.open("/compare/" + baseline + "/" + candidate);
        page.waitForText(".verdict", "The candidate");
        page.script("window.copied = ''; navigator.clipboard.writeText = (text) => { window.copied = text;"
                + " return Promise.resolve(); }; return true");

        page.script("[...document.querySelectorAll('button')].find(b => b.textContent === 'Copy as Markdown').click();"
                + "return true");

        page.waitUntil(
                "it is copied",
                () -> !page.script("return window.copied").toString().isEmpty());
        assertThat(page.script("return window.copied").toString())
                .startsWith("### prompt v15 (B) against prompt v14 (A)")
                .contains("| metric | A | B | difference | 95 % interval | adjusted p |", "| f1 | 0.", "| better |");
    }

    @Test
    void runs_selectedInTheList_areCompared_andOneWithThePreviousOne() {
        page.open("/runs");
        page.waitFor("#r-" + candidate);

        page.press("j", "j", "x", "j", "x");
        page.waitForText(".selection", "prompt v14");
        page.press("c");
        page.waitForAddress("/compare/" + baseline + "/" + candidate);
        page.waitForText(".verdict", "The candidate");

        page.open("/runs/" + candidate);
        page.waitForText("h1", "prompt v15");
        page.waitFor(".compare-previous");
        page.press("c");
        page.waitForAddress("/compare/" + baseline + "/" + candidate);
    }

    @Test
    void runs_areGroupedByExperiment_withTrendsAndWhatChanged() throws Exception {
        String other = data.run("capitals", 3);
        data.put(
                "/v1/runs/" + candidate,
                Map.of(
                        "metadata",
                        Map.of(
                                "offline_dataset_id",
                                "EXT-francs",
                                "experiment",
                                "francs",
                                "prompt",
                                "v15",
                                "gates",
                                List.of(Map.of(
                                        "gate", "f1 at least 0.9", "status", "failed", "reason", "it is 0.8")))));
        page.open("/runs");

        page.waitForText("#r-" + candidate, "▼ f1 at least 0.9");
        assertThat(page.texts(".group-name b")).containsExactlyInAnyOrder("capitals", "francs");
        assertThat(page.text("#r-" + candidate)).contains("prompt v15");
        page.waitForText("#r-" + candidate, "▲ 0.7");
        assertThat(page.text("#r-" + baseline)).contains("baseline");
        page.press("j", "z");
        page.waitForAddress("fold=capitals");
        page.waitUntil("its run is folded away", () -> !page.has("#r-" + other));
        page.press("j", "j");
        page.waitForText(".trends", "francs · f1");
        page.reload();
        page.waitFor("#r-" + candidate);
        assertThat(page.has("#r-" + other)).isFalse();
    }

    @Test
    void otherRuns_haveNothingInCommon_andAreSaidSo() throws Exception {
        String empty = data.scoredRun("empty", 0, false);
        page.open("/compare/" + baseline + "/" + empty);

        page.waitForText(".empty", "Nothing to compare");
        assertThat(page.text(".verdict")).contains("nothing can be said");
    }
}
