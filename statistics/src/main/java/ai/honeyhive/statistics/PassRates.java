// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

/** Estimates of what k attempts would give, from n attempts of which c passed. */
public final class PassRates {
    private PassRates() {}

    /**
     * Returns the probability that at least one of {@code k} attempts passes, without bias: 1 - C(n-c, k) / C(n, k). Chen et
     * al., "Evaluating Large Language Models Trained on Code" (2021), section 2.1.
     *
     * @param attempts n
     * @param passes c, from 0 to n
     * @param k from 1 to n
     */
    public static double passAt(int attempts, int passes, int k) {
        check(attempts, passes, k);
        return 1 - chosen(attempts - passes, attempts, k);
    }

    /**
     * Returns the probability that all of {@code k} attempts pass, without bias: C(c, k) / C(n, k). Yao et al., "tau-bench: A
     * Benchmark for Tool-Agent-User Interaction in Real-World Domains" (2024), section 3.
     *
     * @param attempts n
     * @param passes c, from 0 to n
     * @param k from 1 to n
     */
    public static double passAll(int attempts, int passes, int k) {
        check(attempts, passes, k);
        return chosen(passes, attempts, k);
    }

    /** C(some, k) / C(all, k), as a product of ratios, so that nothing overflows. */
    private static double chosen(int some, int all, int k) {
        double ratio = 1;
        for (int i = 0; i < k; i++) {
            ratio *= Math.max(0, some - i) / (double) (all - i);
        }
        return ratio;
    }

    private static void check(int attempts, int passes, int k) {
        if (k < 1 || k > attempts || passes < 0 || passes > attempts) {
            throw new IllegalArgumentException(
                    "of " + attempts + " attempts " + passes + " cannot have passed, or k cannot be " + k);
        }
    }
}
