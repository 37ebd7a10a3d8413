// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.time.Duration;
import java.util.Map;

/** Answers a question from passages. Implementations are thread-safe. */
interface Reader {
    /** How long a model may take for one answer. */
    Duration MODEL_TIMEOUT = Duration.ofSeconds(60);

    Reading read(Prompt prompt);

    /** The name of what reads, as events show it under {@code config.model}. */
    String model();

    /** Who runs it, as events show it under {@code config.provider}. */
    String provider();

    /**
     * Returns the reader that the environment asks for: a model where {@code OPENAI_API_KEY} is set (at
     * {@code OPENAI_BASE_URL}, named {@code OPENAI_MODEL}), else the extractive one. Blank counts as not set.
     *
     * @throws IllegalArgumentException naming the variable, if one cannot be used
     */
    static Reader from(Map<String, String> environment, PassageIndex index) {
        String key = environment.getOrDefault("OPENAI_API_KEY", "").strip();
        if (key.isEmpty()) {
            return new ExtractiveReader(index::inverseDocumentFrequency);
        }
        return new OpenAiReader(
                valueOr(OpenAiReader.DEFAULT_BASE_URL, environment, "OPENAI_BASE_URL"),
                key,
                valueOr(OpenAiReader.DEFAULT_MODEL, environment, "OPENAI_MODEL"),
                MODEL_TIMEOUT);
    }

    private static String valueOr(String fallback, Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? fallback : value;
    }
}
