// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Tests of experiments without code. */
@NullMarked
package ai.honeyhive.cli.eval;

import org.jspecify.annotations.NullMarked;
