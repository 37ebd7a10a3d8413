// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** The report of a run whose task chooses labels. */
@NullMarked
package ai.honeyhive.experiments.classification;

import org.jspecify.annotations.NullMarked;
