// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the test cases of a promptfoo file: {@code vars} become inputs, {@code assert} metadata that
 * {@link PromptfooAssertions} checks. A var that is a list makes a case of each of its elements, as promptfoo does.
 */
final class PromptfooCases {
    static final String ASSERTIONS = "promptfoo_assert";

    private PromptfooCases() {}

    static Dataset read(Path file) {
        YamlEntry root = YamlEntry.read(file);
        List<YamlEntry> tests = root.isMap() ? root.entry("tests").list() : root.list();
        YamlEntry usual = root.isMap() ? root.find("defaultTest") : null;
        List<Datapoint> datapoints = new ArrayList<>();
        for (YamlEntry test : tests) {
            Map<String, @Nullable Object> vars = new LinkedHashMap<>(vars(usual));
            vars.putAll(vars(test));
            List<Object> assertions = new ArrayList<>(assertions(usual));
            assertions.addAll(assertions(test));
            for (Map<String, @Nullable Object> inputs : combinations(vars)) {
                datapoints.add(datapoint(test, inputs, assertions));
            }
        }
        if (datapoints.isEmpty()) {
            throw root.fault("holds no tests");
        }
        return Dataset.of(datapoints);
    }

    private static Datapoint datapoint(YamlEntry test, Map<String, @Nullable Object> inputs, List<Object> assertions) {
        Datapoint.Builder datapoint = Datapoint.builder().inputs(inputs);
        List<Object> filled = new ArrayList<>();
        for (Object assertion : assertions) {
            Object known = Template.fill(assertion, inputs);
            if (known instanceof Map<?, ?> map) {
                filled.add(map);
                if ("equals".equals(map.get("type"))
                        && filled.stream().filter(other -> isEquals(other)).count() == 1) {
                    datapoint.groundTruth(map.get("value"));
                }
            }
        }
        datapoint.metadata(ASSERTIONS, filled);
        YamlEntry description = test.find("description");
        if (description != null) {
            datapoint.metadata("description", description.text());
        }
        return datapoint.build();
    }

    private static boolean isEquals(Object assertion) {
        return assertion instanceof Map<?, ?> map && "equals".equals(map.get("type"));
    }

    private static Map<String, @Nullable Object> vars(@Nullable YamlEntry test) {
        YamlEntry vars = test == null ? null : test.find("vars");
        if (vars == null) {
            return Map.of();
        }
        vars.map().forEach((name, value) -> {
            if (value instanceof String text && text.startsWith("file://")) {
                throw vars.fault("takes \"" + name + "\" from a file, which is not read: write its content");
            }
        });
        return vars.map();
    }

    private static List<Object> assertions(@Nullable YamlEntry test) {
        YamlEntry found = test == null ? null : test.find("assert");
        if (found == null) {
            return List.of();
        }
        List<Object> assertions = new ArrayList<>();
        for (YamlEntry assertion : found.list()) {
            PromptfooAssertions.check(assertion);
            assertions.add(assertion.map());
        }
        return assertions;
    }

    private static List<Map<String, @Nullable Object>> combinations(Map<String, @Nullable Object> vars) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        all.add(new LinkedHashMap<>());
        vars.forEach((name, value) -> {
            List<?> choices = value instanceof List<?> list ? list : null;
            List<Map<String, @Nullable Object>> more = new ArrayList<>();
            for (Map<String, @Nullable Object> sofar : all) {
                if (choices == null) {
                    sofar.put(name, value);
                    more.add(sofar);
                    continue;
                }
                for (Object choice : choices) {
                    Map<String, @Nullable Object> one = new LinkedHashMap<>(sofar);
                    one.put(name, choice);
                    more.add(one);
                }
            }
            all.clear();
            all.addAll(more);
        });
        return all;
    }
}
