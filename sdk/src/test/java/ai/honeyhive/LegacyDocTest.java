// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a user of the static functions reads about them. */
class LegacyDocTest {
    private static final Pattern FUNCTION =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public static [^=;{]*?(\\w+)\\(", Pattern.DOTALL);

    @Test
    void everyStaticFunction_saysLegacy_sinceWhen_whatReplacesIt_andWhenItGoes() throws IOException {
        Matcher functions = FUNCTION.matcher(Files.readString(Path.of("src/main/java/ai/honeyhive/HoneyHive.java")));
        List<String> described = functions
                .results()
                .map(function -> {
                    String text = function.group(1).replaceAll("\\s*\\n\\s*\\* ?", " ");
                    assertThat(text)
                            .as(function.group(2))
                            .contains("LEGACY since 1.0, goes in 2.0: ")
                            .containsPattern("[Uu]se \\{@link HoneyHiveTracer#");
                    return function.group(2);
                })
                .toList();

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        publicFunctions().map(Method::getName).toList());
    }

    @Test
    void noStaticFunction_makesABuildWarn() {
        assertThat(HoneyHive.class.isAnnotationPresent(Deprecated.class)).isFalse();
        assertThat(publicFunctions()).noneMatch(function -> function.isAnnotationPresent(Deprecated.class));
    }

    private static java.util.stream.Stream<Method> publicFunctions() {
        return Arrays.stream(HoneyHive.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
    }
}
