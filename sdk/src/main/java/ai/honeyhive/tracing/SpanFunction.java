// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import org.jspecify.annotations.Nullable;

/**
 * Work that returns a value while its span is open.
 *
 * @param <T> what it returns
 * @param <X> what it throws; leaves {@code call} unchanged
 */
@FunctionalInterface
public interface SpanFunction<T extends @Nullable Object, X extends Throwable> {
    /** Does the work in the span. */
    T apply(ActiveSpan span) throws X;
}
