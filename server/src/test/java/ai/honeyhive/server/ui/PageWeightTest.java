// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.ui.Assets;
import ai.honeyhive.server.internal.ui.PageFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much a browser has to fetch before it can show the first rows. Each view's own modules come when it is opened. */
class PageWeightTest {
    private static final int BUDGET = 120 * 1024;
    private final Assets assets = new Assets();

    @Test
    void scriptAndStyle_ofTheFirstView_stayWithinTheBudgetWhenCompressed() {
        List<String> needed = PageFiles.of(assets, text("index.html")).first();

        int compressed = needed.stream()
                .mapToInt(path -> asset(path).compressed().length)
                .sum();

        assertThat(text("page.js"))
                .contains("\"js/sessions/view.js\"", "\"js/session/view.js\"")
                .doesNotContain("\"js/charts/charts-view.js\"() {");
        assertThat(text("page.css")).contains("--row-h");
        assertThat(compressed).as("%d files", needed.size()).isBetween(20 * 1024, BUDGET);
    }

    private String text(String path) {
        return new String(asset(path).content(), StandardCharsets.UTF_8);
    }

    private Assets.Asset asset(String path) {
        return assets.find(path).orElseThrow(() -> new AssertionError("there is no file " + path));
    }
}
