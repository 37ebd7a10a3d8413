// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads promptfoo's cases of a table: a column is a var, those that begin with {@code __expected} hold assertions such as
 * {@code contains:Lima}, and {@code __description} and {@code __threshold} are what they say (its {@code csv.ts}).
 */
final class PromptfooCsv {
    private static final Pattern ASSERTION = Pattern.compile(
            "(?<type>[a-z][a-z0-9-]*)(?:\\((?<threshold>[0-9]+(?:\\.[0-9]+)?)\\))?(?::(?<value>.*))?", Pattern.DOTALL);
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    private PromptfooCsv() {}

    /** Returns the cases in the form that they have in YAML. */
    static List<YamlEntry> read(Path file) {
        String text = YamlFile.text(file);
        List<YamlEntry> cases = new ArrayList<>();
        try (CSVParser parser = FORMAT.parse(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text))) {
            long line = parser.getCurrentLineNumber();
            for (CSVRecord row : parser) {
                cases.add(new YamlEntry(file.toString(), (int) line + 1, "", test(row), null));
                line = parser.getCurrentLineNumber();
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new EvalException(file + " is no table: " + e.getMessage(), e);
        }
        return cases;
    }

    private static Map<String, Object> test(CSVRecord row) {
        Map<String, Object> test = new LinkedHashMap<>();
        Map<String, Object> vars = new LinkedHashMap<>();
        List<Object> assertions = new ArrayList<>();
        row.toMap().forEach((column, cell) -> {
            if (column.startsWith("__expected")) {
                if (!cell.isBlank()) {
                    assertions.add(assertion(cell.strip()));
                }
            } else if (column.equals("__threshold") && cell.matches("[0-9.]+")) {
                test.put("threshold", Double.valueOf(cell));
            } else if (column.startsWith("__")) {
                if (!cell.isBlank()) {
                    test.put(column.substring(2), cell);
                }
            } else {
                vars.put(column, cell);
            }
        });
        test.put("vars", vars);
        test.put("assert", assertions);
        return test;
    }

    private static Map<String, Object> assertion(String cell) {
        Matcher written = ASSERTION.matcher(cell);
        if (!written.matches() || !PromptfooAssertions.isType(written.group("type"))) {
            return Map.of("type", "equals", "value", cell);
        }
        String type = written.group("type");
        Map<String, Object> assertion = new LinkedHashMap<>();
        assertion.put("type", type);
        String value = written.group("value");
        if (value != null && !value.isBlank()) {
            assertion.put(
                    "value",
                    type.endsWith("-any") || type.endsWith("-all")
                            ? Stream.of(value.split(",")).map(String::strip).toList()
                            : value.strip());
        }
        if (written.group("threshold") != null) {
            assertion.put("threshold", Double.valueOf(written.group("threshold")));
        }
        return assertion;
    }
}
