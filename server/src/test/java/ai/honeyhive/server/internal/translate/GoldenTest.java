// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.otlp.Export;
import ai.honeyhive.server.internal.otlp.OtlpFormat;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Exports as tracers send them, and the events that come of them, file by file. */
class GoldenTest {
    private static final double NOW = 1_790_000_000_000.0;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "honeyhive-python",
                "honeyhive-javascript",
                "gen-ai-messages",
                "gen-ai-events",
                "openinference",
                "traceloop",
                "plain-opentelemetry"
            })
    void translate_recordedExport_givesTheRecordedEvents(String name) throws IOException {
        Export export = OtlpFormat.JSON.decode(read(name + ".otlp.json"));

        Translation translation = SpanTranslator.translate(export.request(), NOW);

        ArrayNode events = Json.mapper().createArrayNode();
        translation.changes().forEach(change -> events.add(EventJson.of(((Change.Put) change).event())));
        JsonNode expected = Json.mapper().readTree(read(name + ".events.json"));
        assertThat(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(events))
                .isEqualTo(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(expected));
        assertThat(translation.rejected()).isEmpty();
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = GoldenTest.class.getResourceAsStream("/ai/honeyhive/server/golden/" + name)) {
            return in.readAllBytes();
        }
    }
}
