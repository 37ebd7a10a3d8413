// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Bucket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Where the plain attributes of a dialect go: the table of its translator. */
final class AttributeTable {
    private final List<Row> rows;

    private AttributeTable(List<Row> rows) {
        this.rows = rows;
    }

    /** One key of an event, and the attributes that give it: the first that is present does. */
    record Row(Bucket bucket, String key, Reading reading, List<String> attributes) {}

    static AttributeTable of(Row... rows) {
        return new AttributeTable(List.of(rows));
    }

    static Row config(String key, String... attributes) {
        return config(key, Reading.AS_IS, attributes);
    }

    static Row config(String key, Reading reading, String... attributes) {
        return new Row(Bucket.CONFIG, key, reading, List.of(attributes));
    }

    static Row metadata(String key, String... attributes) {
        return metadata(key, Reading.AS_IS, attributes);
    }

    static Row metadata(String key, Reading reading, String... attributes) {
        return new Row(Bucket.METADATA, key, reading, List.of(attributes));
    }

    static Row inputs(String key, Reading reading, String... attributes) {
        return new Row(Bucket.INPUTS, key, reading, List.of(attributes));
    }

    static Row outputs(String key, Reading reading, String... attributes) {
        return new Row(Bucket.OUTPUTS, key, reading, List.of(attributes));
    }

    /** Fills the draft. An attribute that found no place, since another had said otherwise, is left to be metadata. */
    void apply(SpanAttributes attributes, EventDraft draft) {
        Set<String> placed = new HashSet<>();
        for (Row row : rows) {
            for (String attribute : row.attributes) {
                JsonNode value = attributes.peek(attribute);
                if (value == null) {
                    continue;
                }
                JsonNode read = row.reading.read(value);
                if (read == null) {
                    placed.add(attribute);
                } else {
                    draft.put(row.bucket, row.key, read);
                    if (read.equals(draft.get(row.bucket, row.key))) {
                        placed.add(attribute);
                    }
                    break;
                }
            }
        }
        placed.forEach(attributes::take);
    }
}
