// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Programs that show how HoneyHive is used, each in one file. */
@NullMarked
package ai.honeyhive.examples;

import org.jspecify.annotations.NullMarked;
