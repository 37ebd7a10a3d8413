// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: the store in the heap, gone with the process. */
@NullMarked
package ai.honeyhive.server.internal.store.memory;

import org.jspecify.annotations.NullMarked;
