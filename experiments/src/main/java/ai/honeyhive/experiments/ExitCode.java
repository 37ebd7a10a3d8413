// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.Collection;

/** What a process that ran an experiment ends with, so that a build can tell a worse change from a broken set-up. */
public final class ExitCode {
    /** The run completed, and every gate is passed. */
    public static final int PASSED = 0;

    /** A gate failed: the rows were evaluated, and they are not good enough. */
    public static final int GATE_FAILED = 1;

    /**
     * Nothing was decided: the run could not start, was cancelled or failed on every row, or a gate is undecided and none
     * failed.
     */
    public static final int BROKEN = 2;

    private ExitCode() {}

    /** Returns the code for a run and its gates. */
    public static int of(ExperimentRun run) {
        return of(run.status(), run.gates());
    }

    static int of(RunStatus status, Collection<GateResult> gates) {
        if (status != RunStatus.COMPLETED) {
            return BROKEN;
        }
        if (gates.stream().anyMatch(gate -> gate.outcome() == GateOutcome.FAILED)) {
            return GATE_FAILED;
        }
        return gates.stream().allMatch(GateResult::passed) ? PASSED : BROKEN;
    }
}
