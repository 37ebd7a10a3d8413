// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: stored runs as the statistics see them. */
@NullMarked
package ai.honeyhive.server.internal.runs;

import org.jspecify.annotations.NullMarked;
