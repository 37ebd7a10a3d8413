// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** What a run has to reach before a change may go in, and the baseline that it is held against. */
@NullMarked
package ai.honeyhive.experiments.gates;

import org.jspecify.annotations.NullMarked;
