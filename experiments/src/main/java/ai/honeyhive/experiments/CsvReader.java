// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads comma-separated values (RFC 4180) with a header line that says what each column is. */
final class CsvReader {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private CsvReader() {}

    private enum Part {
        ID,
        INPUT,
        GROUND_TRUTH,
        GROUND_TRUTH_ENTRY,
        METADATA
    }

    private record Column(Part part, String key, CsvType type) {
        /** The same whatever its type. */
        Column untyped() {
            return new Column(part, key, CsvType.TEXT);
        }
    }

    static void read(BufferedReader text, DatasetRows rows) throws IOException {
        long line = 1;
        try (CSVParser parser =
                CSVParser.builder().setReader(text).setFormat(FORMAT).get()) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                rows.fault(line, "a header line is missing");
                return;
            }
            List<Column> columns = columns(records.next(), rows);
            if (columns == null) {
                return;
            }
            line = parser.getCurrentLineNumber() + 1;
            while (records.hasNext()) {
                row(line, records.next(), columns, rows);
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException encoding) {
                throw encoding;
            }
            rows.fault(line, "not valid CSV: " + e.getMessage());
        }
    }

    private static @Nullable List<Column> columns(CSVRecord header, DatasetRows rows) {
        List<Column> columns = new ArrayList<>();
        Set<Column> seen = new HashSet<>();
        boolean sound = true;
        for (String name : header) {
            Column column = column(name.strip());
            if (column == null) {
                rows.fault(
                        1,
                        "column \"" + name + "\" is of no known kind: use id, ground_truth, ground_truth.NAME,"
                                + " metadata.NAME, inputs.NAME or just NAME for an input");
                sound = false;
            } else if (!seen.add(column.untyped())) {
                rows.fault(1, "column \"" + name + "\" occurs twice");
                sound = false;
            } else {
                columns.add(column);
            }
        }
        if (sound && columns.stream().noneMatch(column -> column.part() == Part.INPUT)) {
            rows.fault(1, "no column holds an input; found " + header.toList());
            sound = false;
        }
        if (sound
                && seen.contains(new Column(Part.GROUND_TRUTH, "", CsvType.TEXT))
                && columns.stream().anyMatch(column -> column.part() == Part.GROUND_TRUTH_ENTRY)) {
            rows.fault(1, "the columns ground_truth and ground_truth.NAME exclude each other");
            sound = false;
        }
        return sound ? columns : null;
    }

    private static @Nullable Column column(String header) {
        CsvType type = CsvType.of(header);
        String name = type.nameIn(header);
        if (name.equals("id") || name.equals("datapoint_id")) {
            return new Column(Part.ID, "", CsvType.TEXT);
        }
        if (name.equals("ground_truth") || name.equals("ground_truths")) {
            return new Column(Part.GROUND_TRUTH, "", type);
        }
        int dot = name.indexOf('.');
        if (dot < 0) {
            return name.isEmpty() ? null : new Column(Part.INPUT, name, type);
        }
        String key = name.substring(dot + 1);
        if (key.isEmpty()) {
            return null;
        }
        return switch (name.substring(0, dot)) {
            case "inputs", "input" -> new Column(Part.INPUT, key, type);
            case "ground_truth", "ground_truths" -> new Column(Part.GROUND_TRUTH_ENTRY, key, type);
            case "metadata" -> new Column(Part.METADATA, key, type);
            default -> null;
        };
    }

    private static void row(long line, CSVRecord record, List<Column> columns, DatasetRows rows) {
        if (record.size() != columns.size()) {
            rows.fault(line, "has " + record.size() + " values, but the header has " + columns.size() + " columns");
            return;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        Map<String, @Nullable Object> groundTruth = new LinkedHashMap<>();
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String text = record.get(i);
            Object value;
            try {
                value = column.type().read(text);
            } catch (IllegalArgumentException e) {
                rows.fault(line, "column " + (i + 1) + " (" + column.key() + ") " + e.getMessage());
                return;
            }
            switch (column.part()) {
                case ID -> putUnlessEmpty(row, "id", text.strip());
                case INPUT -> inputs.put(column.key(), value);
                case GROUND_TRUTH -> putUnlessEmpty(row, "ground_truth", value);
                case GROUND_TRUTH_ENTRY -> putUnlessEmpty(groundTruth, column.key(), value);
                case METADATA -> putUnlessEmpty(metadata, column.key(), value);
            }
        }
        row.put("inputs", inputs);
        putUnlessEmpty(row, "ground_truth", groundTruth);
        putUnlessEmpty(row, "metadata", metadata);
        rows.add(line, row);
    }

    private static void putUnlessEmpty(Map<String, @Nullable Object> target, String key, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            target.put(key, value);
        }
    }

    private static void putUnlessEmpty(Map<String, @Nullable Object> target, String key, Map<String, ?> value) {
        if (!value.isEmpty()) {
            target.put(key, value);
        }
    }
}
