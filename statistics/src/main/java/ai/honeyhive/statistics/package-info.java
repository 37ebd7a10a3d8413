// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** The numbers behind decisions: intervals, tests, effect sizes, corrections and power, on plain arrays. */
@NullMarked
package ai.honeyhive.statistics;

import org.jspecify.annotations.NullMarked;
