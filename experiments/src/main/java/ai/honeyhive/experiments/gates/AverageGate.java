// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.EvaluatedRows;
import ai.honeyhive.experiments.Gate;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.statistics.Interval;
import ai.honeyhive.statistics.MeanEstimate;
import ai.honeyhive.statistics.Resampling;
import java.util.Optional;

/** Demands a mean on one side of a limit. Immutable. */
public final class AverageGate implements Gate {
    private final String metric;
    private final double limit;
    private final boolean atLeast;
    private final boolean confidently;

    AverageGate(String metric, double limit, boolean atLeast, boolean confidently) {
        if (!Double.isFinite(limit)) {
            throw new IllegalArgumentException("the limit of \"" + metric + "\" is no number: " + limit);
        }
        this.metric = requireNonNull(metric, "metric");
        this.limit = limit;
        this.atLeast = atLeast;
        this.confidently = confidently;
    }

    /**
     * Demands that the whole 95 % interval of the mean (BCa bootstrap) is on the right side of the limit. If it holds the
     * limit the gate is undecided: so few rows cannot tell.
     */
    public AverageGate confidently() {
        return new AverageGate(metric, limit, atLeast, true);
    }

    @Override
    public String name() {
        return "average of " + metric + (atLeast ? " at least " : " at most ") + Figure.plain(limit)
                + (confidently ? ", confidently" : "");
    }

    @Override
    public GateResult check(EvaluatedRows run) {
        Sample sample = Sample.of(run, metric);
        if (sample.count() == 0) {
            return GateResult.undecided(this, sample.whyEmpty(metric));
        }
        if (atLeast) {
            sample.countingFailedAs(0);
        }
        boolean worstPasses = passes(sample.mean(atLeast ? sample.least() : sample.most()));
        boolean bestPasses = passes(sample.mean(atLeast ? sample.most() : sample.least()));
        double mean = sample.values().average().orElseThrow();
        String reason = "it is " + Figure.beside(mean, limit) + " over " + Figure.rows(sample.count());
        if (atLeast && sample.failed() > 0) {
            reason += ", of which " + sample.failed() + " failed and count as 0";
        }
        if (sample.unknown() > 0) {
            reason += "; the evaluator failed on " + Figure.rows(sample.unknown()) + " more"
                    + (worstPasses == bestPasses ? ", which cannot change it" : "");
        }
        if (worstPasses != bestPasses) {
            return GateResult.undecided(this, reason);
        }
        if (!atLeast && sample.failed() > 0 && worstPasses) {
            return GateResult.undecided(
                    this, reason + "; " + Figure.rows(sample.failed()) + " failed and have no value");
        }
        return confidently ? byInterval(sample, reason) : decided(worstPasses, reason);
    }

    private GateResult byInterval(Sample sample, String reason) {
        Optional<Interval> interval = MeanEstimate.ofClusters(sample.clusters(), Resampling.standard())
                .interval();
        if (interval.isEmpty()) {
            return GateResult.undecided(this, reason + ": one datapoint has no interval");
        }
        boolean lower = passes(interval.get().lower());
        boolean upper = passes(interval.get().upper());
        String text = reason + ", 95 % interval " + Figure.plain(interval.get().lower()) + " to "
                + Figure.plain(interval.get().upper());
        return lower == upper
                ? decided(lower, text)
                : GateResult.undecided(this, text + ": the limit is inside, it takes more datapoints");
    }

    private boolean passes(double mean) {
        return atLeast ? Figure.atLeast(mean, limit) : Figure.atMost(mean, limit);
    }

    private GateResult decided(boolean passed, String reason) {
        return passed ? GateResult.passed(this, reason) : GateResult.failed(this, reason);
    }
}
