// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: what all SQL databases share. */
@NullMarked
package ai.honeyhive.server.internal.store.sql;

import org.jspecify.annotations.NullMarked;
