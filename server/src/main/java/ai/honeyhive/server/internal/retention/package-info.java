// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Internal, may change at any time: how long sessions are kept. */
@NullMarked
package ai.honeyhive.server.internal.retention;

import org.jspecify.annotations.NullMarked;
