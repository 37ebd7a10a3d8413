// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Evaluators of the way an agent took: which tools it called, in which order, with what. */
@NullMarked
package ai.honeyhive.experiments.trajectory;

import org.jspecify.annotations.NullMarked;
