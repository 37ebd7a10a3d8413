// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UpdateSplitTest {
    @Test
    void halves_severalFields_areSharedOut() {
        assertThat(UpdateSplit.halves(Map.of("event_id", "e", "metadata", Map.of("a", 1), "metrics", Map.of("b", 2))))
                .containsExactlyInAnyOrder(
                        Map.of("event_id", "e", "metadata", Map.of("a", 1)),
                        Map.of("event_id", "e", "metrics", Map.of("b", 2)));
    }

    @Test
    void halves_oneField_itsEntriesAreSharedOut() {
        assertThat(UpdateSplit.halves(Map.of("event_id", "e", "metadata", Map.of("a", 1, "b", 2))))
                .containsExactlyInAnyOrder(
                        Map.of("event_id", "e", "metadata", Map.of("a", 1)),
                        Map.of("event_id", "e", "metadata", Map.of("b", 2)));
    }

    @Test
    void halves_whatTheServerReplaces_orASingleEntry_orNoUpdate_isNone() {
        assertThat(UpdateSplit.halves(Map.of("event_id", "e", "outputs", Map.of("a", 1, "b", 2))))
                .isEmpty();
        assertThat(UpdateSplit.halves(Map.of("event_id", "e", "metadata", Map.of("a", 1))))
                .isEmpty();
        assertThat(UpdateSplit.halves(Map.of("session", Map.of("a", 1, "b", 2))))
                .isEmpty();
    }
}
