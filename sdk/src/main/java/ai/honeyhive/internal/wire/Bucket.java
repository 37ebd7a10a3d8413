// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.wire;

/** The seven maps of an event that enrichment fills. */
public enum Bucket {
    INPUTS("inputs"),
    OUTPUTS("outputs"),
    METADATA("metadata"),
    METRICS("metrics"),
    FEEDBACK("feedback"),
    CONFIG("config"),
    USER_PROPERTIES("user_properties");

    private final String wireName;
    private final String attributePrefix;

    Bucket(String wireName) {
        this.wireName = wireName;
        this.attributePrefix = "honeyhive_" + wireName + ".";
    }

    /** Returns the field of the event, as in {@code PUT /events}. */
    public String wireName() {
        return wireName;
    }

    /** Returns what comes before a key on a span, with the dot. */
    public String attributePrefix() {
        return attributePrefix;
    }
}
