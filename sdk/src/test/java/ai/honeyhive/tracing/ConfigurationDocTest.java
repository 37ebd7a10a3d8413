// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of options in the documentation are those of the code: nothing is missing, nothing is invented. */
class ConfigurationDocTest {
    private static final Pattern OPTION = Pattern.compile("(?m)^\\| `([a-z]\\w+)` \\|");
    private static final Pattern VARIABLE = Pattern.compile("`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)`");

    private static Set<String> documented(Pattern pattern) throws IOException {
        String document = Files.readString(Path.of("..", "docs", "configuration.md"));
        String aboutTheTracer =
                document.substring(document.indexOf("\n## The tracer"), document.indexOf("\n## The REST"));
        return pattern.matcher(aboutTheTracer)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void options_inTheDocument_areTheMethodsOfTheBuilder() throws IOException {
        Set<String> methods = Arrays.stream(HoneyHiveTracerBuilder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getReturnType() == HoneyHiveTracerBuilder.class)
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertThat(documented(OPTION)).containsExactlyInAnyOrderElementsOf(methods);
    }

    @Test
    void variables_inTheDocument_areThoseThatAreRead() throws IOException {
        Set<String> read = new TreeSet<>();

        Settings.of(new HoneyHiveTracerBuilder(), variable -> {
            read.add(variable);
            return variable.equals("HH_API_KEY") ? "key" : null;
        });

        assertThat(documented(VARIABLE)).containsExactlyInAnyOrderElementsOf(read);
    }
}
