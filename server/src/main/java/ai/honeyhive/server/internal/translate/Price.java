// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import org.jspecify.annotations.Nullable;

/**
 * What a model costs.
 *
 * @param above number of input tokens above which {@code beyond} holds for the whole call
 * @param asOf the day on which the price was looked up, as ISO date
 * @param source where it was looked up
 */
record Price(Rates rates, double above, @Nullable Rates beyond, String asOf, String source) {
    /** US dollars a million tokens. */
    record Rates(double input, double output, double cacheRead, double cacheWrite) {}

    Rates ratesFor(double inputTokens) {
        return beyond != null && inputTokens > above ? beyond : rates;
    }
}
