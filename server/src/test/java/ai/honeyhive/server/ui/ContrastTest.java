// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WCAG 2.2 contrast of the colour tokens, in both themes. */
class ContrastTest {
    private static final Pattern TOKEN =
            Pattern.compile("--([a-z0-9-]+):\\s*light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)");
    private static final List<String> SURFACES = List.of("bg", "surface", "sunken", "raised", "hover", "honey-soft");

    private final Map<String, MatchResult> tokens = read();

    @ParameterizedTest
    @ValueSource(strings = {"text", "text-2", "text-3", "honey-text"})
    void text_onEverySurface_hasFourAndAHalf(String token) {
        for (String surface : SURFACES) {
            assertContrast(token, surface, 4.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"good", "bad", "warn", "model", "tool", "chain"})
    void verdictsAndTypes_onSurfaces_haveFourAndAHalf(String token) {
        assertContrast(token, "surface", 4.5);
        assertContrast(token, "sunken", 4.5);
    }

    @Test
    void verdicts_onTheirOwnGround_haveFourAndAHalf() {
        assertContrast("bad", "bad-soft", 4.5);
        assertContrast("good", "good-soft", 4.5);
        assertContrast("warn", "warn-soft", 4.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"control", "honey-line", "focus"})
    void marks_onSurfaces_haveThree(String token) {
        assertContrast(token, "surface", 3);
        assertContrast(token, "bg", 3);
    }

    @Test
    void badgeLetters_onTypes_haveFourAndAHalf() {
        for (String type : List.of("model", "tool", "session", "bad")) {
            assertContrast("on-type", type, 4.5);
        }
    }

    private void assertContrast(String front, String back, double least) {
        for (int theme = 1; theme <= 2; theme++) {
            double one = luminance(color(front, theme));
            double other = luminance(color(back, theme));
            double ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
            assertThat(ratio)
                    .as("%s on %s, %s", front, back, theme == 1 ? "light" : "dark")
                    .isGreaterThanOrEqualTo(least);
        }
    }

    private String color(String token, int theme) {
        return requireNonNull(tokens.get(token), token).group(theme + 1);
    }

    private static double luminance(String hex) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static Map<String, MatchResult> read() {
        try (var in = requireNonNull(ContrastTest.class.getResourceAsStream("css/tokens.css"))) {
            String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return TOKEN.matcher(css).results().collect(Collectors.toMap(found -> found.group(1), Function.identity()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
