// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Static functions that find their tracer by themselves: the LEGACY way, see {@link ai.honeyhive.HoneyHive}. */
@NullMarked
package ai.honeyhive;

import org.jspecify.annotations.NullMarked;
