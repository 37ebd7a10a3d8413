// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Evaluators of ranked lists: what a search found, against what is relevant. */
@NullMarked
package ai.honeyhive.experiments.retrieval;

import org.jspecify.annotations.NullMarked;
