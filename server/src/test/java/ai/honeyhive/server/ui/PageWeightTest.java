// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.ui.Assets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** How much a browser has to fetch before it can show the first rows. Each view's own modules come when it is opened. */
class PageWeightTest {
    private static final int BUDGET = 120 * 1024;
    private static final Pattern IN_DOCUMENT = Pattern.compile("(?:href|src)=\"/assets/([^\"]+\\.(?:css|js))\"");
    private static final Pattern IMPORT =
            Pattern.compile("^import(?:[^;\"]*?\\sfrom)?\\s*\"([^\"]+)\"", Pattern.MULTILINE);
    private static final Map<String, String> LIBRARIES = Map.of(
            "preact", "lib/preact/dist/preact.module.js", "preact/hooks", "lib/preact/hooks/dist/hooks.module.js");

    private final Assets assets = new Assets();

    @Test
    void scriptAndStyle_ofTheFirstView_stayWithinTheBudgetWhenCompressed() throws IOException {
        Set<String> needed = new LinkedHashSet<>();
        for (String path : found(IN_DOCUMENT, text("index.html")).toList()) {
            collect(path, needed);
        }

        int compressed = 0;
        for (String path : needed) {
            compressed += compressed(path);
        }

        assertThat(needed).contains("js/sessions/view.js", "js/session/view.js", "css/tokens.css");
        assertThat(compressed).as("%d files", needed.size()).isBetween(20 * 1024, BUDGET);
    }

    private void collect(String path, Set<String> needed) {
        if (!needed.add(path) || !path.endsWith(".js") || path.startsWith("lib/")) {
            return;
        }
        found(IMPORT, text(path)).forEach(named -> collect(resolved(path, named), needed));
    }

    private static String resolved(String from, String named) {
        return named.startsWith(".")
                ? URI.create("/" + from).resolve(named).getPath().substring(1)
                : requireNonNull(LIBRARIES.get(named), named);
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private String text(String path) {
        return new String(content(path), StandardCharsets.UTF_8);
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
