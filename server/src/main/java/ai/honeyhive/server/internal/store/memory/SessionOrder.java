// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.memory;

import ai.honeyhive.server.internal.model.SessionRow;
import java.util.Comparator;

/** The orders of the session list. */
final class SessionOrder {
    static final Comparator<SessionRow> OLDEST_FIRST =
            Comparator.comparingDouble(SessionRow::startTime).thenComparing(SessionRow::sessionId);

    private SessionOrder() {}
}
