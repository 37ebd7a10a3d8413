// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The answer of a SQL query as lines. */
final class SqlRows {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_WIDTH = 60;

    private SqlRows() {}

    static Stream<String> json(JsonNode answer) {
        List<String> names = names(answer);
        return answer.path("rows").valueStream().map(row -> {
            ObjectNode object = JSON.createObjectNode();
            for (int i = 0; i < names.size(); i++) {
                object.set(names.get(i), row.get(i));
            }
            return object.toString();
        });
    }

    static Stream<String> csv(JsonNode answer) {
        Stream<String> head =
                Stream.of(names(answer).stream().map(SqlRows::quoted).collect(Collectors.joining(",")));
        return Stream.concat(
                head,
                answer.path("rows")
                        .valueStream()
                        .map(row -> row.valueStream()
                                .map(value -> value.isNull() ? "" : quoted(value.asString()))
                                .collect(Collectors.joining(","))));
    }

    /** Columns side by side, long values cut, numbers to the right. */
    static Stream<String> table(JsonNode answer) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(names(answer));
        answer.path("rows")
                .forEach(row -> lines.add(row.valueStream().map(SqlRows::cell).toList()));
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        lines.forEach(line -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(
                        widths[i], line.get(i).codePointCount(0, line.get(i).length()));
            }
        });
        List<Boolean> right = answer.path("columns")
                .valueStream()
                .map(column ->
                        List.of("integer", "real").contains(column.path("type").asString()))
                .toList();
        lines.add(
                1,
                Stream.iterate(0, i -> i < columns, i -> i + 1)
                        .map(i -> "-".repeat(widths[i]))
                        .toList());
        return lines.stream().map(line -> line(line, widths, right));
    }

    private static String line(List<String> cells, int[] widths, List<Boolean> right) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String gap = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
            line.append(i == 0 ? "" : "  ").append(right.get(i) ? gap + cell : cell + gap);
        }
        return line.toString().stripTrailing();
    }

    /** On one line, without what a terminal would take for an order. */
    private static String cell(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        String text = value.asString().replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
        return text.length() <= MAX_WIDTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, MAX_WIDTH - 1))) + "…";
    }

    private static String quoted(String value) {
        return value.matches("[^\",\\r\\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    private static List<String> names(JsonNode answer) {
        return answer.path("columns")
                .valueStream()
                .map(column -> column.path("name").asString())
                .toList();
    }
}
