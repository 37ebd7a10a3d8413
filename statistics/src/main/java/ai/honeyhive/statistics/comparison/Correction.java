// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import ai.honeyhive.statistics.PValues;

/** How p-values are corrected for there being several metrics. */
public enum Correction {
    /** Holm 1979: at most alpha of all comparisons call anything different that is not. */
    HOLM {
        @Override
        double[] adjust(double[] pValues) {
            return PValues.holm(pValues);
        }
    },
    /** Benjamini and Hochberg 1995: at most alpha of what is called different is not, on average. */
    BENJAMINI_HOCHBERG {
        @Override
        double[] adjust(double[] pValues) {
            return PValues.benjaminiHochberg(pValues);
        }
    },
    /** None: each metric for itself. */
    NONE {
        @Override
        double[] adjust(double[] pValues) {
            return pValues.clone();
        }
    };

    abstract double[] adjust(double[] pValues);
}
