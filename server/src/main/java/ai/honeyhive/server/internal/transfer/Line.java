// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.transfer;

import ai.honeyhive.server.internal.model.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A line that was read, whose fields are checked as they are asked for. */
record Line(ObjectNode json) {

    static Line parse(String text) {
        JsonNode json;
        try {
            json = Json.stored().readTree(text);
        } catch (JacksonException e) {
            throw new LineFault("not JSON: " + e.getOriginalMessage());
        }
        if (json instanceof ObjectNode object) {
            return new Line(object);
        }
        throw new LineFault("not a JSON object");
    }

    /** A text that is not blank. */
    String text(String name) {
        String text = anyText(name);
        if (text.isBlank()) {
            throw new LineFault(name + " is blank");
        }
        return text;
    }

    String anyText(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw new LineFault(name + " is missing");
        }
        return text;
    }

    @Nullable String textOrNull(String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new LineFault(name + " is not a string");
        }
        return value.asString();
    }

    double number(String name) {
        Double number = numberOrNull(name);
        if (number == null) {
            throw new LineFault(name + " is missing");
        }
        return number;
    }

    @Nullable Double numberOrNull(String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        return Json.finite(value).orElseThrow(() -> new LineFault(name + " is not a number"));
    }

    long whole(String name) {
        JsonNode value = json.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new LineFault(name + " is not a whole number");
        }
        return value.asLong();
    }

    ObjectNode object(String name) {
        if (json.get(name) instanceof ObjectNode object) {
            return object;
        }
        throw new LineFault(name + " is not an object");
    }

    boolean isTrue(String name) {
        return json.path(name).asBoolean(false);
    }
}
