// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** OpenTelemetry's own exporters deliver to the server. */
class ExportersIT {
    private static final Path NPM = Path.of("target", "exporters");
    private static final int MINUTES = 3;

    private HoneyHiveServer server;
    private ApiClient client;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().inMemory().build().start();
        client = new ApiClient(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void javaExporter_spansAndLogs_areOneSession(String compression) {
        var spans = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(server.url() + "/opentelemetry/v1/traces")
                                .setCompression(compression)
                                .build())
                        .build())
                .build();
        var logs = SdkLoggerProvider.builder()
                .addLogRecordProcessor(BatchLogRecordProcessor.builder(OtlpHttpLogRecordExporter.builder()
                                .setEndpoint(server.url() + "/v1/logs")
                                .setCompression(compression)
                                .build())
                        .build())
                .build();
        Tracer tracer = spans.get("java");

        Span root =
                tracer.spanBuilder("answer").setAttribute("session.id", "java").startSpan();
        try (Scope ignored = root.makeCurrent()) {
            Span chat = tracer.spanBuilder("chat")
                    .setAttribute("gen_ai.request.model", "gpt-4o")
                    .setAttribute("gen_ai.usage.input_tokens", 12)
                    .setAttribute(AttributeKey.stringArrayKey("gen_ai.request.stop_sequences"), List.of("END", "STOP"))
                    .startSpan();
            logs.get("java")
                    .logRecordBuilder()
                    .setContext(Context.current().with(chat))
                    .setEventName("gen_ai.user.message")
                    .setBody(Value.of(KeyValue.of("content", Value.of("Weather?"))))
                    .emit();
            chat.recordException(new IllegalStateException("no route"));
            chat.setStatus(StatusCode.ERROR);
            chat.end();
        } finally {
            root.end();
        }
        assertThat(logs.shutdown().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
        assertThat(spans.shutdown().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();

        JsonNode answer = onlyChild(client.get("/v1/sessions/java").json());
        JsonNode chat = onlyChild(answer);
        assertThat(chat.path("event_type").asString()).isEqualTo("model");
        assertThat(chat.path("error").asString()).isEqualTo("java.lang.IllegalStateException: no route");
        assertThat(chat.path("inputs")
                        .path("chat_history")
                        .get(0)
                        .path("content")
                        .asString())
                .isEqualTo("Weather?");
        assertThat(chat.path("config").path("stop_sequences").toString()).isEqualTo("[\"END\",\"STOP\"]");
    }

    @ParameterizedTest
    @CsvSource({"json,none", "json,gzip", "proto,none", "proto,gzip"})
    void javaScriptExporter_spanAndLog_areOneEvent(String encoding, String compression) throws Exception {
        assumeTrue(installed(), "npm is not present, or has no packages");

        String output = run(NPM, "node", "export.js", server.url().toString(), encoding, compression);

        assertThat(output).isEmpty();
        JsonNode event = onlyChild(client.get("/v1/sessions/javascript-" + encoding + "-" + compression)
                .json());
        assertThat(event.path("event_name").asString()).isEqualTo("chat");
        assertThat(event.path("error").asString()).isEqualTo("Error: no route");
        assertThat(event.path("metadata").path("prompt_tokens").asInt()).isEqualTo(12);
        assertThat(event.path("metadata").path("ratio").asDouble()).isEqualTo(0.25);
        assertThat(event.path("metadata").path("text").asString()).isEqualTo("grün ✓");
        assertThat(event.path("inputs")
                        .path("chat_history")
                        .get(0)
                        .path("content")
                        .asString())
                .isEqualTo("Weather?");
    }

    private static JsonNode onlyChild(JsonNode node) {
        assertThat(node.path("children").size()).as(node.toString()).isEqualTo(1);
        return node.path("children").get(0);
    }

    /** Installs the exporters, once for all runs; false where that cannot be done. */
    private static boolean installed() throws Exception {
        Files.createDirectories(NPM);
        for (String file : List.of("package.json", "export.js")) {
            try (InputStream in = ExportersIT.class.getResourceAsStream("exporters/" + file)) {
                Files.write(NPM.resolve(file), in.readAllBytes());
            }
        }
        if (Files.isDirectory(NPM.resolve("node_modules/@opentelemetry/sdk-logs"))) {
            return true;
        }
        try {
            run(NPM, "npm", "install", "--no-audit", "--no-fund", "--loglevel=error");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(Path directory, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("output", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " did not end");
            }
            String text = Files.readString(output);
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + text);
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }
}
