// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** The tracer: spans, sessions and enrichment. Start at {@link ai.honeyhive.tracing.HoneyHiveTracer}. */
@NullMarked
package ai.honeyhive.tracing;

import org.jspecify.annotations.NullMarked;
