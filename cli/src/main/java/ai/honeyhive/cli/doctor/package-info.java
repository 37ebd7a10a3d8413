// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Looks a server and its data over. */
@NullMarked
package ai.honeyhive.cli.doctor;

import org.jspecify.annotations.NullMarked;
