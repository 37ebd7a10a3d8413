// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks.load;

import java.util.List;
import java.util.Locale;

/** How long one thing took, again and again, in milliseconds. */
record Times(List<Double> ascending) {

    static Times of(List<Double> millis) {
        return new Times(millis.stream().sorted().toList());
    }

    /** Nearest rank. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * ascending.size());
        return ascending.get(Math.max(0, rank - 1));
    }

    double median() {
        return percentile(50);
    }

    double p95() {
        return percentile(95);
    }

    static String shown(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%,.0f ms", millis);
    }
}
