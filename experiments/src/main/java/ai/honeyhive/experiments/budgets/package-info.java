// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Evaluators of what a row took: time, tokens and money, from its own spans. */
@NullMarked
package ai.honeyhive.experiments.budgets;

import org.jspecify.annotations.NullMarked;
