// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Evaluators that need no model: each documented with its formula and where that comes from. */
@NullMarked
package ai.honeyhive.experiments.evaluators;

import org.jspecify.annotations.NullMarked;
