// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatapointTest {
    private final Datapoint datapoint = Datapoint.builder()
            .id("capital-1")
            .input("question", "Capital of Peru?")
            .input("hint", null)
            .groundTruth("answer", "Lima")
            .metadata("level", 2)
            .build();

    private static String shout(String text) {
        return text + "!";
    }

    @Test
    void input_handedToAMethod_takesItsType() {
        assertThat(shout(datapoint.input("question"))).isEqualTo("Capital of Peru?!");
        String answer = datapoint.groundTruth("answer");
        assertThat(answer).isEqualTo("Lima");
    }

    @Test
    void input_absentOrNull_saysWhatThereIs() {
        assertThatThrownBy(() -> datapoint.input("query"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("datapoint EXT-capital-1 has no input \"query\"; there is [question, hint]");
        assertThatThrownBy(() -> datapoint.input("hint")).hasMessageContaining("has a null input \"hint\"");
        assertThatThrownBy(() -> datapoint.groundTruth("x")).hasMessageContaining("no ground truth \"x\"");
        assertThat(datapoint.findInput("query")).isEmpty();
        assertThat(datapoint.findInput("hint")).isEmpty();
        assertThat(datapoint.findInput("question")).contains("Capital of Peru?");
        assertThat(datapoint.findGroundTruth("answer")).contains("Lima");
    }

    @Test
    void input_ofAnotherType_saysWhichItIs() {
        assertThat(datapoint.input("question", String.class)).isEqualTo("Capital of Peru?");
        assertThatThrownBy(() -> datapoint.input("question", Integer.class))
                .hasMessage(
                        "input \"question\" of datapoint EXT-capital-1 is a java.lang.String, not a java.lang.Integer");
    }

    @Test
    void datapoint_mapsChangedLater_staysAsItWas() {
        Map<String, Object> inputs = new HashMap<>(Map.of("q", "a"));
        List<String> truths = new ArrayList<>(List.of("x"));
        Datapoint made = Datapoint.of(inputs, truths);

        inputs.put("q", "b");
        truths.add("y");

        assertThat(made.inputs()).isEqualTo(Map.of("q", "a"));
        assertThat(made.groundTruth()).contains(List.of("x"));
        assertThatThrownBy(() -> made.inputs().put("r", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void groundTruth_wholeAndByEntries_isRefused() {
        assertThatThrownBy(() -> Datapoint.builder()
                        .groundTruth("all")
                        .groundTruth("k", 1)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exclude each other");
    }

    @Test
    void metadata_given_isKept() {
        assertThat(datapoint.metadata()).isEqualTo(Map.of("level", 2));
    }
}
