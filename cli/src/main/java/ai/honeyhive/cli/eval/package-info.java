// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Experiments that are described by a YAML file or made by a class. */
@NullMarked
package ai.honeyhive.cli.eval;

import org.jspecify.annotations.NullMarked;
