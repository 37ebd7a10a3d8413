// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Evaluators made of evaluators, and numbers over the rows of a run. */
@NullMarked
package ai.honeyhive.experiments.composite;

import org.jspecify.annotations.NullMarked;
