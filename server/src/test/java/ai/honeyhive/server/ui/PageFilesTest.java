// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.ui.Assets;
import ai.honeyhive.server.internal.ui.PageFiles;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page's files never do, because what they show comes from strangers. */
class PageFilesTest {
    private static final Pattern MARKUP_FROM_TEXT = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|dangerouslySetInnerHTML|\\beval\\(|new Function");
    private static final Pattern OTHER_HOST =
            Pattern.compile("(?:https?:)?//[a-z0-9-]+\\.[a-z]{2,}", Pattern.CASE_INSENSITIVE);
    private static final int MAX_LINES = 300;

    @ParameterizedTest
    @MethodSource("files")
    void file_never_makesMarkupFromTextOrNamesAnotherHost(Path file) throws IOException {
        String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");

        assertThat(text).doesNotContainPattern(MARKUP_FROM_TEXT).doesNotContainPattern(OTHER_HOST);
        assertThat(text.lines()).hasSizeLessThan(MAX_LINES);
    }

    @Test
    void index_hasNoInlineCode() throws Exception {
        String index = Files.readString(root().resolve("index.html"));

        assertThat(index)
                .doesNotContain("<style")
                .doesNotContainPattern("\\sstyle=")
                .doesNotContainPattern("\\son[a-z]+=")
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)[^>]*>");
    }

    @Test
    void module_isInOneOfTheTwoFilesMade_asItWasWrittenButForImportsAndExports() throws Exception {
        var assets = new Assets();
        PageFiles.of(assets, Files.readString(root().resolve("index.html")));
        String first = text(assets, "page.js");
        String later = text(assets, "more.js");

        for (Path file : files()) {
            String name = root().relativize(file).toString().replace(File.separatorChar, '/');
            boolean byItself = !name.endsWith(".js") || name.equals("js/boot.js") || name.endsWith("-worker.js");
            String opening = "\"" + name + "\"() {";
            assertThat(Stream.of(first, later).filter(made -> made.contains(opening)))
                    .as(name)
                    .hasSize(byItself ? 0 : 1);
        }
        assertThat(first)
                .contains("const { createStore, useStore } = $module(\"js/store.js\");")
                .contains("import(\"./more.js\").then(() => $module(\"js/charts/charts-view.js\"))")
                .contains("return { App };");
        assertThat(later).contains("} = $libraries[\"preact\"];").doesNotContainPattern("(?m)^(?:import|export)\\b");
    }

    private static String text(Assets assets, String path) {
        return new String(assets.find(path).orElseThrow().content(), StandardCharsets.UTF_8);
    }

    static List<Path> files() throws Exception {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().matches(".*\\.(js|css|html|svg)"))
                    .toList();
        }
    }

    private static Path root() throws URISyntaxException {
        var index = requireNonNull(PageFilesTest.class.getResource("index.html"));
        return requireNonNull(Path.of(index.toURI()).getParent());
    }
}
