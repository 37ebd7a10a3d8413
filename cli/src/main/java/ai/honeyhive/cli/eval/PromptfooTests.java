// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The test cases of a promptfoo file, as they stand there.
 *
 * @param tests maps with {@code vars}, {@code assert} and more
 * @param usual what all have in common, if the file says so
 */
record PromptfooTests(List<YamlEntry> tests, @Nullable YamlEntry usual) {
    /**
     * Reads {@code .yaml}, {@code .yml}, {@code .json} (a configuration, or a list of cases), {@code .jsonl} or {@code .csv}.
     *
     * @param folder where the files are that it names
     */
    static PromptfooTests read(Path file, Path folder) {
        if (!form(file.toString()).equals("yaml")) {
            return new PromptfooTests(cases(file), null);
        }
        YamlEntry root = YamlFile.read(file);
        if (root.isList()) {
            return new PromptfooTests(flat(root, folder), null);
        }
        if (root.find("scenarios") != null) {
            throw root.entry("scenarios").fault("is not read: write its cases as tests");
        }
        YamlEntry tests = root.entry("tests");
        return new PromptfooTests(tests.isText() ? of(tests, folder) : flat(tests, folder), root.find("defaultTest"));
    }

    /** Puts the cases of files in the place of their names. */
    private static List<YamlEntry> flat(YamlEntry tests, Path folder) {
        List<YamlEntry> all = new ArrayList<>();
        tests.list().forEach(test -> all.addAll(test.isText() ? of(test, folder) : List.of(test)));
        return all;
    }

    private static List<YamlEntry> of(YamlEntry name, Path folder) {
        String url = name.text();
        if (url.matches("https?://.*")) {
            throw name.fault("is " + url + ", which is not fetched: save it as a file and name that");
        }
        try {
            return cases(folder.resolve(url.replaceFirst("^file://", "")));
        } catch (EvalException e) {
            throw name.fault("is " + url + ": " + e.getMessage());
        }
    }

    private static List<YamlEntry> cases(Path file) {
        return switch (form(file.toString())) {
            case "csv" -> PromptfooCsv.read(file);
            case "jsonl" -> lines(file);
            case "yaml" -> YamlFile.read(file).list();
            default ->
                throw new EvalException(
                        file + " is no file of cases: its name should end with .csv, .jsonl, .json or .yaml");
        };
    }

    private static List<YamlEntry> lines(Path file) {
        List<YamlEntry> cases = new ArrayList<>();
        int number = 0;
        for (String line : YamlFile.text(file).lines().toList()) {
            number++;
            if (!line.isBlank()) {
                cases.add(YamlFile.parse(line, file.toString(), number));
            }
        }
        return cases;
    }

    private static String form(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json")) {
            return "yaml";
        }
        return lower.endsWith(".csv") ? "csv" : lower.endsWith(".jsonl") ? "jsonl" : "";
    }
}
