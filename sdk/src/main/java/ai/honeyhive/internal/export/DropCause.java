// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

/** Why something was not delivered. */
public enum DropCause {
    QUEUE_FULL("the queue is full: the server is slower than the application, or away"),
    REJECTED("the server refused it"),
    UNREACHABLE("the server cannot be reached"),
    ENCODING("it cannot be encoded"),
    SPOOL_FULL("the spool is full: the server has been away for too long"),
    SPOOL_BROKEN("the spool cannot be written or read"),
    CLOSED("the tracer is closed");

    private final String reason;

    DropCause(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
