// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafeKeysTest {
    @Test
    void all_areTheSix() {
        assertThat(SafeKeys.ALL)
                .containsExactlyInAnyOrder(
                        "run_id", "dataset_id", "datapoint_id", "honeyhive_tracer_id", "project", "source");
    }

    @Test
    void baggage_unsafeAndEmptyEntries_areLeftOut() {
        Map<String, String> entries = new HashMap<>();
        entries.put("run_id", "r");
        entries.put("session_id", "s");
        entries.put("parent_id", "p");
        entries.put("span_id", "x");
        entries.put("source", "");
        entries.put("project", null);

        Baggage baggage = SafeKeys.baggage(entries);

        assertThat(baggage.asMap().keySet()).containsExactly("run_id");
    }

    @Test
    void merge_outerTracersValues_areOverriddenOrRemoved() {
        Baggage ambient = Baggage.builder()
                .put("honeyhive_tracer_id", "outer")
                .put("datapoint_id", "outer-row")
                .put("tenant", "t")
                .build();
        Baggage ours = SafeKeys.baggage(Map.of("honeyhive_tracer_id", "inner"));

        Baggage merged = SafeKeys.merge(ambient, ours);

        assertThat(merged.getEntryValue("honeyhive_tracer_id")).isEqualTo("inner");
        assertThat(merged.getEntryValue("datapoint_id")).isNull();
        assertThat(merged.getEntryValue("tenant")).isEqualTo("t");
        assertThat(SafeKeys.merge(merged, ours)).isSameAs(merged);
    }
}
