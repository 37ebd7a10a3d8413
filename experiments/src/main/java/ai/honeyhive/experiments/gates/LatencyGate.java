// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import ai.honeyhive.experiments.EvaluatedRows;
import ai.honeyhive.experiments.Gate;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.experiments.Row;
import java.time.Duration;
import java.util.List;

/** Demands that most tasks are quick. */
record LatencyGate(double share, Duration limit) implements Gate {
    LatencyGate {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of rows is above 0 and at most 1, but is " + share);
        }
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a latency is above 0, but is " + limit);
        }
    }

    @Override
    public String name() {
        return "latency of " + Figure.percent(share) + " of rows at most " + millis(limit);
    }

    @Override
    public GateResult check(EvaluatedRows run) {
        List<Duration> durations = run.rows().stream()
                .filter(row -> !row.failed())
                .map(Row::duration)
                .sorted()
                .toList();
        if (durations.isEmpty()) {
            return GateResult.undecided(this, "no row ended without failing");
        }
        int place = (int) Math.ceil(share * durations.size() - 1e-9); // nearest rank
        Duration actual = durations.get(Math.max(1, place) - 1);
        int failed = run.rows().size() - durations.size();
        String reason = "it is " + millis(actual) + " over " + Figure.rows(durations.size())
                + (failed > 0 ? "; " + failed + " failed and do not count" : "");
        return actual.compareTo(limit) <= 0 ? GateResult.passed(this, reason) : GateResult.failed(this, reason);
    }

    private static String millis(Duration duration) {
        return Figure.plain(duration.toNanos() / 1e6) + " ms";
    }
}
