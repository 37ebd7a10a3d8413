// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** What a row's task did, for evaluators to look at: the spans that ended while it ran, read as events. */
@NullMarked
package ai.honeyhive.experiments.trace;

import org.jspecify.annotations.NullMarked;
