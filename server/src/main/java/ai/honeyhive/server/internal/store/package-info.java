// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: where events and runs are kept: the interfaces, and the rules of merging that every store shares. */
@NullMarked
package ai.honeyhive.server.internal.store;

import org.jspecify.annotations.NullMarked;
