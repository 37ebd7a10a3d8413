// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A log record of an event.
 *
 * @param json what is kept of it
 * @param index its place in its export among those of the event, which decides between records of one time
 */
public record LogLine(ObjectNode json, int index) {
    /** A message that the model was told. */
    public static final String INPUT = "input";

    /** An answer of the model. */
    public static final String OUTPUT = "output";

    /** Whatever else the record says of its event, by bucket. */
    public static final String TELLS = "tells";

    /** The exception that the record is about. */
    public static final String ERROR = "error";

    private static final String INDEX = "index";

    /** Messages of one time that came in separate exports can only be ordered by what they usually are. */
    private static final List<String> ROLES = List.of("system", "user", "assistant", "tool");

    static final Comparator<LogLine> IN_ORDER = Comparator.comparingDouble(LogLine::time)
            .thenComparingInt(LogLine::index)
            .thenComparingInt(
                    line -> ROLES.indexOf(line.json.path(INPUT).path("role").asString("")))
            .thenComparing(LogLine::identity);

    public static LogLine fromJson(ObjectNode stored) {
        ObjectNode json = stored.deepCopy();
        JsonNode index = json.remove(INDEX);
        return new LogLine(json, index != null && index.isInt() ? index.intValue() : 0);
    }

    public ObjectNode toJson() {
        ObjectNode stored = json.deepCopy();
        if (index > 0) {
            stored.put(INDEX, index);
        }
        return stored;
    }

    double time() {
        return json.path("time").asDouble(0);
    }

    /** The same for every delivery of a record. */
    String identity() {
        return json.toString();
    }

    /** True if the record speaks of its event, and is no ordinary line. */
    boolean tells() {
        return json.has(INPUT) || json.has(OUTPUT) || json.has(TELLS) || json.has(ERROR);
    }

    @Nullable ObjectNode message(String direction) {
        return json.get(direction) instanceof ObjectNode message ? message : null;
    }

    @Nullable String error() {
        return json.get(ERROR) instanceof StringNode error ? error.asString() : null;
    }

    LogLine earlier(LogLine other) {
        return other.index < index ? other : this;
    }
}
