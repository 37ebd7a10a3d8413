// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Experiments: a task run over a dataset and scored by evaluators. */
@NullMarked
package ai.honeyhive.experiments;

import org.jspecify.annotations.NullMarked;
