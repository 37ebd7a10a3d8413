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
     * Applications use few names, again and again. A place on which two names fall keeps neither, so that the memory
     * is bounded, should an application make names up.
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

    /** Told of a name that may stand on a span already with a value of another type, which OpenTelemetry would keep too. */
    public interface Conflicts {
        void mayHaveOtherType(String attribute, AttributeType type);
    }

    /** Returns the key of a text on a span. */
    public AttributeKey<String> textKey(String name, Conflicts conflicts) {
        return key(name, AttributeType.STRING, AttributeKey::stringKey, conflicts);
    }

    /** Returns the key of a whole number on a span. */
    public AttributeKey<Long> wholeKey(String name, Conflicts conflicts) {
        return key(name, AttributeType.LONG, AttributeKey::longKey, conflicts);
    }

    /** Returns the key of a decimal number on a span. */
    public AttributeKey<Double> decimalKey(String name, Conflicts conflicts) {
        return key(name, AttributeType.DOUBLE, AttributeKey::doubleKey, conflicts);
    }

    /** Returns the key of a boolean on a span. */
    public AttributeKey<Boolean> boolKey(String name, Conflicts conflicts) {
        return key(name, AttributeType.BOOLEAN, AttributeKey::booleanKey, conflicts);
    }

    /** A key that is kept has had values of one type only, so no span can have it with another. */
    @SuppressWarnings("unchecked") // the attribute's type says what the key is of
    private <T> AttributeKey<T> key(
            String name, AttributeType type, Function<String, AttributeKey<T>> create, Conflicts conflicts) {
        int hash = name.hashCode();
        int place = (hash ^ (hash >>> 16)) & (KEPT_KEYS - 1);
        Kept there = kept[place];
        if (there != null && there.alone && there.key.getType() == type && there.name.equals(name)) {
            return (AttributeKey<T>) there.key;
        }
        AttributeKey<T> key = create.apply(attributePrefix + name);
        if (there == null && name.length() <= MAX_KEPT_LENGTH) {
            kept[place] = new Kept(name, key, true);
            return key;
        }
        if (there != null && there.alone) { // of another type, or another name: from now on this place tells nothing
            kept[place] = new Kept(name, key, false);
        }
        conflicts.mayHaveOtherType(key.getKey(), type);
        return key;
    }

    /** @param alone whether no value of another type, and no other name, was ever at this place */
    private record Kept(String name, AttributeKey<?> key, boolean alone) {}
}
