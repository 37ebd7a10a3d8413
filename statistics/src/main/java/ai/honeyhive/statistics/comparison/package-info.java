// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Whether a run is better than another: the rows of two runs, paired by datapoint. */
@NullMarked
package ai.honeyhive.statistics.comparison;

import org.jspecify.annotations.NullMarked;
