// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.client.HoneyHiveConfigurationException;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of a tracer, each by what it does. */
class OptionsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();

    @AfterEach
    void close() {
        server.close();
    }

    private HoneyHiveTracerBuilder builder(String... environment) {
        Map<String, String> variables = new HashMap<>(Map.of("HH_API_URL", server.url()));
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        return HoneyHiveTracer.builder().environment(variables::get);
    }

    private static void traceOne(HoneyHiveTracer tracer) {
        tracer.run("step", EventType.CHAIN, span -> {});
        assertThat(tracer.flush(LIMIT)).isTrue();
    }

    @Test
    void otlpEndpoint_elsewhere_getsSpansAndHeadersButNotTheKey() {
        try (RecordingServer collector = new RecordingServer();
                HoneyHiveTracer tracer = builder("HH_OTLP_HEADERS", "{\"x-tenant\": \"a\", \"x-two\": 2}")
                        .apiKey("secret-key")
                        .otlpEndpoint(collector.url() + "/v1/traces")
                        .otlpHeader("x-tenant", "b")
                        .build()) {
            traceOne(tracer);

            assertThat(collector.spans()).hasSize(1);
            assertThat(collector.otlpHeaders().get(0))
                    .containsEntry("x-tenant", "b")
                    .containsEntry("x-two", "2")
                    .doesNotContainKey("Authorization");
            assertThat(server.spans()).isEmpty();
            assertThat(server.sessionStarts()).hasSize(1);
        }
    }

    @Test
    void otlpEndpoint_ofTheServerItself_getsTheKey() {
        try (HoneyHiveTracer tracer = builder("HH_OTLP_ENDPOINT", server.url() + "/v1/traces")
                .apiKey("secret-key")
                .build()) {
            traceOne(tracer);

            assertThat(server.otlpHeaders().get(0)).containsEntry("Authorization", "Bearer secret-key");
        }
    }

    @Test
    void maxExportBatchSize_boundsEachRequest() {
        try (HoneyHiveTracer tracer = builder("HH_MAX_EXPORT_BATCH_SIZE", "3").build()) {
            tracer.run("outer", EventType.CHAIN, span -> {
                for (int i = 0; i < 9; i++) {
                    tracer.run("inner", EventType.TOOL, inner -> {});
                }
            });

            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(server.spans()).hasSize(10);
            assertThat(server.otlpHeaders()).hasSizeGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void maxExportBatchSize_reached_sendsWithoutFlushBeforeTheInterval() {
        try (HoneyHiveTracer tracer = builder()
                .maxExportBatchSize(3)
                .flushInterval(Duration.ofMinutes(10))
                .build()) {
            for (int i = 0; i < 3; i++) {
                tracer.run("step", EventType.CHAIN, span -> {});
            }

            RecordingServer.await("full batch", () -> server.spans().size() == 3);
        }
    }

    @Test
    void flushInterval_short_sendsWithoutFlush() {
        try (HoneyHiveTracer tracer =
                builder().flushInterval(Duration.ofMillis(1)).build()) {
            tracer.run("step", EventType.CHAIN, span -> {});

            RecordingServer.await("span", () -> server.spans().size() == 1);
        }
    }

    @Test
    void flushInterval_long_keepsTogetherWhatEndsApart() {
        try (HoneyHiveTracer tracer = builder("HH_FLUSH_INTERVAL", "3600").build()) {
            tracer.run("one", EventType.CHAIN, span -> {});
            tracer.run("two", EventType.CHAIN, span -> {});

            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(server.otlpHeaders()).hasSize(1);
        }
    }

    @Test
    void exportTimeout_serverNeverAnswers_theRequestIsGivenUpAndTriedAgain() throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                HoneyHiveTracer tracer = builder()
                        .serverUrl("http://127.0.0.1:" + silent.getLocalPort())
                        .exportTimeout(Duration.ofMillis(50))
                        .build()) {
            tracer.run("step", EventType.CHAIN, span -> {});

            silent.setSoTimeout(10_000);
            for (int attempt = 0; attempt < 3; attempt++) { // the session, the span, and one of them again
                silent.accept();
            }
            tracer.close(Duration.ofMillis(1));
        }
    }

    @Test
    void experimentLabels_areOnEverySpan() {
        try (HoneyHiveTracer tracer = builder(
                        "HH_EXPERIMENT_VARIANT",
                        "a",
                        "HH_EXPERIMENT_GROUP",
                        "g1",
                        "HH_EXPERIMENT_METADATA",
                        "{\"arm\": 7}")
                .experimentLabel("variant", "b")
                .experimentLabel("city", "Lima")
                .build()) {
            traceOne(tracer);

            assertThat(attributes(server.span("step")))
                    .containsEntry("honeyhive.experiment_variant", "b")
                    .containsEntry("honeyhive.experiment_group", "g1")
                    .containsEntry("honeyhive.experiment_metadata.arm", "7")
                    .containsEntry("honeyhive.experiment_metadata.city", "Lima");
        }
    }

    @Test
    void ownSession_inputsAndEvaluation_arrive() {
        try (HoneyHiveTracer tracer = builder()
                .sessionName("nightly")
                .sessionInputs(Map.of("question", "why?"))
                .evaluation("run-1", null, "dp-1")
                .build()) {
            traceOne(tracer);

            assertThat(server.sessionStarts().get(0).at("/inputs/question").asString())
                    .isEqualTo("why?");
            assertThat(server.sessionStarts().get(0).at("/metadata/run_id").asString())
                    .isEqualTo("run-1");
            assertThat(attributes(server.span("step")))
                    .containsEntry("honeyhive_metadata.datapoint_id", "dp-1")
                    .doesNotContainKey("honeyhive_metadata.dataset_id");
        }
    }

    @Test
    void existingSession_isNotAnnouncedAgain() {
        String id = UUID.randomUUID().toString();
        try (HoneyHiveTracer tracer = builder().existingSession(id).build()) {
            traceOne(tracer);

            assertThat(attributes(server.span("step"))).containsEntry("honeyhive.session_id", id);
            assertThat(server.sessionStarts()).isEmpty();
        }
    }

    @Test
    void meterProvider_reportsHealthUntilClosed() {
        Collecting reader = new Collecting();
        try (SdkMeterProvider meters =
                SdkMeterProvider.builder().registerMetricReader(reader).build()) {
            try (HoneyHiveTracer tracer =
                    builder().project("p").meterProvider(meters).build()) {
                traceOne(tracer);
                server.failTraces(400);
                tracer.run("refused", EventType.CHAIN, span -> {});
                assertThat(tracer.flush(LIMIT)).isFalse();

                assertThat(reader.values())
                        .containsEntry("honeyhive.spans.delivered", 1L)
                        .containsEntry("honeyhive.spans.waiting", 0L)
                        .containsEntry("honeyhive.session_calls.delivered", 1L)
                        .containsEntry("honeyhive.dropped rejected", 1L)
                        .containsEntry("honeyhive.spool.size", 0L);
            }
            assertThat(reader.values()).isEmpty();
        }
    }

    @Test
    void resource_saysWhereSpansComeFrom() {
        try (HoneyHiveTracer first = builder("HH_SERVICE_NAME", "shop", "GIT_COMMIT", "abc", "AWS_REGION", "eu-1")
                .project("p")
                .build()) {
            traceOne(first);

            assertThat(server.resource())
                    .containsEntry("service.name", "shop")
                    .containsEntry("service.version", "abc")
                    .containsEntry("cloud.provider", "aws")
                    .containsEntry("cloud.region", "eu-1")
                    .containsEntry("process.pid", ProcessHandle.current().pid())
                    .containsEntry("service.instance.id", first.id());
        }
    }

    @Test
    void resource_ofOpenTelemetrysVariable_isTakenAsSpecified() {
        try (HoneyHiveTracer first = builder(
                        "OTEL_RESOURCE_ATTRIBUTES",
                        "service.name=billing, deployment.environment.name=a%2Cb%3D+c,empty=,service.version=9,",
                        "HH_SERVICE_NAME",
                        "shop",
                        "GIT_COMMIT",
                        "abc")
                .project("p")
                .build()) {
            traceOne(first);

            assertThat(server.resource())
                    .containsEntry("service.name", "billing")
                    .containsEntry("deployment.environment.name", "a,b=+c")
                    .containsEntry("empty", "")
                    .containsEntry("service.version", "9");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"team=red,broken", "team=red,=x", "team=red,bad=%zz"})
    void resource_ofOpenTelemetrysVariable_withAMistake_isNotTakenAtAll(String value) {
        try (HoneyHiveTracer first = builder("OTEL_RESOURCE_ATTRIBUTES", value, "OTEL_SERVICE_NAME", "shop")
                .build()) {
            traceOne(first);

            assertThat(server.resource()).containsEntry("service.name", "shop").doesNotContainKey("team");
        }
    }

    @Test
    void isSending_onlyWhatReallySends() {
        try (HoneyHiveTracer sending = builder().build();
                HoneyHiveTracer testing = builder("HH_TEST_MODE", "on").build();
                HoneyHiveTracer disabled = builder("OTEL_SDK_DISABLED", "true").build();
                HoneyHiveTracer wanted = builder("OTEL_SDK_DISABLED", "true")
                        .disableTracing(false)
                        .build()) {
            assertThat(sending.isSending()).isTrue();
            assertThat(testing.isSending()).isFalse();
            assertThat(disabled.isSending()).isFalse();
            assertThat(wanted.isSending()).isTrue();
            assertThat(HoneyHiveTracer.noop().isSending()).isFalse();
            sending.close();
            assertThat(sending.isSending()).isFalse();
        }
    }

    @Test
    void faults_allAtOnce_namingOptionAndRemedyButNoSecret() {
        assertThatThrownBy(() -> builder(
                                "HH_FLUSH_INTERVAL", "soon",
                                "HH_MAX_EXPORT_BATCH_SIZE", "0",
                                "HH_OTLP_HEADERS", "secret",
                                "HH_EXPERIMENT_METADATA", "[1]",
                                "HH_MAX_EVENTS", "1.5")
                        .exportTimeout(Duration.ZERO)
                        .otlpEndpoint("localhost:4318")
                        .otlpHeader("bad name", "secret\n")
                        .sampleRatio(2)
                        .existingSession("secret-less")
                        .serverless(Duration.ofSeconds(-1))
                        .otlpHeader("Host", "secret\n")
                        .spoolDirectory(Path.of("/dev/null/spool"))
                        .build())
                .isInstanceOf(HoneyHiveConfigurationException.class)
                .hasMessageContainingAll(
                        "flushInterval soon",
                        "maxExportBatchSize 0",
                        "HH_OTLP_HEADERS",
                        "HH_EXPERIMENT_METADATA",
                        "maxEvents 1.5",
                        "exportTimeout PT0S",
                        "otlpEndpoint \"localhost:4318\"",
                        "otlpHeader \"bad name\"",
                        "sampleRatio 2.0",
                        "existingSession \"secret-less\"",
                        "serverless PT-1S",
                        "otlpHeader \"Host\"",
                        "spoolDirectory /dev/null/spool")
                .hasMessageNotContaining("secret\n");
    }

    /** Reads all metrics when asked. */
    private static final class Collecting implements MetricReader {
        private volatile CollectionRegistration registration = CollectionRegistration.noop();

        /** Returns the values by name, those of a cause with it. */
        Map<String, Long> values() {
            return registration.collectAllMetrics().stream()
                    .flatMap(metric -> metric.getLongSumData().getPoints().stream()
                            .map(point -> Map.entry(name(metric, point), point.getValue())))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        private static String name(MetricData metric, LongPointData point) {
            String cause = point.getAttributes().get(io.opentelemetry.api.common.AttributeKey.stringKey("cause"));
            return cause == null ? metric.getName() : metric.getName() + ' ' + cause;
        }

        @Override
        public void register(CollectionRegistration collection) {
            registration = collection;
        }

        @Override
        public CompletableResultCode forceFlush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
            return AggregationTemporality.CUMULATIVE;
        }
    }
}
