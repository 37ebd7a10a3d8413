// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.client.HoneyHiveConfigurationException;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the Python SDK got wrong about options (defects 14 to 16 and 29 of its list). */
class ConfigurationDefectsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();

    @AfterEach
    void close() {
        assertThat(Context.current()).isSameAs(Context.root());
        server.close();
    }

    private static void traceSome(HoneyHiveTracer tracer) {
        for (int i = 0; i < 4; i++) {
            tracer.run("step", EventType.CHAIN, span -> span.input("text", "x".repeat(1_000)));
        }
        tracer.enrichSession(e -> e.metadata("a", 1));
        assertThat(tracer.flush(LIMIT)).isTrue();
    }

    @Test // 14: fourteen options were accepted and read by nobody
    void options_thatTheAncestorIgnored_work() {
        AtomicInteger tasksOfOurClient = new AtomicInteger();
        HttpClient ourClient = HttpClient.newBuilder()
                .executor(task -> {
                    tasksOfOurClient.incrementAndGet();
                    ForkJoinPool.commonPool().execute(task);
                })
                .build();
        try (RecordingServer collector = new RecordingServer();
                HoneyHiveTracer disabled = HoneyHiveTracer.builder()
                        .serverUrl(server.url())
                        .disableTracing(true)
                        .build();
                HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                        .serverUrl(server.url())
                        .otlpEndpoint(collector.url() + "/v1/traces")
                        .otlpHeader("x-tenant", "t1")
                        .maxExportBatchSize(1)
                        .maxSpanSize(500)
                        .httpClient(ourClient)
                        .build()) {
            traceSome(disabled);
            assertThat(server.sessionStarts()).isEmpty();

            traceSome(tracer);
            assertThat(server.spans()).isEmpty();
            assertThat(server.sessionStarts()).hasSize(1);
            assertThat(collector.spans())
                    .hasSize(4)
                    .allSatisfy(span ->
                            assertThat(RecordingServer.attributes(span)).doesNotContainKey("honeyhive_inputs.text"));
            assertThat(collector.otlpHeaders())
                    .hasSize(4)
                    .allSatisfy(headers -> assertThat(headers).containsEntry("x-tenant", "t1"));
            assertThat(tasksOfOurClient).hasPositiveValue();
            try (Scope linked = tracer.link(Map.of("baggage", "session_id=carried"))) {
                assertThat(tracer.sessionId()).isEqualTo("carried");
            }
        }
    }

    @Test // 15: keywords were not validated at all, and a bad variable threw from the constructor, alone
    void faults_inOptionsAndVariables_areFoundTheSameWayAndReportedTogether() {
        Map<String, String> environment = Map.of("HH_MAX_ATTRIBUTES", "abc", "HH_SAMPLE_RATIO", "2");

        assertThatThrownBy(() -> HoneyHiveTracer.builder()
                        .environment(environment::get)
                        .serverUrl("ftp://example.com")
                        .sessionId("no uuid")
                        .maxEvents(-5)
                        .build())
                .isInstanceOf(HoneyHiveConfigurationException.class)
                .hasMessageContainingAll(
                        "HH_MAX_ATTRIBUTES", "abc", "HH_SAMPLE_RATIO", "serverUrl", "sessionId", "maxEvents");
        assertThatThrownBy(() -> HoneyHiveTracer.builder()
                        .environment(name -> null)
                        .serverUrl(server.url())
                        .maxAttributes(-5)
                        .build())
                .hasMessageContaining("maxAttributes");
    }

    @Test // 16: without a key, spans went out with "Bearer None"; test mode still called the server
    void missingKey_isRefusedOrNotSent_andTestModeCallsNobody() {
        assertThatThrownBy(() ->
                        HoneyHiveTracer.builder().environment(name -> null).build())
                .isInstanceOf(HoneyHiveConfigurationException.class)
                .hasMessageContaining("apiKey is missing");

        try (HoneyHiveTracer local = HoneyHiveTracer.builder()
                .environment(name -> null)
                .serverUrl(server.url())
                .build()) {
            traceSome(local);
        }
        assertThat(server.otlpHeaders())
                .isNotEmpty()
                .allSatisfy(headers ->
                        assertThat(headers.keySet()).noneMatch(name -> name.equalsIgnoreCase("Authorization")));

        int calls = server.otlpHeaders().size()
                + server.sessionStarts().size()
                + server.updates().size();
        try (HoneyHiveTracer quiet = HoneyHiveTracer.builder()
                .environment(Map.of("HH_TEST_MODE", "true", "HH_API_URL", server.url())::get)
                .build()) {
            traceSome(quiet);
            quiet.session("s").open().close();
            assertThat(quiet.isSending()).isFalse();
        }
        assertThat(server.otlpHeaders().size()
                        + server.sessionStarts().size()
                        + server.updates().size())
                .isEqualTo(calls);
    }

    @Test // 29: the README spoke of options that did not exist and of defaults that were others
    void documentedOptionsAndDefaults_areTheRealOnes() throws IOException {
        Map<String, String> real = realDefaults();

        for (String document : new String[] {"README.md", "docs/configuration.md"}) {
            Map<String, String> documented = documentedDefaults(Path.of("..").resolve(document));
            assertThat(documented).as(document).isNotEmpty();
            documented.forEach((option, value) -> {
                assertThat(Arrays.stream(HoneyHiveTracerBuilder.class.getMethods()))
                        .as("%s: %s", document, option)
                        .anyMatch(method -> method.getName().equals(option));
                if (real.containsKey(option)) {
                    assertThat(value).as("%s: %s", document, option).contains(real.get(option));
                }
            });
        }
        assertThat(documentedDefaults(Path.of("../docs/configuration.md"))).containsAllEntriesOf(real);
    }

    private static Map<String, String> realDefaults() {
        Settings settings = Settings.of(HoneyHiveTracer.builder(), name -> name.equals("HH_API_KEY") ? "key" : null);
        Limits limits = settings.recording().limits();
        Map<String, String> real = new TreeMap<>();
        real.put("source", settings.source());
        real.put("disableTracing", String.valueOf(!settings.enabled()));
        real.put("testMode", String.valueOf(!settings.connected()));
        real.put("captureContent", String.valueOf(settings.captureContent()));
        real.put("maxAttributes", String.valueOf(limits.attributes()));
        real.put("maxEvents", String.valueOf(limits.events()));
        real.put("maxLinks", String.valueOf(limits.links()));
        real.put("maxValueSize", String.valueOf(limits.valueChars()));
        real.put("maxSpanSize", String.valueOf(limits.spanChars()));
        real.put("exportTimeout", settings.export().timeout().toSeconds() + " s");
        real.put("flushInterval", settings.export().batching().delay().toMillis() / 1e3 + " s");
        real.put(
                "maxExportBatchSize",
                String.valueOf(settings.export().batching().size()));
        return real;
    }

    /** Reads rows such as {@code | `maxEvents` | `HH_MAX_EVENTS` | 1,024 | ... |}: wherever the column of defaults stands. */
    private static Map<String, String> documentedDefaults(Path document) throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        int column = -1;
        for (String line : Files.readAllLines(document)) {
            String[] cells = Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            if (line.startsWith("|") && Arrays.asList(cells).contains("default")) {
                column = Arrays.asList(cells).indexOf("default");
            } else if (!line.startsWith("|")) {
                column = -1;
            } else if (column > 0 && line.contains("`") && isOfTheTracer(cells[2])) {
                Matcher option = Pattern.compile("`([a-z]\\w+)`").matcher(cells[1]);
                String[] values = cells[column].split(", ", -1);
                for (int i = 0; option.find(); i++) {
                    String value = values[Math.min(i, values.length - 1)];
                    defaults.put(option.group(1), value.replace("`", "").replaceAll("(?<=\\d),(?=\\d)", ""));
                }
            }
        }
        return defaults;
    }

    /** The REST client has options of its own. */
    private static boolean isOfTheTracer(String variable) {
        return variable.contains("HH_") && !variable.contains("HH_API_TIMEOUT");
    }
}
