// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.ui.Assets;
import ai.honeyhive.server.internal.ui.PageFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** How much a browser has to fetch before it can show the first rows. Each view's own modules come when it is opened. */
class PageWeightTest {
    private static final int BUDGET = 120 * 1024;
    private final Assets assets = new Assets();

    @Test
    void scriptAndStyle_ofTheFirstView_stayWithinTheBudgetWhenCompressed() throws IOException {
        Set<String> needed = PageFiles.of(assets, new String(content("index.html"), StandardCharsets.UTF_8))
                .first();

        int compressed = 0;
        for (String path : needed) {
            compressed += compressed(path);
        }

        assertThat(needed).contains("js/sessions/view.js", "js/session/view.js", "css/tokens.css");
        assertThat(compressed).as("%d files", needed.size()).isBetween(20 * 1024, BUDGET);
    }

    private byte[] content(String path) {
        return assets.find(path)
                .orElseThrow(() -> new AssertionError("there is no file " + path))
                .content();
    }

    private int compressed(String path) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content(path));
        }
        return out.size();
    }
}
