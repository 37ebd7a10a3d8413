// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.http.ServerUrls;
import ai.honeyhive.internal.wire.Json;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads one option at a time: the explicit value, else the environment variable, else the default. What cannot work is
 * collected, each fault with option, value and remedy. Blank counts as absent.
 */
final class OptionReader {
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);
    /** More is not meant, and would not fit into the clock. */
    private static final Duration LONGEST = Duration.ofDays(1);
    /** Headers that {@code java.net.http} refuses, or that say how the body is made. */
    private static final Set<String> NOT_YOURS = Set.of(
            "connection",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "expect",
            "host",
            "upgrade");

    private final UnaryOperator<@Nullable String> environment;
    private final List<String> faults = new ArrayList<>();

    OptionReader(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /** Returns what was wrong so far. */
    List<String> faults() {
        return faults;
    }

    void fault(String fault) {
        faults.add(fault);
    }

    static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    @Nullable String text(@Nullable String explicit, String variable) {
        String value = text(explicit);
        return value == null ? text(environment.apply(variable)) : value;
    }

    boolean flag(@Nullable Boolean explicit, String option, String variable, boolean standard) {
        if (explicit != null) {
            return explicit;
        }
        String text = text(environment.apply(variable));
        switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "" -> {
                return standard;
            }
            case "true", "1", "yes", "on" -> {
                return true;
            }
            case "false", "0", "no", "off" -> {
                return false;
            }
            default -> {
                faults.add(variable + "=\"" + text + "\" (" + option + ") is neither true nor false: set it to true or"
                        + " false");
                return standard;
            }
        }
    }

    int count(@Nullable Integer explicit, String option, String variable, int standard) {
        String text = explicit == null ? text(environment.apply(variable)) : explicit.toString();
        if (text == null) {
            return standard;
        }
        try {
            int value = Integer.parseInt(text);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        faults.add(option + " " + text + " is not a positive whole number: pass one to " + option + "(...) or "
                + variable + ", such as " + standard);
        return standard;
    }

    double ratio(@Nullable Double explicit, String option, String variable) {
        String text = explicit == null ? text(environment.apply(variable)) : explicit.toString();
        if (text == null) {
            return 1;
        }
        try {
            double ratio = Double.parseDouble(text);
            if (ratio >= 0 && ratio <= 1) {
                return ratio;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        faults.add(option + " " + text + " is not between 0 and 1: pass such as 0.1 to " + option + "(...) or "
                + variable);
        return 1;
    }

    /** A variable holds seconds, with or without a fraction. */
    Duration seconds(@Nullable Duration explicit, String option, String variable, Duration standard) {
        String text = explicit == null ? text(environment.apply(variable)) : null;
        Duration value = explicit;
        try {
            if (value == null && text != null) {
                value = Duration.ofNanos(
                        new BigDecimal(text).multiply(NANOS_PER_SECOND).longValueExact());
            }
            if (value == null) {
                return standard;
            }
            if (!value.isNegative() && !value.isZero() && value.compareTo(LONGEST) <= 0) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // reported below
        }
        faults.add(option + " " + (explicit == null ? text : explicit) + " is not above zero and up to a day: pass such"
                + " as Duration.ofSeconds(5) to " + option + "(...)"
                + (variable.isEmpty() ? "" : ", or 5 in " + variable));
        return standard;
    }

    /** A duration that is only set in code; null when it is not. */
    @Nullable Duration duration(@Nullable Duration explicit, String option) {
        return explicit == null ? null : seconds(explicit, option, "", explicit);
    }

    @Nullable URI url(@Nullable String explicit, String option, String variable) {
        String text = text(explicit, variable);
        return text == null ? null : ServerUrls.parse(text, option, variable, faults);
    }

    @Nullable Path path(@Nullable Path explicit, String option, String variable) {
        String text = text(environment.apply(variable));
        if (explicit == null && text == null) {
            return null;
        }
        try {
            Path path = explicit == null ? Path.of(text) : explicit;
            Path existing = path.toAbsolutePath();
            while (existing != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
                faults.add(option + " " + path + " cannot be used (" + existing + " is no folder that this process may"
                        + " write to): pass another folder to " + option + "(...) or " + variable);
            }
            return path;
        } catch (InvalidPathException e) {
            faults.add(
                    option + " \"" + text + "\" is no path (" + e.getReason() + "): set " + variable + " to a folder");
            return null;
        }
    }

    @Nullable String uuid(@Nullable String value, String option) {
        if (value == null) {
            return null;
        }
        String id = canonicalUuid(value);
        if (id == null) {
            faults.add(option + " \"" + value + "\" is not a UUID: pass one such as UUID.randomUUID().toString() to"
                    + " builder()." + option + "(...)");
        }
        return id;
    }

    /** Returns the UUID in lower case; null when the text is none. */
    static @Nullable String canonicalUuid(String text) {
        String trimmed = text.strip();
        try {
            String canonical = UUID.fromString(trimmed).toString();
            return canonical.equalsIgnoreCase(trimmed) ? canonical : null; // fromString takes "1-1-1-1-1" too
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** HTTP headers: those of a variable with a JSON object, with the explicit ones over them. Values are never told. */
    Map<String, String> headers(Map<String, String> explicit, String option, String variable) {
        Map<String, String> headers = object(variable);
        headers.putAll(explicit);
        headers.forEach((name, value) -> {
            boolean token = !name.isEmpty()
                    && name.chars().allMatch(c -> c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0);
            if (NOT_YOURS.contains(name.toLowerCase(Locale.ROOT))) {
                faults.add(option + " \"" + name + "\" is set by the HTTP client itself: leave it out of " + option
                        + "(name, value) and " + variable);
            } else if (!token || value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c >= 0x7f)) {
                faults.add(option + " \"" + name + "\" cannot be a header (its value is not shown): pass a name and a"
                        + " value of visible ASCII to " + option + "(name, value) or " + variable);
            }
        });
        return headers;
    }

    /** Returns the entries of a JSON object in a variable as texts; empty when the variable is absent. */
    Map<String, String> object(String variable) {
        Map<String, String> entries = new LinkedHashMap<>();
        String text = text(environment.apply(variable));
        if (text != null) {
            try {
                Json.read(text.getBytes(StandardCharsets.UTF_8)).forEach((key, value) -> {
                    if (value != null) {
                        entries.put(key, value instanceof String string ? string : Json.text(value));
                    }
                });
            } catch (JacksonException e) {
                faults.add(variable + " (its value is not shown) is no JSON object: set it to such as {\"name\":"
                        + " \"value\"}");
            }
        }
        return entries;
    }
}
