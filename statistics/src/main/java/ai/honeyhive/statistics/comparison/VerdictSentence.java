// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a comparison came to, in words: what is better, what is worse, and of how much the data say nothing. In parts, so
 * that a reader's eye can be led. Immutable.
 */
public final class VerdictSentence {
    private static final List<String> NUMBERS =
            List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    private final List<Part> parts = new ArrayList<>();

    /** How a difference of a metric is written, sign and unit included. */
    @FunctionalInterface
    public interface DifferenceFormat {
        /** Returns the words for a difference. */
        String format(ComparedMetric metric, double difference);
    }

    /**
     * Part of the sentence.
     *
     * @param metric what the part is about; empty for what joins the others
     */
    public record Part(String text, Optional<ComparedMetric> metric) {}

    private VerdictSentence() {}

    /** Puts metrics into words, differences in three significant digits and of passes and fails in percentage points. */
    public static VerdictSentence of(Collection<ComparedMetric> metrics) {
        return of(metrics, VerdictSentence::plain);
    }

    /** Puts metrics into words. */
    public static VerdictSentence of(Collection<ComparedMetric> metrics, DifferenceFormat format) {
        var sentence = new VerdictSentence();
        List<ComparedMetric> better = with(metrics, Verdict.BETTER);
        List<ComparedMetric> worse = with(metrics, Verdict.WORSE);
        int unclear = metrics.size() - better.size() - worse.size();
        if (metrics.isEmpty()) {
            sentence.add("The runs have no metric and no datapoint in common, so nothing can be said.");
            return sentence;
        }
        if (better.isEmpty() && worse.isEmpty()) {
            sentence.add(
                    metrics.size() == 1
                            ? "The data show no clear difference."
                            : "The data show no clear difference in any of the " + number(metrics.size())
                                    + " metrics.");
            return sentence;
        }
        sentence.add("The candidate is ");
        sentence.list("better in ", better, format);
        if (!better.isEmpty() && !worse.isEmpty()) {
            sentence.add(", but ");
        }
        sentence.list("worse in ", worse, format);
        sentence.add(".");
        if (unclear > 0) {
            sentence.add(" For the other " + (unclear == 1 ? "metric" : number(unclear) + " metrics")
                    + " the data show no clear difference.");
        }
        return sentence;
    }

    /** Returns the parts in their order. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Returns the sentence. */
    @Override
    public String toString() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    private void list(String verdict, List<ComparedMetric> metrics, DifferenceFormat format) {
        for (int i = 0; i < metrics.size(); i++) {
            add(i == 0 ? verdict : i == metrics.size() - 1 ? " and " : ", ");
            ComparedMetric metric = metrics.get(i);
            StringBuilder text = new StringBuilder(metric.metric() + " (" + format.format(metric, metric.difference()));
            metric.differenceInterval()
                    .ifPresent(interval -> text.append(String.format(
                            Locale.ROOT,
                            ", %s %% interval %s to %s",
                            ComparedMetric.percent(interval.level()),
                            format.format(metric, interval.lower()),
                            format.format(metric, interval.upper()))));
            parts.add(new Part(text.append(')').toString(), Optional.of(metric)));
        }
    }

    private void add(String text) {
        parts.add(new Part(text, Optional.empty()));
    }

    private static List<ComparedMetric> with(Collection<ComparedMetric> metrics, Verdict verdict) {
        return metrics.stream().filter(metric -> metric.verdict() == verdict).toList();
    }

    private static String number(int count) {
        return count < NUMBERS.size() ? NUMBERS.get(count) : Integer.toString(count);
    }

    private static String plain(ComparedMetric metric, double difference) {
        return metric.passFail()
                ? String.format(Locale.ROOT, "%+.1f pp", difference * 100)
                : String.format(Locale.ROOT, "%+.3g", difference);
    }
}
