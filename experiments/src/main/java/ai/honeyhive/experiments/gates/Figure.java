// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as sentences hold them. */
final class Figure {
    private static final double TOLERANCE = 1e-9;

    private Figure() {}

    /** Returns a number with up to four digits that count: {@code 0.9}, {@code 12.35}, {@code 1234}. */
    static String plain(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        int integerDigits = exact.precision() - exact.scale();
        MathContext digits = new MathContext(Math.max(4, integerDigits), RoundingMode.HALF_EVEN);
        BigDecimal rounded = exact.round(digits).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** Returns a number that the limit it missed or kept is not mistaken for. */
    static String beside(double value, double limit) {
        String text = plain(value);
        return text.equals(plain(limit)) && value != limit ? Double.toString(value) : text;
    }

    static String percent(double share) {
        return plain(share * 100) + " %";
    }

    static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    /** Compares without the last digits, in which a sum differs by the order of its parts. */
    static boolean atLeast(double value, double limit) {
        return value >= limit - TOLERANCE * Math.max(1, Math.abs(limit));
    }

    static boolean atMost(double value, double limit) {
        return atLeast(-value, -limit);
    }
}
