// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * What a comparison can see, before it is run. Scores: the power of the paired t-test, by the noncentral t distribution,
 * which that of the permutation test follows closely. Passes and fails: the exact power of McNemar's test, by its mid-p
 * value as in comparisons, over all numbers of changed pairs. Two-sided. Immutable.
 */
public final class PowerAnalysis {
    private static final PowerAnalysis STANDARD = new PowerAnalysis(0.05, 0.8, false);
    private static final int MOST_PAIRS = 10_000_000;
    private static final int STEPS = 60;

    private final double alpha;
    private final double power;
    private final boolean exactTests;

    private PowerAnalysis(double alpha, double power, boolean exactTests) {
        if (!(alpha > 0 && alpha < 1 && power > alpha && power < 1)) {
            throw new IllegalArgumentException(
                    "0 < alpha < power < 1, but alpha is " + alpha + " and power is " + power);
        }
        this.alpha = alpha;
        this.power = power;
        this.exactTests = exactTests;
    }

    /** Returns the usual plan: called different at 0.05, seen with probability 0.8. */
    public static PowerAnalysis standard() {
        return STANDARD;
    }

    /** Returns the same plan at another level; for m metrics under Holm's correction, 0.05 / m is on the safe side. */
    public PowerAnalysis withAlpha(double level) {
        return new PowerAnalysis(level, power, exactTests);
    }

    /** Returns the same plan with another probability of seeing a difference that is there. */
    public PowerAnalysis withPower(double probability) {
        return new PowerAnalysis(alpha, probability, exactTests);
    }

    /** Returns the same plan for comparisons that decide by exact p-values. */
    public PowerAnalysis withExactTests() {
        return new PowerAnalysis(alpha, power, true);
    }

    /**
     * Returns the smallest difference of mean scores that is seen with the plan's power.
     *
     * @param pairs at least 2
     * @param deviation standard deviation of the differences of pairs, at least 0; without an earlier comparison take that
     *     of two runs of the same version
     */
    public double detectableDifference(int pairs, double deviation) {
        if (!(deviation >= 0)) {
            throw new IllegalArgumentException("a standard deviation is at least 0, but is " + deviation);
        }
        double high = 1;
        while (scorePower(high, pairs, 1) < power) {
            high *= 2;
        }
        return deviation * root(difference -> scorePower(difference, pairs, 1), high);
    }

    /**
     * Returns the smallest difference of pass rates that is seen with the plan's power; empty if even the largest, where
     * all changes go one way, is not.
     *
     * @param pairs at least 1
     * @param changed share of pairs that pass in one run and fail in the other, above 0, at most 1
     */
    public OptionalDouble detectablePassRateDifference(int pairs, double changed) {
        McNemarPower test = new McNemarPower(pairs, changed, alpha, exactTests);
        return test.power(changed) < power ? OptionalDouble.empty() : OptionalDouble.of(root(test::power, changed));
    }

    /** Returns the probability that a difference of mean scores is seen with so many pairs. */
    public double scorePower(double difference, int pairs, double deviation) {
        if (pairs < 2 || !(deviation > 0)) {
            throw new IllegalArgumentException(
                    "at least 2 pairs and a deviation above 0, but there are " + pairs + " and " + deviation);
        }
        return NoncentralT.twoSidedPower(difference / deviation * Math.sqrt(pairs), pairs - 1, alpha);
    }

    /** Returns the probability that a difference of pass rates is seen, of so many pairs of which a share changes. */
    public double passRatePower(double difference, int pairs, double changed) {
        return new McNemarPower(pairs, changed, alpha, exactTests).power(difference);
    }

    /** Returns how many pairs it takes to see a difference of mean scores; empty if more than ten million. */
    public OptionalInt pairsForDifference(double difference, double deviation) {
        return pairs(2, pairs -> scorePower(difference, pairs, deviation));
    }

    /** Returns how many pairs it takes to see a difference of pass rates; empty if more than ten million. */
    public OptionalInt pairsForPassRateDifference(double difference, double changed) {
        return pairs(1, pairs -> passRatePower(difference, pairs, changed));
    }

    private OptionalInt pairs(int fewest, IntToDoubleFunction powerOf) {
        int high = fewest;
        while (powerOf.applyAsDouble(high) < power) {
            if (high > MOST_PAIRS) {
                return OptionalInt.empty();
            }
            high *= 2;
        }
        int low = Math.max(fewest, high / 2);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (powerOf.applyAsDouble(middle) < power) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return OptionalInt.of(high);
    }

    private double root(DoubleUnaryOperator powerOf, double enough) {
        double low = 0;
        double high = enough;
        for (int i = 0; i < STEPS && high - low > 1e-9 * high; i++) {
            double middle = (low + high) / 2;
            if (powerOf.applyAsDouble(middle) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
