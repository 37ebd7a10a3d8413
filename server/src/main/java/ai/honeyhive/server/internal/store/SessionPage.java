// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.SessionRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of the session list.
 *
 * @param next where the following page begins; null if this is the last
 */
public record SessionPage(
        List<SessionRow> sessions, @Nullable TimeCursor next) {

    /** Makes a page of rows that were asked for with one more than {@code limit}. */
    public static SessionPage of(List<SessionRow> rows, int limit) {
        if (rows.size() <= limit) {
            return new SessionPage(List.copyOf(rows), null);
        }
        List<SessionRow> page = List.copyOf(rows.subList(0, limit));
        return new SessionPage(page, TimeCursor.behind(page.get(limit - 1)));
    }
}
