// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.runs;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What each row takes, whether it was scored or not. Less is better. */
public enum Measure {
    DURATION("duration", "ms"),
    COST("cost", "usd"),
    TOKENS("total_tokens", "tokens");

    private final String metric;
    private final String unit;

    Measure(String metric, String unit) {
        this.metric = metric;
        this.unit = unit;
    }

    public String metric() {
        return metric;
    }

    public String unit() {
        return unit;
    }

    static Set<String> metrics() {
        return Arrays.stream(values()).map(Measure::metric).collect(Collectors.toSet());
    }

    public static Optional<Measure> find(String metric) {
        return Arrays.stream(values())
                .filter(measure -> measure.metric.equals(metric))
                .findFirst();
    }
}
