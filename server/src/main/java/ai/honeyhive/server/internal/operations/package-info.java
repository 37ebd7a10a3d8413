// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: what those who run the server want to know of it. */
@NullMarked
package ai.honeyhive.server.internal.operations;

import org.jspecify.annotations.NullMarked;
