// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker itself: what does not compile is found, and where it stands. */
class SnippetCompilerTest {
    @TempDir
    Path folder;

    private List<String> problemsOf(String document) throws IOException {
        Files.writeString(folder.resolve("guide.md"), document);
        return new SnippetCompiler(folder)
                .compile(new SnippetFinder(folder).inMarkdown())
                .problems();
    }

    @Test
    void statements_withErrorInTheirThirdLine_fileAndLineAreNamed() throws IOException {
        List<String> problems = problemsOf("""
                # Guide
                Like this:
                ```java
                String answer = bot.answer(question);

                tracer.enrichSpam(e -> e.metric("length", answer.length()));
                ```
                """);

        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("guide.md:6: ")
                .contains("enrichSpam");
    }

    @Test
    void statements_withImports_getNoOthers() throws IOException {
        List<String> problems = problemsOf("""
                ```java
                import java.util.List;

                List<Integer> numbers = List.of(1);
                Map<String, String> names = null;
                ```
                """);

        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("guide.md:5: ")
                .contains("class Map");
    }

    @Test
    void wholeFile_thatDoesNotCompile_fileAndLineAreNamed() throws IOException {
        List<String> problems = problemsOf("""
                1. In a list:
                   ```java
                   /** A class. */
                   public class Broken {
                       int length = "text";
                   }
                   ```
                """);

        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("guide.md:5: ")
                .contains("incompatible types");
    }

    @Test
    void warning_isAProblemToo() throws IOException {
        List<String> problems = problemsOf("""
                ```java
                List<String> names = new ArrayList();
                ```
                """);

        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).startsWith("guide.md:2: "));
    }

    @Test
    void javadoc_thatDoesNotCompile_fileAndLineAreNamed() throws IOException {
        Path source = folder.resolve("src/main/java/Thing.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, """
                /**
                 * A thing.
                 *
                 * <pre>{@code
                 * List<String> names = Map.of("a", List.of("b")).get("a");
                 * tracer.run("x", EventType.TOOL, span -> { span.inptu("a", 1); });
                 * }</pre>
                 *
                 * {@snippet :
                 * int three = "three";
                 * }
                 */
                class Thing {}
                """);

        List<String> problems = new SnippetCompiler(folder)
                .compile(new SnippetFinder(folder).inJavadocOf(folder))
                .problems();

        assertThat(problems)
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem)
                                .startsWith("src/main/java/Thing.java:6: ")
                                .contains("inptu"),
                        problem -> assertThat(problem).startsWith("src/main/java/Thing.java:10: "));
    }

    @Test
    void blocks_thatCompile_sayNothing() throws IOException {
        assertThat(problemsOf("""
                ```java
                try (SessionScope session = tracer.session("chat").open()) {
                    tracer.run("turn", EventType.CHAIN, span -> span.output("answer", bot.answer(question)));
                }
                ```
                ```java
                class Service {
                    private final HoneyHiveTracer tracer;

                    Service(HoneyHiveTracer tracer) {
                        this.tracer = tracer;
                    }
                }
                ```
                ```java jdk-999
                int olderJavaSkipsThis = true;
                ```
                ```sh
                echo not Java
                ```
                """)).isEmpty();
    }
}
