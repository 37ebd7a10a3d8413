// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the files that the demo answers from and is measured with; both are JSON Lines. */
final class Handbook {
    /** The passages, relative to this package. */
    static final String PASSAGES = "passages.jsonl";
    /** The questions with ground truth, in the form of a HoneyHive dataset, relative to this package. */
    static final String QUESTIONS = "questions.jsonl";

    private static final JsonMapper JSON = JsonMapper.shared();

    private Handbook() {}

    static List<Passage> passages() {
        try (InputStream in = open(PASSAGES)) {
            return readPassages(in, PASSAGES);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PASSAGES, e);
        }
    }

    /** Opens one of the two files; the caller closes it. */
    static InputStream open(String file) {
        return Objects.requireNonNull(
                Handbook.class.getResourceAsStream(file), () -> file + " is missing from the jar");
    }

    /**
     * Reads passages, one JSON object a line; empty lines are skipped.
     *
     * @throws IllegalArgumentException naming file and line, if a line is not a passage
     */
    static List<Passage> readPassages(InputStream in, String name) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        var passages = new ArrayList<Passage>();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                passages.add(JSON.readValue(line, Passage.class));
            } catch (JacksonException | NullPointerException e) {
                throw new IllegalArgumentException(name + ", line " + number + ": not a passage: " + line, e);
            }
        }
        return List.copyOf(passages);
    }
}
