// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.client.EventFilter;
import ai.honeyhive.client.EventFilter.Operator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A condition on events as it is typed, in the words of the page: {@code metadata.tenant = acme}, {@code error exists}. */
final class EventCondition {
    private static final Map<String, Operator> OPERATORS = Map.ofEntries(
            Map.entry("is", Operator.IS),
            Map.entry("=", Operator.IS),
            Map.entry(":", Operator.IS),
            Map.entry("is not", Operator.IS_NOT),
            Map.entry("!=", Operator.IS_NOT),
            Map.entry("contains", Operator.CONTAINS),
            Map.entry("~", Operator.CONTAINS),
            Map.entry("not contains", Operator.NOT_CONTAINS),
            Map.entry("!~", Operator.NOT_CONTAINS),
            Map.entry("greater than", Operator.GREATER_THAN),
            Map.entry(">", Operator.GREATER_THAN),
            Map.entry("less than", Operator.LESS_THAN),
            Map.entry("<", Operator.LESS_THAN),
            Map.entry("after", Operator.AFTER),
            Map.entry("before", Operator.BEFORE));

    private static final Pattern EXISTENCE = Pattern.compile("(\\S+)\\s+(exists|not exists|missing)");

    /** Of operators that begin alike the longest goes first. */
    private static final Pattern COMPARISON = Pattern.compile(
            "([A-Za-z_][\\w-]*(?:\\.[\\w-]+)*)(?:\\s*(!=|!~|=|:|~|>|<)\\s*"
                    + "|\\s+(is not|is|not contains|contains|greater than|less than|after|before)\\s+)(\\S.*)",
            Pattern.DOTALL);

    private EventCondition() {}

    static EventFilter parse(String text) {
        Matcher existence = EXISTENCE.matcher(text.strip());
        if (existence.matches()) {
            return existence.group(2).equals("exists")
                    ? EventFilter.exists(existence.group(1))
                    : EventFilter.missing(existence.group(1));
        }
        Matcher comparison = COMPARISON.matcher(text.strip());
        if (!comparison.matches()) {
            throw fault(
                    text,
                    "is no condition: write FIELD OPERATOR VALUE, such as metadata.tenant=acme, duration>500,"
                            + " outputs.answer contains sorry, or FIELD exists");
        }
        String spelling = comparison.group(2) == null ? comparison.group(3) : comparison.group(2);
        return filter(text, comparison.group(1), spelling, comparison.group(4));
    }

    private static EventFilter filter(String text, String field, String spelling, String value) {
        Operator operator = OPERATORS.getOrDefault(spelling, Operator.IS);
        if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
            return EventFilter.text(field, operator, value.substring(1, value.length() - 1));
        }
        BigDecimal number = number(value);
        return switch (operator) {
            case AFTER, BEFORE -> EventFilter.time(field, operator, time(text, value));
            case GREATER_THAN, LESS_THAN -> {
                if (number == null) {
                    throw fault(text, "needs a number: " + value + " is none");
                }
                yield EventFilter.number(field, operator, number);
            }
            case IS, IS_NOT -> {
                if (operator == Operator.IS && (value.equals("true") || value.equals("false"))) {
                    yield EventFilter.flag(field, Boolean.parseBoolean(value));
                }
                yield number == null
                        ? EventFilter.text(field, operator, value)
                        : EventFilter.number(field, operator, number);
            }
            case CONTAINS, NOT_CONTAINS -> EventFilter.text(field, operator, value);
        };
    }

    private static Instant time(String text, String value) {
        Instant moment = Moments.parse(value, Instant.now());
        if (moment == null) {
            throw fault(text, "needs a time: " + value + " is none; " + Moments.FORMS);
        }
        return moment;
    }

    private static @Nullable BigDecimal number(String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static CommandFailure fault(String text, String what) {
        return CommandFailure.broken("--filter \"" + text + "\" " + what, null);
    }
}
