// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit;

import ai.honeyhive.experiments.ExperimentRun;
import org.jspecify.annotations.Nullable;

/** Assertions on runs in the manner of AssertJ, which has to be among the dependencies; import {@code assertThat} statically. */
public final class ExperimentAssertions {
    private ExperimentAssertions() {}

    /** Starts assertions on a run. */
    public static ExperimentRunAssert assertThat(@Nullable ExperimentRun run) {
        return new ExperimentRunAssert(run);
    }
}
