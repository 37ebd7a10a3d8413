// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What a column of comma-separated values holds, as the end of its name says. */
enum CsvType {
    TEXT,
    NUMBER,
    BOOLEAN,
    JSON;

    /** Returns the type at the end of {@code age:number}; a colon before anything else is part of the name. */
    static CsvType of(String header) {
        for (CsvType type : values()) {
            if (header.endsWith(type.suffix())) {
                return type;
            }
        }
        return TEXT;
    }

    String nameIn(String header) {
        return header.endsWith(suffix()) ? header.substring(0, header.length() - suffix().length()) : header;
    }

    private String suffix() {
        return ":" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the value; null if there is none.
     *
     * @throws IllegalArgumentException if the text is of another type
     */
    @Nullable Object read(String text) {
        if (this == TEXT) {
            return text;
        }
        String value = text.strip();
        if (value.isEmpty()) {
            return null;
        }
        return switch (this) {
            case TEXT -> text;
            case NUMBER -> number(value);
            case BOOLEAN -> flag(value);
            case JSON -> json(value);
        };
    }

    /** Whole numbers of any size exactly, others as JSON has them. */
    private static Number number(String value) {
        try {
            if (value.matches("[+-]?[0-9]+")) {
                BigInteger whole = new BigInteger(value);
                return whole.bitLength() < Integer.SIZE
                        ? (Number) whole.intValueExact()
                        : whole.bitLength() < Long.SIZE ? (Number) whole.longValueExact() : whole;
            }
            double number = new BigDecimal(value).doubleValue();
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("holds \"" + value + "\", which is no number", e);
        }
        throw new IllegalArgumentException("holds " + value + ", which is beyond what a number can be");
    }

    private static Boolean flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("holds \"" + value + "\": write true or false");
        };
    }

    private static @Nullable Object json(String value) {
        try {
            return Json.read(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("holds no valid JSON: " + e.getOriginalMessage(), e);
        }
    }
}
