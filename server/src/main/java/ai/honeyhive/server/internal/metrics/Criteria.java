// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The criteria of a metric that is computed by a rule: a JSON object, each field checked when it is read. */
record Criteria(ObjectNode json) {
    static final String FIELD = "criteria";
    static final String KIND = "kind";
    static final String OF = "of";
    static final String OUTPUTS = "outputs";

    /** True if the criteria are a rule and no program: no program begins with a brace. */
    static boolean isRule(String criteria) {
        return criteria.stripLeading().startsWith("{");
    }

    static Criteria parse(String criteria) {
        try {
            if (Json.read(criteria) instanceof ObjectNode object) {
                return new Criteria(object);
            }
        } catch (JacksonException e) {
            throw new DefinitionException(FIELD, "is neither a program nor JSON: " + e.getOriginalMessage());
        }
        throw new DefinitionException(FIELD, "must be a JSON object");
    }

    /** Refuses fields that the kind does not know, which are mistyped in all likelihood. */
    void allow(String... names) {
        List<String> allowed = new ArrayList<>(List.of(KIND, OF));
        allowed.addAll(List.of(names));
        for (String name : json.propertyNames()) {
            if (!allowed.contains(name)) {
                throw fault(name, "is not known: " + text(KIND, "") + " takes " + String.join(", ", allowed));
            }
        }
    }

    /** The path of the value that is looked at. */
    String of() {
        return text(OF, OUTPUTS);
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    @Nullable JsonNode value(String name) {
        return has(name) ? json.get(name) : null;
    }

    String text(String name, String otherwise) {
        JsonNode value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isString() || value.asString().isBlank()) {
            throw fault(name, "must be a string that is not blank");
        }
        return value.asString();
    }

    String requiredText(String name) {
        if (!has(name)) {
            throw fault(name, "is missing");
        }
        return text(name, "");
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            throw fault(name, "must be true or false");
        }
        return value == null ? otherwise : value.asBoolean();
    }

    @Nullable Double number(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        OptionalDouble number = Json.finite(value);
        if (number.isEmpty()) {
            throw fault(name, "must be a number");
        }
        return number.getAsDouble();
    }

    /** Strings, none of them empty. */
    List<String> texts(String name) {
        JsonNode value = value(name);
        List<String> texts = new ArrayList<>();
        if (value == null) {
            return texts;
        }
        if (!value.isArray() || value.isEmpty()) {
            throw fault(name, "must be an array of at least one string");
        }
        for (JsonNode item : value) {
            if (!item.isString() || item.asString().isEmpty()) {
                throw fault(name, "must be an array of strings that are not empty");
            }
            texts.add(item.asString());
        }
        return texts;
    }

    DefinitionException fault(String name, String message) {
        return new DefinitionException(FIELD + "." + name, message);
    }
}
