// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: the store in PostgreSQL. */
@NullMarked
package ai.honeyhive.server.internal.store.postgres;

import org.jspecify.annotations.NullMarked;
