// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the Java in the documents of the project whose root it is given. */
final class SnippetFinder {
    private static final Pattern FENCE = Pattern.compile(
            "^([ \\t]*)```[ \\t]*(?i:java)\\b([^\\n]*)\\n(.*?)^[ \\t]*```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern JAVADOC_CODE = Pattern.compile("<pre>\\s*(?=\\{@code\\b)\\{@code|\\{@snippet[^\\n]*");
    private static final Pattern PUBLISHED = Pattern.compile("<artifactId>honeyhive-([^<]+)</artifactId>");

    private final Path root;

    SnippetFinder(Path root) {
        this.root = root;
    }

    /** All Markdown of the project, and the Javadoc of what the bill of materials publishes. */
    List<Snippet> all() throws IOException {
        List<Snippet> snippets = new ArrayList<>(inMarkdown());
        for (Path module : publishedModules()) {
            snippets.addAll(inJavadocOf(module));
        }
        return snippets;
    }

    /** Folders of the modules in the bill of materials. */
    List<Path> publishedModules() throws IOException {
        String bom = Files.readString(root.resolve("bom/pom.xml"));
        return PUBLISHED
                .matcher(bom.substring(bom.indexOf("<dependencyManagement>")))
                .results()
                .map(module -> folderOf(module.group(1)))
                .toList();
    }

    List<Snippet> inMarkdown() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        for (Path file : files(root, name -> name.endsWith(".md"))) {
            String text = Files.readString(file);
            FENCE.matcher(text).results().forEach(block -> snippets.add(markdown(file, text, block)));
        }
        return snippets;
    }

    List<Snippet> inJavadocOf(Path module) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        for (Path file : files(module.resolve("src/main"), name -> name.endsWith(".java") || name.endsWith(".html"))) {
            String text = Files.readString(file);
            Matcher begin = JAVADOC_CODE.matcher(text);
            while (begin.find()) {
                snippets.add(javadoc(file, text, begin));
            }
        }
        return snippets;
    }

    private Path folderOf(String module) {
        Path folder = root.resolve(module);
        return Files.isDirectory(folder) ? folder : root.resolve("integrations").resolve(module);
    }

    private Snippet markdown(Path file, String text, MatchResult block) {
        String code = block.group(3).replaceAll("(?m)^" + block.group(1), "");
        return snippet(
                file, text, block.start(3), code, Set.of(block.group(2).strip().split("\\s+", -1)));
    }

    private Snippet javadoc(Path file, String text, MatchResult begin) {
        int open = text.indexOf('{', begin.start());
        int end = open;
        int depth = 0;
        do {
            char c = text.charAt(end++);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        } while (depth > 0);
        if (begin.group().startsWith("{@snippet")
                && !begin.group().stripTrailing().endsWith(":")) {
            throw new IllegalStateException(file + ": only {@snippet :} with its code inside is checked");
        }
        String code = text.substring(begin.end(), end - 1).replaceAll("(?m)^[ \\t]*\\*[ ]?", "");
        return snippet(file, text, begin.end(), code, Set.of("no-run"));
    }

    private Snippet snippet(Path file, String text, int start, String code, Set<String> marks) {
        int line = (int) text.substring(0, start).lines().count() + (text.charAt(start - 1) == '\n' ? 1 : 0);
        return new Snippet(root.relativize(file), line, code, marks);
    }

    private static List<Path> files(Path folder, Predicate<String> name) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> name.test(file.getFileName().toString()))
                    .filter(file -> Stream.of("/target/", "/.git/", "/node_modules/", "/src/test/")
                            .noneMatch(file.toString()::contains))
                    .sorted()
                    .toList();
        }
    }
}
