// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.otlp.OtlpFormat;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Exports as tracers send them, and the events that come of them, file by file, a folder a dialect. Start with
 * {@code -Dgolden.write=true} to write the expected events anew, then read the difference.
 */
class GoldenTest {
    private static final double NOW = 1_790_000_000_000.0;
    private static final String INPUT = ".otlp.json";
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build()
            .writerWithDefaultPrettyPrinter();

    static List<String> cases() throws Exception {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.map(file -> folder().relativize(file).toString())
                    .filter(name -> name.endsWith(INPUT))
                    .map(name -> name.substring(0, name.length() - INPUT.length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void translate_recordedExport_givesTheRecordedEvents(String name) throws IOException {
        var export = OtlpFormat.JSON.traces(Files.readAllBytes(folder().resolve(name + INPUT)));

        Translation translation = new SpanTranslator(Prices.builtIn()).translate(export.request(), NOW);

        ArrayNode events = Json.mapper().createArrayNode();
        translation.changes().forEach(change -> events.add(EventJson.of(((Change.Put) change).event())));
        Path expected = folder().resolve(name + ".events.json");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(sources().resolve(name + ".events.json"), WRITER.writeValueAsString(events) + "\n");
        }
        assertThat(WRITER.writeValueAsString(Json.mapper().readTree(Json.write(events))))
                .isEqualTo(WRITER.writeValueAsString(Json.mapper().readTree(Files.readAllBytes(expected))));
        assertThat(translation.rejected()).isEmpty();
        assertThat(export.faults()).isEmpty();
    }

    private static Path folder() {
        try {
            return Path.of(
                    GoldenTest.class.getResource("/ai/honeyhive/server/golden").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path sources() {
        return Path.of("src/test/resources/ai/honeyhive/server/golden");
    }
}
