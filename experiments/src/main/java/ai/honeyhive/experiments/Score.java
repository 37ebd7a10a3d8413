// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluator found: a boolean, a number or a text, why, and further numbers on the way. Immutable. Means and
 * comparisons consider booleans (true is 1) and numbers.
 */
public final class Score {
    private static final Set<String> FIXED = Set.of("java.lang", "java.math");

    private final Object value;
    private final @Nullable String explanation;
    private final Map<String, Object> extras;

    private Score(Object value, @Nullable String explanation, Map<String, Object> extras) {
        this.value = value;
        this.explanation = explanation;
        this.extras = extras;
    }

    /** Returns a score that says yes or no. */
    public static Score of(boolean value) {
        return new Score(value, null, Map.of());
    }

    /**
     * Returns a score that is a number.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public static Score of(Number value) {
        return new Score(checked(value), null, Map.of());
    }

    /** Returns a score that is a label. */
    public static Score of(String value) {
        return new Score(requireNonNull(value, "value"), null, Map.of());
    }

    /** Returns the same score with a reason, written as {@code NAME_explanation}. */
    public Score because(String reason) {
        return new Score(value, reason, extras);
    }

    /**
     * Returns the same score with a further value, written as {@code NAME_KEY}.
     *
     * @param extra boolean, finite number or text
     */
    public Score with(String key, Object extra) {
        Map<String, Object> more = new LinkedHashMap<>(extras);
        more.put(requireNonNull(key, "key"), checked(extra));
        return new Score(value, explanation, Collections.unmodifiableMap(more));
    }

    /** Returns the boolean, number or text. */
    public Object value() {
        return value;
    }

    /** Returns the reason, if one was given. */
    public Optional<String> explanation() {
        return Optional.ofNullable(explanation);
    }

    /** Returns further values. */
    public Map<String, Object> extras() {
        return extras;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Score that
                && value.equals(that.value)
                && explanation().equals(that.explanation())
                && extras.equals(that.extras);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Score[" + value + (explanation == null ? "" : ", " + explanation)
                + (extras.isEmpty() ? "" : ", " + extras) + "]";
    }

    static boolean isScalar(@Nullable Object value) {
        return value instanceof Boolean
                || value instanceof String
                || (value instanceof Number number && isFinite(number));
    }

    /** A mean with one NaN in it is NaN, so it is refused where it arises. */
    private static boolean isFinite(Number number) {
        return Double.isFinite(number.doubleValue());
    }

    private static Object checked(Object value) {
        if (!isScalar(value)) {
            throw new IllegalArgumentException("a score is a boolean, a finite number or a text, not " + value);
        }
        return fixed(value);
    }

    /** Numbers that may change later, such as counters, are taken as they are now. */
    static Object fixed(Object scalar) {
        return scalar instanceof Number number
                        && !FIXED.contains(number.getClass().getPackageName())
                ? (Object) number.doubleValue()
                : scalar;
    }
}
