// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the parts of judgements. */
final class Answers {
    private Answers() {}

    /** A number within a range, also if it is written as a text. */
    static double number(JsonNode answer, String key, double min, double max) throws InvalidAnswer {
        JsonNode node = answer.path(key);
        double number;
        try {
            number = node.isNumber()
                    ? node.doubleValue()
                    : Double.parseDouble(node.asString("").strip());
        } catch (NumberFormatException e) {
            throw new InvalidAnswer("\"" + key + "\" is no number");
        }
        if (!(number >= min && number <= max)) {
            throw new InvalidAnswer("\"" + key + "\" is not between " + plain(min) + " and " + plain(max));
        }
        return number;
    }

    static boolean flag(JsonNode answer, String key) throws InvalidAnswer {
        JsonNode node = answer.path(key);
        if (!node.isBoolean()) {
            throw new InvalidAnswer("\"" + key + "\" is neither true nor false");
        }
        return node.booleanValue();
    }

    static String choice(JsonNode answer, String key, List<String> choices) throws InvalidAnswer {
        String text = answer.path(key).asString("").strip();
        for (String choice : choices) {
            if (choice.equalsIgnoreCase(text)) {
                return choice;
            }
        }
        throw new InvalidAnswer("\"" + key + "\" is none of " + String.join(", ", choices));
    }

    static String text(JsonNode answer, String key) {
        return answer.path(key).asString("").strip();
    }

    static List<String> texts(JsonNode answer, String key) throws InvalidAnswer {
        JsonNode node = answer.path(key);
        List<String> texts = new ArrayList<>();
        if (!node.isArray()) {
            throw new InvalidAnswer("\"" + key + "\" is no list");
        }
        for (JsonNode item : node) {
            if (!item.isString()) {
                throw new InvalidAnswer("\"" + key + "\" holds something that is no text");
            }
            if (!item.asString().isBlank()) {
                texts.add(item.asString().strip());
            }
        }
        return texts;
    }

    /** One boolean for each of the items that were numbered from 1. */
    static List<Boolean> verdicts(JsonNode answer, int count) throws InvalidAnswer {
        JsonNode node = answer.path("verdicts");
        if (!node.isArray() || node.size() != count) {
            throw new InvalidAnswer("\"verdicts\" is no list with exactly " + count + " items");
        }
        Boolean[] verdicts = new Boolean[count];
        for (JsonNode item : node) {
            int number = (int) number(item, "number", 1, count);
            if (verdicts[number - 1] != null) {
                throw new InvalidAnswer("there are two verdicts with the number " + number);
            }
            verdicts[number - 1] = flag(item, "verdict");
        }
        return List.of(verdicts);
    }

    static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
