// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: what ties the rooms of the server together. */
@NullMarked
package ai.honeyhive.server.internal;

import org.jspecify.annotations.NullMarked;
