// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package io.opentelemetry.api.internal;

import io.opentelemetry.context.Context;

/**
 * Stands where OpenTelemetry had a class of this name until 1.66: the latest instrumented HTTP client on Maven Central
 * still asks it whether to keep quiet, the API that we use no longer has it.
 */
public final class InstrumentationUtil {
    private InstrumentationUtil() {}

    /** Returns that nothing is to be suppressed. */
    public static boolean shouldSuppressInstrumentation(Context context) {
        return false;
    }
}
