// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
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
    void index_hasNoInlineCodeButTheImportMap() throws Exception {
        String index = Files.readString(root().resolve("index.html"));

        assertThat(index)
                .doesNotContain("<style")
                .doesNotContainPattern("\\sstyle=")
                .doesNotContainPattern("\\son[a-z]+=");
        assertThat(Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>")
                        .matcher(index)
                        .results())
                .singleElement()
                .extracting(found -> found.group())
                .isEqualTo("<script type=\"importmap\">");
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
