// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.budgets;

import ai.honeyhive.experiments.trace.TracedEvent;

/** What model calls cost whose spans tell tokens only. Called from several threads at once. */
@FunctionalInterface
public interface Pricing {
    /** Returns the cost of one call in US dollars; NaN if it is not known. */
    double of(TracedEvent call);

    /** Knows no prices. */
    static Pricing none() {
        return call -> Double.NaN;
    }

    /**
     * Prices one model.
     *
     * @param model the name of the model, as the spans tell it
     * @param inputDollars US dollars for a million input tokens
     * @param outputDollars US dollars for a million output tokens
     */
    static Pricing perMillionTokens(String model, double inputDollars, double outputDollars) {
        return call -> {
            if (!call.model().orElse("").equals(model)) {
                return Double.NaN;
            }
            return (call.inputTokens().orElse(Double.NaN) * inputDollars
                            + call.outputTokens().orElse(Double.NaN) * outputDollars)
                    / 1e6;
        };
    }

    /** Returns prices that fall back to others where these do not know. */
    default Pricing orElse(Pricing other) {
        return call -> {
            double cost = of(call);
            return Double.isNaN(cost) ? other.of(call) : cost;
        };
    }
}
