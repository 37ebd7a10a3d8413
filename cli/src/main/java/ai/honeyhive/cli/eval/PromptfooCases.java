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
 * Makes a dataset of promptfoo's test cases: {@code vars} become inputs, {@code assert} metadata that
 * {@link PromptfooAssertions} checks. A var that is a list makes a case of each of its elements, as promptfoo does.
 */
final class PromptfooCases {
    static final String ASSERTIONS = "promptfoo_assert";
    static final String THRESHOLD = "promptfoo_threshold";

    private static final int MOST_CASES = 100_000;

    private final Path folder;
    private final @Nullable YamlEntry usual;
    private final List<Datapoint> datapoints = new ArrayList<>();

    private PromptfooCases(Path folder, @Nullable YamlEntry usual) {
        this.folder = folder;
        this.usual = usual;
    }

    /** Reads a configuration of promptfoo, or a file of cases only. */
    static Dataset read(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        Path folder = parent == null ? Path.of("") : parent;
        PromptfooTests tests = PromptfooTests.read(file, folder);
        PromptfooCases cases = new PromptfooCases(folder, tests.usual());
        if (tests.usual() != null) {
            known(tests.usual());
        }
        tests.tests().forEach(cases::add);
        if (cases.datapoints.isEmpty()) {
            throw new EvalException(file + " holds no tests");
        }
        return Dataset.of(cases.datapoints);
    }

    private static void known(YamlEntry test) {
        test.allow("description", "vars", "assert", "threshold", "metadata");
    }

    private void add(YamlEntry test) {
        known(test);
        Map<String, @Nullable Object> vars = new LinkedHashMap<>(vars(usual));
        vars.putAll(vars(test));
        List<Object> assertions = new ArrayList<>(assertions(usual));
        assertions.addAll(assertions(test));
        for (Map<String, @Nullable Object> inputs : combinations(test, vars)) {
            try {
                datapoints.add(datapoint(test, inputs, assertions));
            } catch (IllegalArgumentException e) {
                throw test.fault("cannot be: " + e.getMessage());
            }
        }
    }

    private Datapoint datapoint(YamlEntry test, Map<String, @Nullable Object> inputs, List<Object> assertions) {
        Datapoint.Builder datapoint = Datapoint.builder().inputs(inputs);
        List<Object> filled = new ArrayList<>();
        boolean answered = false;
        for (Object assertion : assertions) {
            if (Template.fill(assertion, inputs) instanceof Map<?, ?> map) {
                filled.add(map);
                if (!answered && "equals".equals(map.get("type"))) {
                    datapoint.groundTruth(map.get("value"));
                    answered = true;
                }
            }
        }
        YamlEntry metadata = test.find("metadata");
        if (metadata != null) {
            metadata.map().forEach(datapoint::metadata);
        }
        YamlEntry description = test.find("description");
        if (description != null) {
            datapoint.metadata("description", description.text());
        }
        YamlEntry threshold = test.find("threshold");
        if (threshold == null && usual != null) {
            threshold = usual.find("threshold");
        }
        if (threshold != null) {
            datapoint.metadata(THRESHOLD, threshold.number());
        }
        return datapoint.metadata(ASSERTIONS, filled).build();
    }

    private Map<String, @Nullable Object> vars(@Nullable YamlEntry test) {
        YamlEntry vars = test == null ? null : test.find("vars");
        if (vars == null) {
            return Map.of();
        }
        Map<String, @Nullable Object> read = vars.map();
        read.replaceAll((name, value) ->
                value instanceof String text && text.startsWith("file://") ? content(vars.entry(name), text) : value);
        return read;
    }

    private String content(YamlEntry place, String url) {
        if (!url.endsWith(".txt") && !url.endsWith(".md")) {
            throw place.fault("is " + url + ", but of files only .txt and .md are read here: write the value itself");
        }
        try {
            return YamlFile.text(folder.resolve(url.substring("file://".length())));
        } catch (EvalException e) {
            throw place.fault("is " + url + ": " + e.getMessage());
        }
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

    private List<Map<String, @Nullable Object>> combinations(YamlEntry test, Map<String, @Nullable Object> vars) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        all.add(new LinkedHashMap<>());
        vars.forEach((name, value) -> {
            List<?> choices = value instanceof List<?> list ? list : java.util.Collections.singletonList(value);
            if (choices.isEmpty()) {
                throw test.fault("has the empty list \"" + name + "\", which would make no case at all");
            }
            if ((long) all.size() * choices.size() + datapoints.size() > MOST_CASES) {
                throw test.fault("would make more than " + MOST_CASES + " cases of the lists in its vars");
            }
            List<Map<String, @Nullable Object>> more = new ArrayList<>();
            for (Map<String, @Nullable Object> sofar : all) {
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
