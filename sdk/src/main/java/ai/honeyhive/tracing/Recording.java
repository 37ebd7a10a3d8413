// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

/** How a tracer records: what it hides and how much it takes. */
record Recording(ContentFilter filter, Limits limits) {}
