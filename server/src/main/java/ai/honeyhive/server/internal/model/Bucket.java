// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import java.util.Locale;

/** The seven free-form maps of an event. */
public enum Bucket {
    INPUTS,
    OUTPUTS,
    CONFIG,
    METADATA,
    METRICS,
    FEEDBACK,
    USER_PROPERTIES;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }
}
