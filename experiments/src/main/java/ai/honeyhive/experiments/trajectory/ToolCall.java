// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trajectory;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.trace.TracedEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call of a tool: one that is expected, or one that was made.
 *
 * @param name name of the tool
 * @param arguments what it is called with, by name; maps, lists, texts, numbers and booleans
 */
public record ToolCall(String name, Map<String, Object> arguments) {
    /** Copies the arguments. */
    public ToolCall {
        requireNonNull(name, "name");
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** Returns a call of which only the tool matters. */
    public static ToolCall of(String name) {
        return new ToolCall(name, Map.of());
    }

    static ToolCall of(TracedEvent event) {
        return new ToolCall(event.toolName(), event.arguments());
    }

    @Override
    public String toString() {
        return arguments.isEmpty() ? name : name + arguments;
    }
}
