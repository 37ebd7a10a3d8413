// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.Map;

/** Calls around events. */
public final class EventsApi {
    private final ApiCalls calls;

    EventsApi(ApiCalls calls) {
        this.calls = calls;
    }

    /**
     * Returns one page of the events that match.
     *
     * @param query {@code filters}, {@code dateRange}, {@code limit} (at most 7,500), {@code page}, ...
     * @return {@code events}, {@code totalEvents}, {@code count}
     * @throws HoneyHiveException if the server refuses or cannot be reached
     */
    public Map<String, Object> export(Map<String, ?> query) {
        return calls.query("/v1/events/export", query);
    }
}
