// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.retention;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is removed by itself. Only whole sessions are, those that began first before others, and none of a run that
 * exists.
 *
 * @param maxAge how long ago a session may have ended; null for any time
 * @param maxBytes how much a project's data may take, free space in its file not counted; null for as much as there is
 */
public record RetentionRules(
        @Nullable Duration maxAge, @Nullable Long maxBytes) {
    public static final RetentionRules KEEP_ALL = new RetentionRules(null, null);
}
