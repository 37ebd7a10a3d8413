// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Instant;
import java.util.Map;

/**
 * One condition on events. The field is one of the event's own, or a dotted path into it such as
 * {@code metadata.run_id} or {@code inputs.chat_history.0.content}. Immutable.
 */
public final class EventFilter extends JsonObject {
    /** How a field is compared. Not each goes with each type of value; the server refuses what does not. */
    public enum Operator {
        /** Equal; for texts, numbers, booleans and times. */
        IS("is"),
        /** Not equal; for texts, numbers and times. */
        IS_NOT("is not"),
        /** Holds this text; for texts. */
        CONTAINS("contains"),
        /** Does not hold this text; for texts. */
        NOT_CONTAINS("not contains"),
        /** Greater; for numbers. */
        GREATER_THAN("greater than"),
        /** Less; for numbers. */
        LESS_THAN("less than"),
        /** Later; for times. */
        AFTER("after"),
        /** Earlier; for times. */
        BEFORE("before");

        private final String wireName;

        Operator(String wireName) {
            this.wireName = wireName;
        }
    }

    private EventFilter(String field, String operator, String type, String value) {
        // The API takes every value as text; some of its versions take nothing else.
        super(PlainJson.copy(Map.of("field", field, "operator", operator, "type", type, "value", value)));
    }

    /** Compares a text. */
    public static EventFilter text(String field, Operator operator, String value) {
        return new EventFilter(field, operator.wireName, "string", value);
    }

    /** Compares a number. */
    public static EventFilter number(String field, Operator operator, Number value) {
        return new EventFilter(field, operator.wireName, "number", value.toString());
    }

    /** Compares a boolean. */
    public static EventFilter flag(String field, boolean value) {
        return new EventFilter(field, Operator.IS.wireName, "boolean", Boolean.toString(value));
    }

    /** Compares a time. */
    public static EventFilter time(String field, Operator operator, Instant value) {
        return new EventFilter(field, operator.wireName, "datetime", value.toString());
    }

    /** Demands that the field is there. */
    public static EventFilter exists(String field) {
        return new EventFilter(field, "exists", "string", "");
    }

    /** Demands that the field is not there. */
    public static EventFilter missing(String field) {
        return new EventFilter(field, "not exists", "string", "");
    }
}
