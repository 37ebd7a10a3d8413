// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.server.internal.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PricesTest {
    private static final double MILLION = 1e6;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "gpt-4o,                                               2.5",
        "GPT-4o-2024-08-06,                                    2.5",
        "gpt-4o-2024-05-13,                                    5",
        "openai/gpt-4o-mini,                                   0.15",
        "azure/gpt-4o-mini-2024-07-18,                         0.15",
        "gpt-4-0613,                                           30",
        "claude-sonnet-4-5-20250929,                           6",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0,         6",
        "anthropic.claude-3-haiku-20240307-v1:0,               0.25",
        "claude-opus-4@20250514,                               15",
        "openrouter/anthropic/claude-3.5-haiku,                0.8",
        "models/gemini-2.5-flash,                              0.3",
        "publishers/google/models/gemini-2.5-flash-preview-05-20, 0.3",
        "gemini-1.5-flash-002,                                 0.15",
        "mistral-large-2411,                                   2",
        "mistral-small-latest,                                 0.1",
        "grok-4-0709,                                          6",
        "us.amazon.nova-lite-v1:0,                             0.06"
    })
    void cost_nameWithPrefixDateOrVersion_isThatOfTheModel(String model, double expected) {
        assertThat(cost(Prices.builtIn(), model, null, MILLION, 0.0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "2024",
                "-latest",
                "some-model-of-ours",
                "gpt-4o-audio-preview",
                "ft:gpt-4o-mini-2024-07-18:us::x",
                "gpt",
                "gpt-4o-",
                "llama3",
                "claude",
                ":0"
            })
    void cost_unknownModel_isUnknownAndNotNothing(String model) {
        assertThat(cost(Prices.builtIn(), model, null, 1000.0, 1000.0)).isNull();
    }

    @Test
    void cost_cachedTokens_haveTheirOwnPrice() {
        Double inside = Prices.builtIn().cost("claude-haiku-4-5", null, new Prices.Tokens(1000.0, 100.0, 600.0, 200.0));
        Double apart = Prices.builtIn().cost("claude-haiku-4-5", null, new Prices.Tokens(200.0, 100.0, 600.0, 200.0));

        assertThat(inside * MILLION).isCloseTo(200 * 1 + 600 * 0.1 + 200 * 1.25 + 100 * 5, within(1e-9));
        assertThat(apart).isEqualTo(inside);
    }

    @Test
    void cost_longPrompt_isThatOfLongPrompts() {
        assertThat(cost(Prices.builtIn(), "gemini-2.5-pro", null, 200_000.0, 0.0) * MILLION)
                .isCloseTo(200_000 * 1.25, within(1e-6));
        assertThat(cost(Prices.builtIn(), "gemini-2.5-pro", null, 200_001.0, 0.0) * MILLION)
                .isCloseTo(200_001 * 2.5, within(1e-6));
    }

    @Test
    void cost_tokensNotAllKnown_isUnknown() {
        assertThat(cost(Prices.builtIn(), "gpt-4o", null, null, 5.0)).isNull();
        assertThat(cost(Prices.builtIn(), "gpt-4o", null, 5.0, null)).isNull();
        assertThat(cost(Prices.builtIn(), "text-embedding-3-small", null, MILLION, null))
                .isEqualTo(0.02);
    }

    @Test
    void cost_modelOnOwnMachine_isUnknown() {
        assertThat(cost(Prices.builtIn(), "mistral-small", "Ollama", 5.0, 5.0)).isNull();
    }

    @Test
    void builtIn_everyEntry_namesDayAndSource() {
        JsonNode file =
                Json.mapper().readTree(PricesTest.class.getResourceAsStream("/ai/honeyhive/server/prices.json"));

        assertThat(file.path("version").asString()).isNotBlank();
        assertThat(file.path("models")).isNotEmpty().allSatisfy(entry -> {
            assertThat(LocalDate.parse(entry.path("as_of").asString())).isAfter(LocalDate.of(2025, 1, 1));
            assertThat(entry.path("source").asString()).startsWith("https://");
        });
    }

    @Test
    void read_ownFile_overridesAndAdds() throws IOException {
        Path file = write("{\"models\":[{\"model\":\"GPT-4o\",\"input\":1,\"output\":2},"
                + "{\"model\":\"ours\",\"aliases\":[\"ours-too\"],\"input\":7}],\"unbilled_providers\":[\"cluster\"]}");

        Prices prices = Prices.builtIn().overlaidBy(PriceFile.read(file));

        assertThat(cost(prices, "gpt-4o-2024-08-06", null, MILLION, MILLION)).isEqualTo(3);
        assertThat(cost(prices, "ours-too", null, MILLION, null)).isEqualTo(7);
        assertThat(cost(prices, "gpt-4o-mini", null, MILLION, 0.0)).isEqualTo(0.15);
        assertThat(cost(prices, "ours", "cluster", MILLION, 0.0)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                         | is not JSON",
                "{}                                        | needs a list 'models'",
                "{\"models\":[{\"input\":1}]}                  | needs a 'model'",
                "{\"models\":[{\"model\":\"m\"}]}                | model 'm' needs a number of at least 0 for 'input'",
                "{\"models\":[{\"model\":\"m\",\"input\":-1}]}     | model 'm' needs a number of at least 0 for 'input'",
                "{\"models\":[{\"model\":\"m\",\"input\":1,\"output\":\"2\"}]} | model 'm' needs a number of at least 0 for 'output'"
            })
    void read_faultyFile_saysWhatIsWrong(String content, String message) throws IOException {
        Path file = write(content);

        assertThatThrownBy(() -> PriceFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("prices.json"), content);
    }

    private static @Nullable Double cost(
            Prices prices, String model, @Nullable String provider, @Nullable Double input, @Nullable Double output) {
        return prices.cost(model, provider, new Prices.Tokens(input, output, null, null));
    }
}
