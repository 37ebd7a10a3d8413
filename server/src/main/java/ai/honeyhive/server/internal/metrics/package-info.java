// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/**
 * Internal, may change at any time: computes metrics of events behind the commits, by rules and by models that judge.
 * Knows the store, but nothing of HTTP routes.
 */
@NullMarked
package ai.honeyhive.server.internal.metrics;

import org.jspecify.annotations.NullMarked;
