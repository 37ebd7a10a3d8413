// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: HTTP: handlers parse, make one call, encode. */
@NullMarked
package ai.honeyhive.server.internal.api;

import org.jspecify.annotations.NullMarked;
