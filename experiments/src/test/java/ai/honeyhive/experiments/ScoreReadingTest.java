// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreReadingTest {
    @Test
    void of_scalars_areWrittenUnderTheName() {
        assertThat(ScoreReading.of("m", true).scores()).isEqualTo(Map.of("m", true));
        assertThat(ScoreReading.of("m", 0.5).scores()).isEqualTo(Map.of("m", 0.5));
        assertThat(ScoreReading.of("m", "good").scores()).isEqualTo(Map.of("m", "good"));
        assertThat(ScoreReading.of("m", List.of(3)).scores()).isEqualTo(Map.of("m", 3));
        assertThat(ScoreReading.of("m", null).scores()).isEmpty();
    }

    @Test
    void of_score_isWrittenWithExtrasAndExplanation() {
        ScoreReading reading =
                ScoreReading.of("m", Score.of(0.5).because("half").with("tokens", 7));

        assertThat(reading.scores()).isEqualTo(Map.of("m", 0.5, "m_tokens", 7));
        assertThat(reading.explanation()).isEqualTo("half");
        assertThat(reading.problem()).isNull();
    }

    @Test
    void of_map_isReadAsTheOtherSdksDo() {
        Map<String, Object> map = new HashMap<>(Map.of("score", 1, "explanation", 42, "label", "ok"));
        map.put("absent", null);

        ScoreReading reading = ScoreReading.of("m", map);

        assertThat(reading.scores()).isEqualTo(Map.of("m", 1, "m_label", "ok"));
        assertThat(reading.explanation()).isEqualTo("42");
        assertThat(reading.problem()).isNull();
    }

    @Test
    void of_mapWithFaults_keepsTheRestAndSaysSo() {
        ScoreReading reading = ScoreReading.of("m", Map.of("score", List.of(1, 2), "label", "ok"));
        ScoreReading without = ScoreReading.of("m", Map.of("label", "ok"));

        assertThat(reading.scores()).isEqualTo(Map.of("m_label", "ok"));
        assertThat(reading.problem()).startsWith("returned a map in which \"score\" is a java.util.");
        assertThat(without.scores()).isEqualTo(Map.of("m_label", "ok"));
        assertThat(without.problem()).startsWith("returned a map in which \"score\" is missing");
    }

    @Test
    void of_whatIsNoScore_isAProblem() {
        assertThat(ScoreReading.of("m", List.of(1, 2)).problem()).contains("expected a boolean, a finite number");
        assertThat(ScoreReading.of("m", Double.NaN).problem()).startsWith("returned NaN; expected");
        assertThat(ScoreReading.of("m", new Object()).problem()).startsWith("returned a java.lang.Object; expected");
    }

    @Test
    void score_notFinite_isRefused() {
        assertThatThrownBy(() -> Score.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Score.of(1).with("x", List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
