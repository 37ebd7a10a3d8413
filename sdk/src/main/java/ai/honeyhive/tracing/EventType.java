// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import java.util.Locale;

/** What an event is. Sessions are events too, but are opened as sessions, not as spans. */
public enum EventType {
    /** A call of a model. */
    MODEL,
    /** Anything else that is called: retrieval, a function, an HTTP service. */
    TOOL,
    /** A step made of other steps. */
    CHAIN;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** Returns the name in HoneyHive's API: {@code model}, {@code tool} or {@code chain}. */
    public String wireName() {
        return wireName;
    }
}
