// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A row of {@code questions.jsonl}, strictly: a key too many fails. */
record Question(String id, Inputs inputs, GroundTruth ground_truth, Metadata metadata) {
    record Inputs(String question) {}

    record GroundTruth(String answer, List<String> passages) {}

    record Metadata(String kind, boolean extractive) {}

    static List<Question> all() {
        JsonMapper strict = JsonMapper.builder()
                .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream in = Handbook.open(Handbook.QUESTIONS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> strict.readValue(line, Question.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return inputs.question();
    }
}
