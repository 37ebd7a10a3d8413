// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** What tracing costs, beside plain OpenTelemetry and a peer. */
@NullMarked
package ai.honeyhive.benchmarks;

import org.jspecify.annotations.NullMarked;
