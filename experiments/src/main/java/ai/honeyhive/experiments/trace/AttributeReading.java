// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trace;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Finds a value under the names that different conventions give it. */
final class AttributeReading {
    private AttributeReading() {}

    static Optional<Object> first(Map<String, Object> attributes, String... names) {
        for (String name : names) {
            Object value = attributes.get(name);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** Finds the first that is a finite number, at least 0, or a text that is one. */
    static OptionalDouble number(Map<String, Object> attributes, String... names) {
        for (String name : names) {
            OptionalDouble number = number(attributes.get(name));
            if (number.isPresent()) {
                return number;
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble number(@Nullable Object value) {
        double number = Double.NaN;
        if (value instanceof Number known) {
            number = known.doubleValue();
        } else if (value instanceof String text) {
            try {
                number = Double.parseDouble(text.strip());
            } catch (NumberFormatException e) { // a text, perhaps of a masker
                return OptionalDouble.empty();
            }
        }
        return number >= 0 && number < Double.POSITIVE_INFINITY ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}
