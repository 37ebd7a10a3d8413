// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether a number, or the length of something, is in a range; without a range the number itself. */
final class RangeRule implements Rule {
    private static final List<String> MEASURES = List.of("value", "length", "words");

    private final String of;
    private final String measure;
    private final @Nullable Double min;
    private final @Nullable Double max;

    RangeRule(Criteria criteria) {
        criteria.allow("min", "max", "measure");
        this.of = criteria.of();
        this.measure = criteria.text("measure", "value");
        if (!MEASURES.contains(measure)) {
            throw criteria.fault("measure", "must be one of value, length, words, not '" + measure + "'");
        }
        this.min = criteria.number("min");
        this.max = criteria.number("max");
        if (min != null && max != null && min > max) {
            throw criteria.fault("min", "must not be above max");
        }
    }

    @Override
    public Gives gives() {
        return min == null && max == null ? Gives.NUMBER : Gives.BOOLEAN;
    }

    @Override
    public String of() {
        return of;
    }

    @Override
    public Verdict score(EventView event, MetricModels models) {
        JsonNode found = event.find(of);
        if (found == null) {
            return Verdict.unscored("the event has no " + of);
        }
        Double number = measured(found);
        if (number == null) {
            return Verdict.unscored(of + " is no number");
        }
        if (gives() == Gives.NUMBER) {
            return Verdict.of(number.doubleValue());
        }
        return Verdict.of((min == null || number >= min) && (max == null || number <= max));
    }

    private @Nullable Double measured(JsonNode found) {
        return switch (measure) {
            case "length" -> found.isArray() ? (double) found.size() : (double) length(Texts.of(found));
            case "words" -> (double) new StringTokenizer(Texts.of(found)).countTokens();
            default -> number(found);
        };
    }

    /** In characters as people count them. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A number, or a text that is one. */
    static @Nullable Double number(JsonNode value) {
        if (value.isBoolean() || value.isArray()) {
            return null;
        }
        try {
            double number = value.isNumber()
                    ? value.numberValue().doubleValue()
                    : Double.parseDouble(Texts.of(value).strip());
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
