// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the Javadoc tool lets pass: a module without Javadoc, without an overview, or a package that says nothing. */
class JavadocTest {
    private final SnippetFinder project = new SnippetFinder(Path.of(".."));

    @Test
    void publishedModules_haveJavadocWithAnOverview() throws IOException {
        assertThat(project.publishedModules()).isNotEmpty().allSatisfy(module -> {
            assertThat(module.resolve("pom.xml")).content().contains("maven-javadoc-plugin");
            assertThat(module.resolve("src/main/javadoc/overview.html")).isNotEmptyFile();
        });
    }

    @Test
    void publicPackages_sayWhatTheyAre() throws IOException {
        for (Path module : project.publishedModules()) {
            assertThat(packages(module))
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(file).content().containsPattern("(?s)/\\*\\*\\s+\\S.*\\*/\\s+@NullMarked"));
        }
    }

    private static List<Path> packages(Path module) throws IOException {
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .filter(file -> !file.toString().contains("/internal/"))
                    .toList();
        }
    }
}
