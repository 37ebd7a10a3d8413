// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question.
 *
 * @param parameters for each question mark a string, number, boolean or null
 * @param project what alone is to be seen; null for everything
 * @param maxRows how many rows to return; the answer says if there are more
 * @param maxBytes about how many bytes of values to return; at least one row is
 * @param limit how long it may take
 */
public record SqlQuery(
        String statement,
        List<@Nullable Object> parameters,
        @Nullable String project,
        int maxRows,
        long maxBytes,
        Duration limit) {
    public SqlQuery {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }
}
