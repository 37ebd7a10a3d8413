// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import ai.honeyhive.experiments.Gate;
import ai.honeyhive.experiments.gates.AverageGate;
import ai.honeyhive.experiments.gates.Gates;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Gates by the names that files call them; each is one of {@link Gates}. */
final class GateEntries {
    private static final List<String> KNOWN = List.of(
            "average_at_least",
            "average_at_most",
            "failed_rows_at_most",
            "latency_at_most",
            "no_evaluator_errors",
            "no_failed_rows",
            "pass_rate_at_least");

    private GateEntries() {}

    /**
     * Reads a gate.
     *
     * @param metrics what is measured; more can come with each, under names that begin with it
     */
    static Gate read(YamlEntry entry, Collection<String> metrics) {
        if (entry.isText()) {
            return switch (entry.text()) {
                case "no_failed_rows" -> Gates.noFailedRows();
                case "no_evaluator_errors" -> Gates.noEvaluatorErrors();
                default ->
                    throw KNOWN.contains(entry.text())
                            ? entry.fault("is the gate \"" + entry.text() + "\", which needs more: write {"
                                    + entry.text() + ": ...}")
                            : unknown(entry, entry.text());
            };
        }
        if (entry.map().size() != 1) {
            throw entry.fault("must be one gate, such as {average_at_least: {metric: exact_match, limit: 0.9}}");
        }
        String type = entry.map().keySet().iterator().next();
        if (!KNOWN.contains(type)) {
            throw unknown(entry, type);
        }
        YamlEntry value = entry.entry(type);
        try {
            return read(type, value, metrics);
        } catch (IllegalArgumentException e) {
            throw value.fault("cannot be: " + e.getMessage());
        }
    }

    private static Gate read(String type, YamlEntry value, Collection<String> metrics) {
        return switch (type) {
            case "average_at_least", "average_at_most" -> average(type, value, metrics);
            case "pass_rate_at_least" -> {
                YamlEntry least = value.allow("metric", "least", "share").find("least");
                String metric = metric(value, metrics);
                double share = value.entry("share").number();
                yield least == null
                        ? Gates.passRateAtLeast(metric, share)
                        : Gates.passRateAtLeast(metric, least.number(), share);
            }
            case "failed_rows_at_most" -> Gates.failedRowsAtMost(value.number());
            case "latency_at_most" -> {
                value.allow("share", "seconds");
                Duration limit =
                        Duration.ofNanos(Math.round(value.entry("seconds").number() * 1e9));
                yield Gates.latencyAtMost(value.entry("share").number(), limit);
            }
            default -> throw value.fault("is a gate without a value: write - " + type);
        };
    }

    private static Gate average(String type, YamlEntry value, Collection<String> metrics) {
        YamlEntry sure = value.allow("metric", "limit", "confidently").find("confidently");
        String metric = metric(value, metrics);
        double limit = value.entry("limit").number();
        AverageGate gate =
                type.endsWith("least") ? Gates.averageAtLeast(metric, limit) : Gates.averageAtMost(metric, limit);
        return sure != null && sure.yesOrNo() ? gate.confidently() : gate;
    }

    /** A metric that nothing measures would leave the gate undecided after all rows have run. */
    private static String metric(YamlEntry value, Collection<String> metrics) {
        YamlEntry entry = value.entry("metric");
        String metric = entry.text();
        if (metrics.stream().noneMatch(known -> metric.equals(known) || metric.startsWith(known + "_"))) {
            throw entry.fault("is \"" + metric + "\", which no evaluator measures; there is " + metrics);
        }
        return metric;
    }

    private static EvalException unknown(YamlEntry entry, String type) {
        return entry.fault("is the unknown gate \"" + type + "\"; there is " + KNOWN);
    }
}
