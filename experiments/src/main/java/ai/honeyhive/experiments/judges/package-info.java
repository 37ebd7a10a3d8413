// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Evaluators that ask a model, over an interface of one method. */
@NullMarked
package ai.honeyhive.experiments.judges;

import org.jspecify.annotations.NullMarked;
