// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.client.HoneyHiveConfigurationException;
import ai.honeyhive.testing.RecordingServer;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the Python SDK 1.5 had wrong about its options; each number names its defect. */
class AncestorOptionsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();

    @AfterEach
    void close() {
        server.close();
    }

    private HoneyHiveTracerBuilder builder() {
        return environment(Map.of()).serverUrl(server.url());
    }

    private static HoneyHiveTracerBuilder environment(Map<String, String> variables) {
        return HoneyHiveTracer.builder().environment(variables::get);
    }

    private static void trace(HoneyHiveTracer tracer, int spans) {
        IntStream.range(0, spans)
                .forEach(i -> tracer.run("step", EventType.CHAIN, span -> span.input("i", "x".repeat(99))));
        assertThat(tracer.flush(LIMIT)).isTrue();
    }

    // 14: many options were accepted and did nothing
    @Test
    void options_thatOnceDidNothing_haveTheirEffect() {
        Set<URI> throughProxy = ConcurrentHashMap.newKeySet();
        HttpClient ownClient = HttpClient.newBuilder()
                .proxy(new ProxySelector() {
                    @Override
                    public List<java.net.Proxy> select(URI uri) {
                        throughProxy.add(uri);
                        return List.of(java.net.Proxy.NO_PROXY);
                    }

                    @Override
                    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
                })
                .build();
        try (RecordingServer collector = new RecordingServer();
                HoneyHiveTracer off = builder().disableTracing(true).build();
                HoneyHiveTracer configured = builder()
                        .otlpEndpoint(collector.url() + "/v1/traces")
                        .otlpHeader("x-tenant", "t1")
                        .httpClient(ownClient)
                        .maxExportBatchSize(2)
                        .flushInterval(Duration.ofMinutes(10))
                        .maxSpanSize(50)
                        .build()) {
            trace(off, 1);
            assertThat(server.sessionStarts()).isEmpty();

            trace(configured, 4);

            assertThat(server.spans()).isEmpty();
            assertThat(server.sessionStarts()).hasSize(1);
            assertThat(collector.spans())
                    .hasSize(4)
                    .allSatisfy(span -> assertThat(RecordingServer.attributes(span))
                            .doesNotContainKey("honeyhive_inputs.i")
                            .containsKey("honeyhive_metadata.cut"));
            assertThat(collector.otlpHeaders()).hasSize(2).allMatch(headers -> "t1".equals(headers.get("x-tenant")));
            assertThat(throughProxy).contains(URI.create(collector.url() + "/v1/traces"));
        }
    }

    // 15: what was passed in code was not checked, what came from the environment threw something else
    @Test
    void faults_ofCodeAndEnvironment_areReportedAlike() {
        String ofCode = messageOf(() -> builder()
                .maxEvents(0)
                .sessionId("x")
                .flushInterval(Duration.ofSeconds(-1))
                .build());
        String ofEnvironment = messageOf(
                () -> environment(Map.of("HH_API_URL", server.url(), "HH_MAX_EVENTS", "0", "HH_FLUSH_INTERVAL", "-1"))
                        .sessionId("x")
                        .build());

        for (String message : List.of(ofCode, ofEnvironment)) {
            assertThat(message)
                    .contains("maxEvents 0", "HH_MAX_EVENTS", "sessionId", "flushInterval", "HH_FLUSH_INTERVAL");
        }
    }

    private static String messageOf(ThrowingCallable building) {
        try {
            building.call();
        } catch (HoneyHiveConfigurationException e) {
            return String.valueOf(e.getMessage());
        } catch (Throwable e) {
            throw new AssertionError("not reported as a fault of configuration", e);
        }
        throw new AssertionError("accepted");
    }

    // 16: without a key "Bearer None" was sent, and test mode called the server all the same
    @Test
    void missingKeyAndTestMode_sendNothingFalse() {
        assertThatThrownBy(() -> environment(Map.of()).build())
                .isInstanceOf(HoneyHiveConfigurationException.class)
                .hasMessageContaining("HH_API_KEY")
                .hasMessageContaining("noop()");

        try (HoneyHiveTracer keyless = builder().build();
                HoneyHiveTracer testing = builder().testMode(true).build();
                HoneyHiveTracer noop = HoneyHiveTracer.noop()) {
            trace(testing, 1);
            testing.enrichSession(e -> e.metadata("a", 1));
            trace(noop, 1);
            assertThat(testing.flush(LIMIT)).isTrue();
            assertThat(server.sessionStarts()).isEmpty();
            assertThat(server.spans()).isEmpty();
            assertThat(server.updates()).isEmpty();

            trace(keyless, 1);
            assertThat(server.otlpHeaders())
                    .singleElement()
                    .satisfies(headers ->
                            assertThat(headers.keySet()).noneMatch(name -> name.equalsIgnoreCase("Authorization")));
        }
    }

    // 29: documents told defaults that were others in truth
    @Test
    void defaults_inJavadocAndDocument_areTheRealOnes() throws IOException {
        Settings real = Settings.of(environment(Map.of()).apiKey("key"), variable -> null);
        Limits limits = real.recording().limits();
        ExportSettings export = real.export();
        Map<String, Long> numbers = new HashMap<>(Map.of(
                "HH_MAX_ATTRIBUTES", (long) limits.attributes(),
                "HH_MAX_EVENTS", (long) limits.events(),
                "HH_MAX_LINKS", (long) limits.links(),
                "HH_MAX_VALUE_SIZE", (long) limits.valueChars(),
                "HH_MAX_SPAN_SIZE", (long) limits.spanChars(),
                "HH_MAX_EXPORT_BATCH_SIZE", (long) export.batching().size(),
                "HH_MAX_SPOOL_MEGABYTES", export.maxSpoolSize() >> 20));
        Map<String, String> defaults = new HashMap<>(Map.of(
                "HH_API_URL",
                "`" + real.serverUrl() + "`",
                "HH_SOURCE",
                "`" + real.source() + "`",
                "HH_FLUSH_INTERVAL",
                export.batching().delay().toMillis() / 1e3 + " s",
                "HH_EXPORT_TIMEOUT",
                export.timeout().toSeconds() + " s",
                "HH_CAPTURE_CONTENT",
                String.valueOf(real.captureContent()),
                "HH_TEST_MODE",
                String.valueOf(!real.connected()),
                "HH_DISABLE_TRACING",
                String.valueOf(!real.enabled()),
                "HH_DISABLE_BATCH",
                String.valueOf(export.batching().delay().isZero()),
                "HH_SPOOL_DIR",
                export.spoolDirectory() == null ? "none" : "some"));
        numbers.forEach((variable, value) ->
                defaults.put(variable, NumberFormat.getInstance(Locale.ROOT).format(value)));

        List<String> rows = Files.readAllLines(Path.of("..", "docs", "configuration.md"));
        defaults.forEach((variable, value) -> assertThat(rows)
                .filteredOn(row -> row.startsWith("| `") && row.contains("`" + variable + "`"))
                .first()
                .asString()
                .contains("| " + value + " |"));

        String javadoc = Files.readString(Path.of("src/main/java/ai/honeyhive/tracing/HoneyHiveTracerBuilder.java"))
                .replaceAll("\\s*\\n\\s*\\* ", " ");
        Map<String, String> inWords = new HashMap<>(defaults);
        inWords.put("HH_API_URL", "HoneyHive's cloud");
        inWords.put("HH_SOURCE", "{@code " + real.source() + "}");
        inWords.put("HH_FLUSH_INTERVAL", "half a second");
        inWords.put("HH_EXPORT_TIMEOUT", "30 seconds");
        inWords.put("HH_MAX_VALUE_SIZE", (limits.valueChars() >> 20) + " Mi");
        inWords.put("HH_MAX_SPAN_SIZE", (limits.spanChars() >> 20) + " Mi");
        inWords.put("HH_SPOOL_DIR", "nothing is written to disk");
        inWords.forEach((variable, value) ->
                assertThat(javadoc).containsPattern("\\{@code " + variable + "\\}[^.]*, else \\Q" + value + "\\E\\."));
    }
}
