// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

/**
 * Work that returns nothing while its span is open.
 *
 * @param <X> what it throws; leaves {@code run} unchanged
 */
@FunctionalInterface
public interface SpanAction<X extends Throwable> {
    /** Does the work in the span. */
    void accept(ActiveSpan span) throws X;
}
