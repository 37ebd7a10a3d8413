// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.Map;

/** Calls around sessions. */
public final class SessionsApi {
    private final ApiCalls calls;

    SessionsApi(ApiCalls calls) {
        this.calls = calls;
    }

    /**
     * Returns a session with all its events as a tree, each with its {@code children}.
     *
     * @throws HoneyHiveException if there is none of this id, or the server cannot be reached
     */
    public Map<String, Object> tree(String sessionId) {
        return calls.get("/v1/sessions/" + ApiCalls.segment(sessionId));
    }
}
