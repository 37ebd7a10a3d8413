// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: events, sessions and runs as the server knows them; depends on nothing but JSON. */
@NullMarked
package ai.honeyhive.server.internal.model;

import org.jspecify.annotations.NullMarked;
