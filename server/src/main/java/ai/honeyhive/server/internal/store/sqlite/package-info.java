// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: the store in one SQLite file. */
@NullMarked
package ai.honeyhive.server.internal.store.sqlite;

import org.jspecify.annotations.NullMarked;
