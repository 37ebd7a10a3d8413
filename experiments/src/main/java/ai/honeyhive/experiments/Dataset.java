// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.datasets.ExternalIds;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
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
     * ({@code x} or {@code inputs.x}) the input {@code x}. Values are texts, unless the name of
     * the column ends with {@code :number}, {@code :boolean} or {@code :json}; then an empty one is null. An empty id or
     * ground truth is absent.
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

    /**
     * Reads a JSON array of objects, each as a line of {@link #jsonl(Path)} would hold it.
     *
     * @throws DatasetException if the file cannot be read or has another form; names up to ten lines
     */
    public static Dataset json(Path file) {
        return TextSource.read(file, JsonArrayReader::read);
    }

    /**
     * Reads a JSON array from a stream in UTF-8, and closes it.
     *
     * @param name what error messages call the stream
     * @see #json(Path)
     */
    public static Dataset json(InputStream stream, String name) {
        return TextSource.read(stream, name, JsonArrayReader::read);
    }

    /**
     * Reads a file in the form that its name tells: {@code .jsonl} or {@code .ndjson}, {@code .json}, {@code .csv}.
     *
     * @throws DatasetException if the name tells none of them, or the file cannot be read or has another form
     */
    public static Dataset read(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return jsonl(file);
        }
        if (name.endsWith(".json")) {
            return json(file);
        }
        if (name.endsWith(".csv")) {
            return csv(file);
        }
        throw new DatasetException("the name of the dataset file " + file
                + " does not tell its form: it should end with .jsonl, .json or .csv");
    }

    /**
     * Writes a file that {@link #read(Path)} reads back as the same dataset; one that exists is replaced.
     *
     * @param file ends with {@code .jsonl}, {@code .ndjson} or {@code .json}
     * @throws DatasetException if it ends otherwise or cannot be written
     */
    public void write(Path file) {
        DatasetFile.write(this, file);
    }

    /**
     * Makes a dataset of rows as {@link Datapoint#toMap()} returns them.
     *
     * @throws DatasetException if two have the same id
     * @throws IllegalArgumentException if a row's id is no text
     */
    public static Dataset ofRows(List<? extends Map<String, ?>> rows) {
        List<Datapoint> datapoints = new ArrayList<>(rows.size());
        rows.forEach(row -> datapoints.add(Datapoint.fromRow(new LinkedHashMap<>(row))));
        return of(datapoints);
    }

    /** Makes a dataset that the server knows, of datapoints that it knows. */
    static Dataset stored(String id, List<Datapoint> datapoints) {
        return new Dataset(id, List.copyOf(datapoints));
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

    /** Returns the hash of all rows in their order: equal content is the same version, whatever {@link #id()} says. */
    public String version() {
        return ExternalIds.dataset(datapoints.stream().map(Datapoint::toMap).toList());
    }

    /**
     * Returns the datapoints whose metadata has this {@code split}, under the ids that they have here.
     *
     * @throws DatasetException if there is none
     */
    public Dataset split(String name) {
        Dataset part = filter(datapoint -> name.equals(datapoint.metadata().get(Splits.KEY)));
        if (part.size() == 0) {
            Set<Object> known = new TreeSet<>();
            datapoints.forEach(datapoint -> {
                if (datapoint.metadata().get(Splits.KEY) instanceof String other) {
                    known.add(other);
                }
            });
            throw new DatasetException("no datapoint is in the split \"" + name + "\""
                    + (known.isEmpty() ? ": none has the metadata \"split\"" : "; there is " + known));
        }
        return part;
    }

    /** Returns the datapoints that match, under the ids that they have here. */
    public Dataset filter(Predicate<? super Datapoint> wanted) {
        List<Datapoint> some = datapoints.stream()
                .filter(wanted)
                .map(datapoint -> datapoint.pinned(datapoint.id()))
                .toList();
        return new Dataset(
                ExternalIds.isExternal(id)
                        ? ExternalIds.dataset(
                                some.stream().map(Datapoint::toMap).toList())
                        : id,
                some);
    }

    /** Returns what has to change to make the other dataset of this one. */
    public DatasetChanges changesTo(Dataset other) {
        return DatasetDiff.of(datapoints, other.datapoints).changes();
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
