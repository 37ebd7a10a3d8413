// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import java.util.Locale;
import java.util.Optional;

/** The four kinds of event of HoneyHive's API. */
public enum EventType {
    SESSION,
    MODEL,
    TOOL,
    CHAIN;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }

    /** The letter that stands for this type in the shape of a session. */
    public String letter() {
        return name().substring(0, 1);
    }

    public static Optional<EventType> find(String wireName) {
        for (EventType type : values()) {
            if (type.wireName.equalsIgnoreCase(wireName.strip())) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
