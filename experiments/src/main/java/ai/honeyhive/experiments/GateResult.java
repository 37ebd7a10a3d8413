// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of one gate, and why. Immutable. */
public final class GateResult {
    private final String gate;
    private final GateOutcome outcome;
    private final String reason;

    private GateResult(String gate, GateOutcome outcome, String reason) {
        this.gate = requireNonNull(gate, "gate");
        this.outcome = outcome;
        this.reason = requireNonNull(reason, "reason");
    }

    /** Returns that the demand is met. */
    public static GateResult passed(Gate gate, String reason) {
        return new GateResult(gate.name(), GateOutcome.PASSED, reason);
    }

    /** Returns that the demand is not met. */
    public static GateResult failed(Gate gate, String reason) {
        return new GateResult(gate.name(), GateOutcome.FAILED, reason);
    }

    /** Returns that it cannot be told whether the demand is met. */
    public static GateResult undecided(Gate gate, String reason) {
        return new GateResult(gate.name(), GateOutcome.UNDECIDED, reason);
    }

    /** Returns what was demanded. */
    public String gate() {
        return gate;
    }

    /** Returns whether it is met. */
    public GateOutcome outcome() {
        return outcome;
    }

    /** Returns whether the demand is met; false if it cannot be told. */
    public boolean passed() {
        return outcome == GateOutcome.PASSED;
    }

    /** Returns why, with the figures that decided. */
    public String reason() {
        return reason;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("gate", gate);
        map.put("outcome", outcome.wireName());
        map.put("reason", reason);
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GateResult that
                && gate.equals(that.gate)
                && outcome == that.outcome
                && reason.equals(that.reason);
    }

    @Override
    public int hashCode() {
        return Objects.hash(gate, outcome, reason);
    }

    @Override
    public String toString() {
        return gate + ": " + outcome.wireName() + ", " + reason;
    }
}
