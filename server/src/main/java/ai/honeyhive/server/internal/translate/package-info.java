// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: OTLP spans to events; pure functions, no store. */
@NullMarked
package ai.honeyhive.server.internal.translate;

import org.jspecify.annotations.NullMarked;
