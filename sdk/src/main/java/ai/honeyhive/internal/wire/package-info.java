// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Names and shapes of what is sent. Internal, may change at any time. */
@NullMarked
package ai.honeyhive.internal.wire;

import org.jspecify.annotations.NullMarked;
