// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** The local server. */
@NullMarked
package ai.honeyhive.server;

import org.jspecify.annotations.NullMarked;
