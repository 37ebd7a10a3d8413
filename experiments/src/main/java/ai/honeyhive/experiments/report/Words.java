// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.GateOutcome;
import ai.honeyhive.experiments.GateResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What all reports say alike. */
final class Words {
    private static final int MOST_NAME = 120;

    private Words() {}

    /** Returns a number with up to four digits that count; a dash for none. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        int integerDigits = exact.precision() - exact.scale();
        BigDecimal rounded = exact.round(new MathContext(Math.max(4, integerDigits), RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** Returns a p-value; nobody needs to know how small a tiny one is. */
    static String probability(double value) {
        return value < 0.0001 ? "p < 0.0001" : "p = " + number(value);
    }

    static String signed(double value) {
        String text = number(value);
        return value > 0 ? "+" + text : text.replace('-', '−');
    }

    static String score(@Nullable Object score) {
        if (score instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        return score instanceof Number number ? number(number.doubleValue()) : String.valueOf(score);
    }

    static String duration(Duration duration) {
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        double millis = duration.toNanos() / 1e6;
        return millis < 1000
                ? number(Math.rint(millis * 10) / 10) + " ms"
                : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }

    /** Returns what happened in one line: {@code 200 rows, 3 failed, 12.0 s}. */
    static String summary(ExperimentRun run) {
        int ended = run.rows().size();
        int wanted = run.datasetSize() * run.repeats();
        int failed = run.failedRows().size();
        return (ended >= wanted ? Integer.toString(ended) : ended + " of " + wanted)
                + (ended == 1 ? " row, " : " rows, ")
                + (failed == 0 ? "none" : failed) + " failed, " + duration(run.duration());
    }

    /** Returns what was decided: {@code 2 of 3 gates passed, 1 failed}. */
    static String decision(ExperimentRun run) {
        if (run.gates().isEmpty()) {
            return run.status().wireName() + ", no gates";
        }
        long passed = count(run, GateOutcome.PASSED);
        long failed = count(run, GateOutcome.FAILED);
        long undecided = count(run, GateOutcome.UNDECIDED);
        int all = run.gates().size();
        return run.status().wireName() + ", " + passed + " of " + all + (all == 1 ? " gate passed" : " gates passed")
                + (failed > 0 ? ", " + failed + " failed" : "")
                + (undecided > 0 ? ", " + undecided + " undecided" : "");
    }

    private static long count(ExperimentRun run, GateOutcome outcome) {
        return run.gates().stream()
                .map(GateResult::outcome)
                .filter(outcome::equals)
                .count();
    }

    /** Returns a name as far as somebody reads it. */
    static String name(String name) {
        return cut(name, MOST_NAME);
    }

    /** Cuts what is too long, never inside a character. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "… (" + (text.length() - end) + " more characters)";
    }
}
