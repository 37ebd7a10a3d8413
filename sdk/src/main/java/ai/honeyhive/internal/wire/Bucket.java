// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.wire;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The seven maps of an event that enrichment fills. */
public enum Bucket {
    INPUTS("inputs"),
    OUTPUTS("outputs"),
    METADATA("metadata"),
    METRICS("metrics"),
    FEEDBACK("feedback"),
    CONFIG("config"),
    USER_PROPERTIES("user_properties");

    /**
     * Applications use few names, again and again. Of two that fall on the same place the later one is kept, so that the
     * memory is bounded, should an application make names up.
     */
    private static final int KEPT_KEYS = 1 << 9;

    private static final int MAX_KEPT_LENGTH = 64;

    private final String wireName;
    private final String attributePrefix;

    // Racy on purpose: what is kept here changes no answer, and what it holds is immutable.
    @SuppressWarnings("ImmutableEnumChecker")
    private final @Nullable Kept[] kept = new Kept[KEPT_KEYS];

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

    /** Returns the key of a text on a span. */
    public AttributeKey<String> textKey(String name) {
        return key(name, AttributeType.STRING, AttributeKey::stringKey);
    }

    /** Returns the key of a whole number on a span. */
    public AttributeKey<Long> wholeKey(String name) {
        return key(name, AttributeType.LONG, AttributeKey::longKey);
    }

    /** Returns the key of a decimal number on a span. */
    public AttributeKey<Double> decimalKey(String name) {
        return key(name, AttributeType.DOUBLE, AttributeKey::doubleKey);
    }

    /** Returns the key of a boolean on a span. */
    public AttributeKey<Boolean> boolKey(String name) {
        return key(name, AttributeType.BOOLEAN, AttributeKey::booleanKey);
    }

    @SuppressWarnings("unchecked") // the attribute's type says what the key is of
    private <T> AttributeKey<T> key(String name, AttributeType type, Function<String, AttributeKey<T>> create) {
        int hash = name.hashCode();
        int place = (hash ^ (hash >>> 16)) & (KEPT_KEYS - 1);
        Kept there = kept[place];
        if (there != null && there.key().getType() == type && there.name().equals(name)) {
            return (AttributeKey<T>) there.key();
        }
        AttributeKey<T> key = create.apply(attributePrefix + name);
        if (name.length() <= MAX_KEPT_LENGTH) {
            kept[place] = new Kept(name, key);
        }
        return key;
    }

    private record Kept(String name, AttributeKey<?> key) {}
}
