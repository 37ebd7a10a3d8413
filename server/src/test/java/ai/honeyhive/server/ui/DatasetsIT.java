// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A person looks after datasets. */
class DatasetsIT {
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
    void dataset_openedByKeyboard_isRestoredByReloadAndBack() throws Exception {
        data.dataset("other", 2);
        String dataset = data.dataset("capitals", 12);
        page.open("/datasets");
        page.waitForText("#d-" + dataset, "capitals");

        page.press("j", Keys.ENTER);
        page.waitForText("h1", "capitals");
        page.waitUntil("all rows are shown", () -> page.texts(".tr.row").size() == 12);
        page.press("j");
        page.waitForText(".pane header", "Row 1");
        page.press("j");
        page.waitForText(".pane header", "Row 2");
        page.waitForAddress("row=");
        String address = page.address();
        page.reload();
        page.waitForText(".pane header", "Row 2");

        assertThat(page.address()).isEqualTo(address);
        page.back();
        page.waitFor("#d-" + dataset + "[aria-selected=true]");
    }

    @Test
    void row_changed_isStoredAndTakenBackByUndo() throws Exception {
        String dataset = data.dataset("capitals", 3);
        page.open("/datasets/" + dataset);
        page.waitForText(".tr.row", "Capital of country 1?");

        page.press("j", "j", Keys.ENTER);
        page.waitFor(".pane textarea");
        page.type("[data-field='ground_truth.answer']", "Lima", Keys.chord(Keys.CONTROL, Keys.ENTER));

        page.waitUntil("the server has it", () -> truth(dataset, 1).equals("Lima"));
        page.click("button[title^='Undo: answer of row 2']");
        page.waitUntil("the server has the old one", () -> truth(dataset, 1).equals("City 1"));
        page.waitForText(".tr.row", "City 1");
        page.click("button[title^='Redo']");
        page.waitUntil(
                "the server has the new one again", () -> truth(dataset, 1).equals("Lima"));
    }

    @Test
    void field_ofAnotherType_isRefusedWhenTheTextIsNone() throws Exception {
        String dataset = data.dataset("capitals", 1);
        page.open("/datasets/" + dataset);
        page.waitForText(".tr.row", "Capital of country 0?");
        page.press("j");
        page.waitFor(".pane textarea");

        page.script("const s = document.querySelector('select[aria-label=\"Type of answer\"]'); s.value = 'number';"
                + " s.dispatchEvent(new Event('change', {bubbles: true})); return true");

        page.waitForText("[role=alert]", "answer is not a number");
        assertThat(truth(dataset, 0)).isEqualTo("City 0");
    }

    @Test
    void row_takenOut_comesBackToItsPlaceByUndo() throws Exception {
        String dataset = data.dataset("capitals", 4);
        page.open("/datasets/" + dataset);
        page.waitForText(".tr.row", "Capital of country 3?");
        page.press("j");
        page.waitForText(".pane header", "Row 1");
        page.press("j");
        page.waitForText(".pane header", "Row 2");

        page.click(".pane header .btn:not(.quiet)");
        page.waitUntil("three rows are left", () -> rows(dataset).equals(List.of("City 0", "City 2", "City 3")));
        page.press("u");

        page.waitUntil(
                "it is where it was", () -> rows(dataset).equals(List.of("City 0", "City 1", "City 2", "City 3")));
    }

    @Test
    void dataset_deletedWhenAskedTwice_isGone() throws Exception {
        String other = data.dataset("other", 2);
        String dataset = data.dataset("capitals", 2);
        page.open("/datasets");
        page.click("#d-" + dataset);
        page.waitForText("h1", "capitals");

        page.click("[aria-label='Delete the dataset']");
        page.waitForText(".page", "Yes, delete it");
        page.click(".page .rowx .rowx .btn:not(.quiet)");

        page.waitFor("#d-" + other);
        assertThat(page.has("#d-" + dataset)).isFalse();
    }

    @Test
    void file_imported_becomesADatasetOfTypedRows(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("prices.csv"), "question,expected,euros\n\"Two, please\",4.20,2\nOne,\"=2+1\",1\n");
        page.open("/datasets");
        page.waitForText(".empty", "No datasets yet");

        page.upload("input[type=file]", file);
        page.waitForText("dialog h1", "Import 2 rows");
        page.click("dialog button[type=submit]");

        page.waitForText("h1", "prices");
        page.waitForText(".tr.row", "Two, please");
        String dataset = page.address().replace("/datasets/", "");
        assertThat(data.datapoints(dataset))
                .extracting(row -> row.path("ground_truth").path("expected").toString())
                .containsExactly("4.2", "\"=2+1\"");
        assertThat(data.datapoints(dataset).get(0).at("/inputs/euros").isNumber())
                .isTrue();
    }

    @Test
    void file_withABadLine_isRefusedByItsNumber(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("bad.jsonl"), "{\"inputs\": {\"q\": 1}}\n\n{\"inputs\": \n");
        page.open("/datasets");
        page.waitForText(".empty", "No datasets yet");

        page.upload("input[type=file]", file);

        page.waitForText("[role=alert]", "bad.jsonl, line 3 is not JSON");
    }

    @Test
    void event_addedToANewDataset_isARowOfIt() throws Exception {
        String session = data.answeredQuestion("asked", "Do you ship to Norway?", null);
        page.open("/sessions/" + session);
        page.waitFor(".ev[aria-selected=true]");

        page.press("d");
        page.waitFor("dialog[open] input");
        page.type("dialog input", "hard ones");
        page.click("dialog button[type=submit]");
        page.waitForText("dialog [role=status]", "1 row added");
        page.click("dialog a");

        page.waitForText("h1", "hard ones");
        page.waitForText(".tr.row", "Do you ship to Norway?");
    }

    @Test
    void sessions_selected_becomeRowsOnce_oldestFirst() throws Exception {
        String first = data.answeredQuestion("asked", "Do you ship to Norway?", null);
        data.answeredQuestion("asked", "Can I pay later?", null);
        String last = data.answeredQuestion("asked", "Where is my parcel?", null);
        page.open("/sessions");
        page.waitFor("#s-" + first);

        page.press("j", "x", "j", "j", "X");
        page.waitForText(".selection", "3 selected");
        page.press("d");
        page.waitFor("dialog[open] input");
        page.type("dialog input", "of sessions");
        page.click("dialog button[type=submit]");
        page.waitForText("dialog [role=status]", "3 rows added");
        page.click("dialog a");
        page.waitForText("h1", "of sessions");
        page.waitUntil(
                "the rows stand in the order of the sessions",
                () -> page.texts(".tr.row").size() == 3
                        && page.texts(".tr.row").get(0).contains("Do you ship to Norway?")
                        && page.texts(".tr.row").get(2).contains("Where is my parcel?"));

        page.open("/sessions");
        page.click("#s-" + last + " .pick");
        page.waitForText(".selection", "1 selected");
        page.reload();
        page.waitForText(".selection", "1 selected");
        page.click(".selection .btn:not(.quiet)");
        page.waitForText("dialog select", "of sessions");
        page.waitUntil(
                "the dataset is chosen",
                () -> page.script("return document.querySelector('dialog select').value !== ''") == Boolean.TRUE);
        page.click("dialog button[type=submit]");
        page.waitForText("dialog [role=status]", "0 rows added, 1 there already");
    }

    @Test
    void versionsAndSplits_areShown_withTheRunsThatUsedThem() throws Exception {
        String dataset = data.dataset("capitals", 3);
        data.post(
                "/v1/datasets/" + dataset + "/datapoints",
                Map.of(
                        "data",
                        List.of(Map.of("question", "Dealt?", "split", "test")),
                        "mapping",
                        Map.of("inputs", List.of("question"), "ground_truth", List.of(), "history", List.of())));
        data.version(dataset, "v1");
        data.post("/v1/runs", Map.of("name", "over a file", "dataset_id", "EXT-v1"));
        data.post("/v1/runs", Map.of("name", "over the dataset", "dataset_id", dataset));
        page.open("/datasets");
        page.waitForText("#d-" + dataset, "v1");
        page.open("/datasets/" + dataset);
        page.waitForText(".facts", "splits test 1");
        page.waitForText(".facts", "used by 1 run: over the dataset");
        page.waitForText(".page", "v1 used by 1 run");
        page.press("j");
        page.waitForText(".pane header", "Row 1");
        page.click(".pane header .btn:not(.quiet)");
        page.waitUntil("three rows are left", () -> page.texts(".tr.row").size() == 3);

        page.click("[aria-label=Version] button[title=v1]");
        page.waitUntil("the version has four", () -> page.texts(".tr.row").size() == 4);
        page.press("j");
        page.waitForText(".pane header", "as it was");
        page.press("u");
        assertThat(data.datapoints(dataset)).as("no undo of what is not shown").hasSize(3);
        page.reload();

        page.waitForText(".pane header", "as it was");
        assertThat(page.address()).contains("version=v1");
        assertThat(page.has(".pane textarea")).as("it cannot be changed").isFalse();
        page.press(Keys.ESCAPE, Keys.ESCAPE);
        page.waitUntil("three rows are shown", () -> page.texts(".tr.row").size() == 3);
    }

    @Test
    void version_saved_keepsItsRows_whenTheyAreChangedLater() throws Exception {
        String dataset = data.dataset("capitals", 3);
        page.open("/datasets/" + dataset);
        page.waitForText(".tr.row", "Capital of country 1?");

        page.click("button.save-version");
        page.waitFor("dialog[open] input");
        page.press("before Lima", Keys.ENTER);
        page.waitForText("[aria-label=Version] button", "before Lima3");
        page.press("j");
        page.waitForText(".pane header", "Row 1");
        page.press("j", Keys.ENTER);
        page.waitFor(".pane textarea");
        page.type("[data-field='ground_truth.answer']", "Lima", Keys.chord(Keys.CONTROL, Keys.ENTER));

        page.waitUntil("the server has it", () -> rows(dataset).equals(List.of("City 0", "Lima", "City 2")));
        page.type("[data-field='ground_truth.answer']", "Cusco", Keys.chord(Keys.CONTROL, Keys.ENTER));
        page.waitUntil("also the next", () -> truth(dataset, 1).equals("Cusco"));
        page.waitForText(".pane header", "Row 2");
        page.click("button[title^='Undo: answer of row 2']");
        page.waitUntil("and the one before", () -> truth(dataset, 1).equals("Lima"));
        page.click("button[title^='Undo: answer of row 2']");
        page.waitUntil("and the first", () -> truth(dataset, 1).equals("City 1"));
        page.click("button[title^='Redo']");
        page.waitUntil("it is changed again", () -> truth(dataset, 1).equals("Lima"));
        page.click("[aria-label=Version] button[title='before Lima']");
        page.waitForText(".tr.row:nth-child(2)", "City 1");
        assertThat(page.has(".bar-note")).as("no row was deleted").isFalse();
    }

    @Test
    void version_whoseNameIsTaken_isRefusedWithTheReason() throws Exception {
        String dataset = data.dataset("capitals", 3);
        data.version(dataset, "v1");
        page.open("/datasets/" + dataset);
        page.waitForText("[aria-label=Version] button", "v13");
        page.click("button.save-version");
        page.waitFor("dialog[open] input");
        assertThat(page.script("return document.querySelector('dialog input').value"))
                .isEqualTo("v2");

        page.press("v1", Keys.ENTER);

        page.waitForText(
                "dialog [role=alert]", "version \"v1\" of dataset " + dataset + " exists with another content");
        page.forgetTheLogs(); // the browser notes the refusal
        page.press(Keys.ESCAPE);
        page.waitUntil("it is closed", () -> !page.has("dialog"));
    }

    private String truth(String dataset, int row) {
        return rows(dataset).get(row);
    }

    private List<String> rows(String dataset) {
        try {
            return data.datapoints(dataset).stream()
                    .map(row -> row.at("/ground_truth/answer").asString())
                    .toList();
        } catch (Exception e) {
            throw new AssertionError("the dataset could not be read", e);
        }
    }
}
