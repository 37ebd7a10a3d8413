// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** The server under load: a program that starts one in a process of its own, fills it and measures what it answers. */
@NullMarked
package ai.honeyhive.benchmarks.load;

import org.jspecify.annotations.NullMarked;
