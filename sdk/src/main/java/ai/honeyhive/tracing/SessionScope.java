// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.context.Scope;
import java.util.function.Consumer;

/**
 * The time in which a session is current in the thread that opened it; close it there, in reverse order. Closing an outer
 * one ends those inside too; closing twice, or from another thread, does nothing.
 */
public final class SessionScope implements AutoCloseable {
    private final String sessionId;
    private final Scope scope;
    private final Consumer<Consumer<? super Enrichment>> sending;

    SessionScope(String sessionId, Scope scope, Consumer<Consumer<? super Enrichment>> sending) {
        this.sessionId = sessionId;
        this.scope = scope;
        this.sending = sending;
    }

    /** Returns the session's id, a UUID. */
    public String sessionId() {
        return sessionId;
    }

    /**
     * Enriches the session a last time and sends it as a whole, behind the scenes: see
     * {@link SessionBuilder#sentAsWhole()}. From any thread, before or after {@link #close()}; the first call counts. Of a
     * session that is not sent as a whole, it is {@link HoneyHiveTracer#enrichSession(String, Consumer)}.
     */
    public void send(Consumer<? super Enrichment> lastWords) {
        sending.accept(lastWords);
    }

    /** Restores what was current before. */
    @Override
    public void close() {
        scope.close();
    }
}
