// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.context.Scope;

/**
 * The time in which a session is current in the thread that opened it; close it there, in reverse order. Closing an outer
 * one ends those inside too; closing twice, or from another thread, does nothing.
 */
public final class SessionScope implements AutoCloseable {
    private final String sessionId;
    private final Scope scope;

    SessionScope(String sessionId, Scope scope) {
        this.sessionId = sessionId;
        this.scope = scope;
    }

    /** Returns the session's id, a UUID. */
    public String sessionId() {
        return sessionId;
    }

    /** Restores what was current before. */
    @Override
    public void close() {
        scope.close();
    }
}
