// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Internal, may change at any time: everything a store holds as lines of JSON, and back. */
@NullMarked
package ai.honeyhive.server.internal.transfer;

import org.jspecify.annotations.NullMarked;
