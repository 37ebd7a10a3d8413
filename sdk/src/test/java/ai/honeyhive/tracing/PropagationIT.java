// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PropagationIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer caller = HoneyHiveTracer.builder()
            .serverUrl(server.url())
            .project("shop")
            .source("prod")
            .build();
    private final HoneyHiveTracer service =
            HoneyHiveTracer.builder().serverUrl(server.url()).project("stock").build();

    @AfterEach
    void close() {
        assertThat(Context.current()).isSameAs(Context.root());
        caller.close();
        service.close();
        server.close();
    }

    private Map<String, String> headersOfACall() {
        Map<String, String> headers = new HashMap<>();
        try (SessionScope session =
                caller.session("checkout").evaluation("run 1", "ds", "dp").open()) {
            caller.run("call", EventType.CHAIN, span -> caller.inject(headers));
            headers.put("test-session", session.sessionId());
        }
        return headers;
    }

    @Test
    void inject_writesTraceSessionAndIdsButNoTracerId() {
        Map<String, String> headers = headersOfACall();

        assertThat(headers.get("traceparent")).startsWith("00-");
        assertThat(headers.get("baggage"))
                .contains("session_id=" + headers.get("test-session"))
                .contains("project=shop", "source=prod", "dataset_id=ds", "datapoint_id=dp")
                .doesNotContain("honeyhive_tracer_id", caller.id());
    }

    @Test
    void extract_otherService_continuesSessionProjectSourceAndTrace() {
        Map<String, String> headers = headersOfACall();
        Map<String, String> shouting = new HashMap<>();
        headers.forEach((key, value) -> shouting.put(key.toUpperCase(Locale.ROOT), value));

        try (Scope local = Baggage.builder().put("tenant", "t1").build().makeCurrent();
                Scope remote = service.link(shouting)) {
            assertThat(Baggage.current().getEntryValue("tenant")).isEqualTo("t1");
            assertThat(Baggage.current().getEntryValue("session_id")).isNull();
            assertThat(HoneyHive.discover()).containsSame(service);
            assertThat(service.sessionId()).isEqualTo(headers.get("test-session"));
            service.run("serve", EventType.TOOL, span -> {});
        }

        assertThat(caller.flush(LIMIT)).isTrue();
        assertThat(service.flush(LIMIT)).isTrue();
        var call = server.span("call");
        var serve = server.span("serve");
        assertThat(serve.getTraceId()).isEqualTo(call.getTraceId());
        assertThat(serve.getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(attributes(serve))
                .containsEntry("honeyhive.session_id", headers.get("test-session"))
                .containsEntry("honeyhive.project", "shop")
                .containsEntry("honeyhive.source", "prod")
                .containsEntry("honeyhive_metadata.run_id", "run 1")
                .containsEntry("honeyhive_metadata.datapoint_id", "dp");
        assertThat(server.sessionStarts()).hasSize(1);
    }

    @Test
    void extract_aliasesOfOtherSdks_areUnderstood() {
        Map<String, String> headers =
                Map.of("Baggage", "honeyhive_session_id=sess%20x;p=1,honeyhive.project=theirs,tenant=t2");

        try (Scope remote = service.link(headers)) {
            assertThat(service.sessionId()).isEqualTo("sess x");
            assertThat(Baggage.current().getEntryValue("project")).isEqualTo("theirs");
            assertThat(Baggage.current().getEntryValue("tenant")).isEqualTo("t2");
            assertThat(Baggage.current().asMap()).doesNotContainKeys("honeyhive_session_id", "honeyhive.project");
        }
    }

    @Test
    void extract_foreignTracerId_isNotTaken() {
        Map<String, String> headers = Map.of("baggage", "honeyhive_tracer_id=" + caller.id() + ",source=x");

        try (Scope remote = service.link(headers)) {
            assertThat(HoneyHive.discover()).containsSame(service);
        }
    }

    @Test
    void extract_emptyCarrier_isTheCurrentContext() {
        try (Scope remote = service.link(Map.of())) {
            assertThat(service.sessionId()).isEqualTo(service.sessionId());
            assertThat(Baggage.current().isEmpty()).isTrue();
        }
        assertThat(service.extract(Map.of("baggage", "===;;;,,,", "traceparent", "nonsense")))
                .isNotNull();
    }

    @Test
    void propagators_otherRequests_carryNothingOfOurs() {
        Map<String, String> headers = new HashMap<>();
        try (Scope own = Baggage.builder().put("tenant", "t1").build().makeCurrent()) {
            caller.run(
                    "call",
                    EventType.CHAIN,
                    span -> caller.openTelemetry()
                            .getPropagators()
                            .getTextMapPropagator()
                            .inject(Context.current(), headers, (carrier, key, value) -> carrier.put(key, value)));
        }

        assertThat(headers).containsKey("traceparent").containsEntry("baggage", "tenant=t1");
    }

    @Test
    void propagators_outsideOurScopes_leaveTheApplicationsOwnEntriesAlone() {
        Map<String, String> headers = new HashMap<>();

        caller.openTelemetry()
                .getPropagators()
                .getTextMapPropagator()
                .inject(
                        Baggage.builder().put("project", "apps-own").build().storeInContext(Context.root()),
                        headers,
                        (carrier, key, value) -> carrier.put(key, value));

        assertThat(headers).containsEntry("baggage", "project=apps-own");
    }
}
