// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.wire;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The seven maps of an event that enrichment fills. */
public enum Bucket {
    INPUTS("inputs"),
    OUTPUTS("outputs"),
    METADATA("metadata"),
    METRICS("metrics"),
    FEEDBACK("feedback"),
    CONFIG("config"),
    USER_PROPERTIES("user_properties");

    /** Applications use few names, again and again; should one make them up, the memory they take is bounded. */
    private static final int MAX_KEPT_KEYS = 512;

    private static final int MAX_KEPT_LENGTH = 64;

    private final String wireName;
    private final String attributePrefix;

    @SuppressWarnings("ImmutableEnumChecker") // a cache: what is kept in it changes no answer
    private final ConcurrentHashMap<String, AttributeKey<?>> keys = new ConcurrentHashMap<>();

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
        AttributeKey<?> kept = keys.get(name);
        if (kept != null && kept.getType() == type) {
            return (AttributeKey<T>) kept;
        }
        AttributeKey<T> key = create.apply(attributePrefix + name);
        if (kept == null && name.length() <= MAX_KEPT_LENGTH && keys.size() < MAX_KEPT_KEYS) {
            if (keys.putIfAbsent(name, key) == null) {
                return key;
            }
        } else if (kept != null && kept.getType() != AttributeType.STRING_ARRAY) {
            keys.put(name, AttributeKey.stringArrayKey(attributePrefix + name)); // a type nobody asks for: it varies
        }
        conflicts.mayHaveOtherType(key.getKey(), type);
        return key;
    }
}
