// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregateTest {
    @ParameterizedTest
    @CsvSource({
        "average, 4",
        "min, 1",
        "max, 10",
        "median, 2.5",
        "p90, 7.9",
        "p95, 8.95",
        "p99, 9.79",
        "sum, 16",
        "count, 4"
    })
    void of_fourValues_isThatFunction(String name, double expected) {
        assertThat(Aggregate.find(name).of(List.of(10.0, 1.0, 3.0, 2.0))).isCloseTo(expected, within(1e-9));
    }

    @Test
    void find_unknownFunction_namesThoseThereAre() {
        assertThatThrownBy(() -> Aggregate.find("mode"))
                .hasMessageContaining("average, min, max, median")
                .hasMessageContaining("not 'mode'");
    }
}
