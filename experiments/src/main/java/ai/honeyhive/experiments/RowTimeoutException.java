// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A task took longer than its row was allowed to. */
final class RowTimeoutException extends TimeoutException {
    private static final long serialVersionUID = 1L;

    RowTimeoutException(Duration timeout, int attempts) {
        super("the task took longer than " + timeout.toMillis() + " ms"
                + (attempts > 1 ? " in " + attempts + " attempts" : ""));
    }
}
