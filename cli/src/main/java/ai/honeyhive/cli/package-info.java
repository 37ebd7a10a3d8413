// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** The command line. */
@NullMarked
package ai.honeyhive.cli;

import org.jspecify.annotations.NullMarked;
