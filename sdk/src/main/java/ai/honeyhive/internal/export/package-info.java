// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** From an ended span to an acknowledged request. Internal, may change at any time. */
@NullMarked
package ai.honeyhive.internal.export;

import org.jspecify.annotations.NullMarked;
