// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A value of a YAML file and where it stands there, so that what is wrong can be told.
 *
 * @param place such as {@code eval.yaml: task.command}
 */
record YamlEntry(String place, @Nullable Object value) {
    static YamlEntry read(Path file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(64 * 1024 * 1024);
        try {
            Object value = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
            return new YamlEntry(file + ":", value);
        } catch (NoSuchFileException e) {
            throw new EvalException("there is no file " + file.toAbsolutePath(), e);
        } catch (IOException e) {
            throw new EvalException(file.toAbsolutePath() + " cannot be read: " + e, e);
        } catch (YAMLException e) {
            throw new EvalException(file + " is no valid YAML: " + e.getMessage(), e);
        }
    }

    EvalException fault(String what) {
        return new EvalException(place + " " + what);
    }

    boolean isMap() {
        return value instanceof Map;
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
                throw fault("has the unknown entry \"" + key + "\"; there may be " + new TreeSet<>(List.of(keys)));
            }
        }
        return this;
    }

    @Nullable YamlEntry find(String key) {
        Object found = map().get(key);
        return found == null ? null : new YamlEntry(place + (place.endsWith(":") ? " " : ".") + key, found);
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
            entries.add(new YamlEntry(place + "[" + i + "]", list.get(i)));
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

    int wholeNumber(int least) {
        if (value instanceof Integer number && number >= least) {
            return number;
        }
        throw fault("must be a whole number of at least " + least + ", but is " + kind());
    }

    private String kind() {
        return value == null
                ? "nothing"
                : value instanceof Map
                        ? "a map"
                        : value instanceof List ? "a list" : value instanceof String ? "\"" + value + "\"" : "" + value;
    }
}
