// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value of a file and where it stands there, so that what is wrong can be told.
 *
 * @param file as messages name it
 * @param line from 1
 * @param path such as {@code task.command}; empty for the whole file
 * @param node where the value was read from, if that was YAML
 */
record YamlEntry(
        String file,
        int line,
        String path,
        @Nullable Object value,
        @Nullable Node node) {
    EvalException fault(String what) {
        return new EvalException(place() + " " + what);
    }

    /** Says where it stands: {@code eval.yaml:3: task.command}. */
    String place() {
        return file + ":" + line + ": " + (path.isEmpty() ? "the file" : path);
    }

    boolean isMap() {
        return value instanceof Map;
    }

    boolean isList() {
        return value instanceof List;
    }

    boolean isText() {
        return value instanceof String;
    }

    Map<String, @Nullable Object> map() {
        if (!(value instanceof Map<?, ?> map)) {
            throw fault("must be a map, but is " + kind());
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, element) -> copy.put(String.valueOf(key), element));
        return copy;
    }

    /** Refuses what nobody would look at, so that a slip of the pen is seen. */
    YamlEntry allow(String... keys) {
        for (String key : map().keySet()) {
            if (!List.of(keys).contains(key)) {
                throw new EvalException(new YamlEntry(file, lineOf(key), path, value, null).place()
                        + " has the unknown entry \"" + key + "\"; there may be " + new TreeSet<>(List.of(keys)));
            }
        }
        return this;
    }

    @Nullable YamlEntry find(String key) {
        Object found = map().get(key);
        if (found == null) {
            return null;
        }
        NodeTuple tuple = tuple(key);
        return new YamlEntry(
                file,
                lineOf(key),
                path.isEmpty() ? key : path + "." + key,
                found,
                tuple == null ? null : tuple.getValueNode());
    }

    YamlEntry entry(String key) {
        YamlEntry found = find(key);
        if (found == null) {
            throw fault("needs the entry \"" + key + "\"");
        }
        return found;
    }

    List<YamlEntry> list() {
        if (!(value instanceof List<?> list)) {
            throw fault("must be a list, but is " + kind());
        }
        List<YamlEntry> entries = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Node element =
                    node instanceof SequenceNode sequence ? sequence.getValue().get(i) : null;
            entries.add(new YamlEntry(
                    file, element == null ? line : YamlFile.line(element), path + "[" + i + "]", list.get(i), element));
        }
        return entries;
    }

    String text() {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw fault("must be a text, but is " + kind());
    }

    double number() {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw fault("must be a number, but is " + kind());
    }

    Duration seconds() {
        Duration duration = Duration.ofNanos(Math.round(number() * 1e9));
        if (duration.isNegative() || duration.isZero()) {
            throw fault("must be seconds above 0, but is " + kind());
        }
        return duration;
    }

    int wholeNumber(int least) {
        if (value instanceof Integer number && number >= least) {
            return number;
        }
        throw fault("must be a whole number of at least " + least + ", but is " + kind());
    }

    boolean yesOrNo() {
        if (value instanceof Boolean answer) {
            return answer;
        }
        throw fault("must be true or false, but is " + kind());
    }

    private int lineOf(String key) {
        NodeTuple tuple = tuple(key);
        return tuple == null ? line : YamlFile.line(tuple.getKeyNode());
    }

    private @Nullable NodeTuple tuple(String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return tuple;
                }
            }
        }
        return null;
    }

    private String kind() {
        if (value == null) {
            return "nothing";
        }
        return value instanceof Map
                ? "a map"
                : value instanceof List ? "a list" : value instanceof String ? "\"" + value + "\"" : "" + value;
    }
}
