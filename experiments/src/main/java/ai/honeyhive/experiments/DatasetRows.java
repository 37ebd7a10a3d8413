// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the rows of a file and what is wrong with them, so that one attempt shows several faults. */
final class DatasetRows {
    static final Set<String> KNOWN_KEYS =
            Set.of("id", "datapoint_id", "inputs", "ground_truth", "ground_truths", "metadata");
    private static final int MAX_FAULTS = 10;

    private final String name;
    private final List<Datapoint> datapoints = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private long faultCount;
    private long lastLine;

    DatasetRows(String name) {
        this.name = name;
    }

    /** Returns the line of the last row that was read, from 1. */
    long lastLine() {
        return lastLine;
    }

    void add(long line, Map<String, @Nullable Object> row) {
        lastLine = line;
        try {
            datapoints.add(Datapoint.fromRow(row));
            lines.add(line);
        } catch (IllegalArgumentException e) {
            fault(line, String.valueOf(e.getMessage()));
        }
    }

    void fault(long line, String what) {
        lastLine = line;
        faultCount++;
        if (faults.size() < MAX_FAULTS) {
            faults.add(name + ", line " + line + ": " + what);
        }
    }

    Dataset toDataset() {
        if (faultCount > 0) {
            if (faultCount > faults.size()) {
                faults.add("... and " + (faultCount - faults.size()) + " more");
            }
            throw new DatasetException(String.join(System.lineSeparator(), faults));
        }
        if (datapoints.isEmpty()) {
            throw new DatasetException(name + " holds no datapoints");
        }
        return Dataset.assemble(datapoints, index -> name + ", line " + lines.get(index));
    }
}
