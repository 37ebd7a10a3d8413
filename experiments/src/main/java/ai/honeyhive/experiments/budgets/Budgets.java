// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.budgets;

import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.trace.RowTrace;
import ai.honeyhive.experiments.trace.TracedEvent;
import ai.honeyhive.tracing.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Evaluators that measure what a row took and check it against a budget; import them statically. They read the row's own
 * spans: what evaluators and judges take is not in it. Of each there is one that measures, for means and comparisons, and
 * one that says whether the budget was kept, with the measured value as {@code NAME_actual}.
 *
 * <p>Where an event and one inside it both tell tokens, as a client library inside your own model event does, the inner one
 * counts. If the spans do not tell what a model call used, there is no number, but an evaluator error that names the call:
 * a sum that leaves some out would be believed. A row without any model call has no tokens and no cost: no score. A trace
 * that is incomplete is an error too.
 */
public final class Budgets {
    private static final Set<String> MEASURES =
            Set.of("latency_ms", "model_latency_ms", "total_tokens", "cost", "model_calls");

    private Budgets() {}

    /** Returns the names of the metrics that measure, of all of which less is better. */
    public static Set<String> measures() {
        return MEASURES;
    }

    /** {@code latency_ms}: how long the task took in milliseconds, by its chain event; without queueing and evaluators. */
    public static Evaluator<Object> latency() {
        return Measure.number("latency_ms", Budgets::latencyMillis);
    }

    /** {@code latency_budget}: whether {@link #latency()} was at most this. */
    public static Evaluator<Object> latencyAtMost(Duration budget) {
        return Measure.budget("latency_budget", budget.toNanos() / 1e6, Budgets::latencyMillis);
    }

    /** {@code model_latency_ms}: time in milliseconds during which at least one model event was open; 0 without any. */
    public static Evaluator<Object> modelLatency() {
        return Measure.number("model_latency_ms", Budgets::modelMillis);
    }

    /** {@code model_latency_budget}: whether {@link #modelLatency()} was at most this. */
    public static Evaluator<Object> modelLatencyAtMost(Duration budget) {
        return Measure.budget("model_latency_budget", budget.toNanos() / 1e6, Budgets::modelMillis);
    }

    /** {@code total_tokens}: input and output tokens of all model calls. */
    public static Evaluator<Object> tokens() {
        return Measure.number("total_tokens", Budgets::totalTokens);
    }

    /** {@code token_budget}: whether {@link #tokens()} were at most so many. */
    public static Evaluator<Object> tokensAtMost(long budget) {
        return Measure.budget("token_budget", (double) budget, Budgets::totalTokens);
    }

    /** {@code cost}: US dollars of all model calls, as the spans tell them. */
    public static Evaluator<Object> cost() {
        return cost(Pricing.none());
    }

    /** {@code cost}: US dollars of all model calls, as the spans tell them, else by these prices. */
    public static Evaluator<Object> cost(Pricing pricing) {
        return Measure.number("cost", trace -> dollars(trace, pricing));
    }

    /** {@code cost_budget}: whether {@link #cost()} was at most so many US dollars. */
    public static Evaluator<Object> costAtMost(double dollars) {
        return costAtMost(dollars, Pricing.none());
    }

    /** {@code cost_budget}: whether {@link #cost(Pricing)} was at most so many US dollars. */
    public static Evaluator<Object> costAtMost(double dollars, Pricing pricing) {
        return Measure.budget("cost_budget", dollars, trace -> dollars(trace, pricing));
    }

    /** {@code model_calls}: how many model calls the task made: model events that are not around others. */
    public static Evaluator<Object> modelCalls() {
        return Measure.number("model_calls", Budgets::calls);
    }

    /** {@code model_call_budget}: whether {@link #modelCalls()} were at most so many. */
    public static Evaluator<Object> modelCallsAtMost(int budget) {
        return Measure.budget("model_call_budget", budget, Budgets::calls);
    }

    private static Double latencyMillis(RowTrace trace) {
        return trace.taskDuration().toNanos() / 1e6;
    }

    private static Double modelMillis(RowTrace trace) {
        Duration open = Duration.ZERO;
        Instant until = Instant.MIN;
        for (TracedEvent event : trace.events()) { // in the order in which they begin
            Instant end = event.start().plus(event.duration());
            if (event.type() == EventType.MODEL && end.isAfter(until)) {
                open = open.plus(Duration.between(event.start().isBefore(until) ? until : event.start(), end));
                until = end;
            }
        }
        return open.toNanos() / 1e6;
    }

    private static Double calls(RowTrace trace) {
        return (double) trace.modelCalls().size();
    }

    private static @Nullable Double totalTokens(RowTrace trace) {
        return sum(trace, "tokens", event -> event.totalTokens().orElse(Double.NaN));
    }

    private static @Nullable Double dollars(RowTrace trace, Pricing pricing) {
        return sum(trace, "cost", event -> event.cost().orElseGet(() -> pricing.of(event)));
    }

    private static @Nullable Double sum(RowTrace trace, String what, ToDoubleFunction<TracedEvent> amount) {
        List<TracedEvent> usages = trace.usages();
        if (usages.isEmpty()) {
            return null;
        }
        double sum = 0;
        for (TracedEvent event : usages) {
            double value = amount.applyAsDouble(event);
            if (Double.isNaN(value)) {
                throw new IllegalStateException("nothing tells the " + what + " of \"" + event.name() + "\""
                        + event.model().map(model -> " (model " + model + ")").orElse("")
                        + (what.equals("cost") ? ": have the span tell it, or pass a Pricing" : ""));
            }
            sum += value;
        }
        return sum;
    }
}
