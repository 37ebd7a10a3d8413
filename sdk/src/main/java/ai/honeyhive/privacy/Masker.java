// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Decides what of a value may leave the process. Called for every text of spans, events, exceptions and sessions, before
 * it is stored, in the thread of the application: must be thread-safe and quick. A masker that throws or returns null
 * lets nothing of the value through.
 *
 * @see Maskers
 */
@FunctionalInterface
public interface Masker {
    /**
     * Returns what may leave.
     *
     * @param key the attribute or dotted field, such as {@code honeyhive_inputs.user.email} or {@code exception.message}
     * @param value the text as it is
     * @return the same text if there is nothing to hide; null hides all of it
     */
    @Nullable String mask(String key, String value);
}
