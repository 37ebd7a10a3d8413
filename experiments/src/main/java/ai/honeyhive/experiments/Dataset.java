// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Datapoints in a fixed order. Immutable; equal content has an equal {@link #id()}, in Java and in Python. */
public final class Dataset implements Iterable<Datapoint> {
    private final String id;
    private final List<Datapoint> datapoints;

    private Dataset(String id, List<Datapoint> datapoints) {
        this.id = id;
        this.datapoints = datapoints;
    }

    /**
     * Makes a dataset.
     *
     * @throws DatasetException if two datapoints have the same id
     */
    public static Dataset of(Datapoint... datapoints) {
        return of(Arrays.asList(datapoints));
    }

    /**
     * Makes a dataset.
     *
     * @throws DatasetException if two datapoints have the same id
     */
    public static Dataset of(List<Datapoint> datapoints) {
        return assemble(datapoints, index -> "datapoint " + index);
    }

    /**
     * Reads one JSON object a line, with the keys {@code inputs} (a map), and, each optional, {@code id},
     * {@code ground_truth} (anything) and {@code metadata} (a map). Other keys become metadata.
     *
     * @throws DatasetException if the file cannot be read or a line is not such an object; names up to ten lines
     */
    public static Dataset jsonl(Path file) {
        return TextSource.read(file, JsonlReader::read);
    }

    /**
     * Reads JSON lines from a stream in UTF-8, and closes it.
     *
     * @param name what error messages call the stream
     * @see #jsonl(Path)
     */
    public static Dataset jsonl(InputStream stream, String name) {
        return TextSource.read(stream, name, JsonlReader::read);
    }

    /**
     * Reads comma-separated values with a header line. The column {@code id} is the id, {@code ground_truth} the
     * ground truth, {@code ground_truth.x} its entry {@code x}, {@code metadata.x} metadata, and every other column
     * ({@code x} or {@code inputs.x}) the input {@code x}. All values are texts; an empty id or ground truth is absent.
     *
     * @throws DatasetException if the file cannot be read or has another form; names up to ten lines
     */
    public static Dataset csv(Path file) {
        return TextSource.read(file, CsvReader::read);
    }

    /**
     * Reads comma-separated values from a stream in UTF-8, and closes it.
     *
     * @param name what error messages call the stream
     * @see #csv(Path)
     */
    public static Dataset csv(InputStream stream, String name) {
        return TextSource.read(stream, name, CsvReader::read);
    }

    static Dataset assemble(List<Datapoint> unplaced, IntFunction<String> place) {
        List<Datapoint> placed = new ArrayList<>(unplaced.size());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(unplaced.size());
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < unplaced.size(); i++) {
            Datapoint datapoint = unplaced.get(i).at(i);
            Integer earlier = seen.putIfAbsent(datapoint.id(), i);
            if (earlier != null) {
                throw new DatasetException(place.apply(i) + " has the same id as " + place.apply(earlier) + ": "
                        + datapoint.id() + ". Each datapoint needs an id of its own, or none");
            }
            placed.add(datapoint);
            rows.add(datapoint.row());
        }
        return new Dataset(ExternalIds.dataset(rows), List.copyOf(placed));
    }

    /**
     * Returns the same datapoints under an id that stays when they change.
     *
     * @param newId not empty; {@code EXT-} is put before it unless it is there
     */
    public Dataset withId(String newId) {
        if (newId.isBlank()) {
            throw new IllegalArgumentException("the id of a dataset must not be blank");
        }
        return new Dataset(ExternalIds.explicit(newId), datapoints);
    }

    /** Returns the id: {@code EXT-} and a hash of all rows, or the one given. */
    public String id() {
        return id;
    }

    /** Returns the datapoints in their order. */
    public List<Datapoint> datapoints() {
        return datapoints;
    }

    /** Returns the number of datapoints. */
    public int size() {
        return datapoints.size();
    }

    @Override
    public Iterator<Datapoint> iterator() {
        return datapoints.iterator();
    }

    @Override
    public String toString() {
        return "Dataset[" + id + ", " + datapoints.size() + " datapoints]";
    }
}
