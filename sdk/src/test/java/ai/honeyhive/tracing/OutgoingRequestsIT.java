// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.testing.RecordingServer;
import io.javalin.Javalin;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.instrumentation.javahttpclient.JavaHttpClientTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a model vendor sees: a real HTTP client, instrumented by OpenTelemetry, and a server that keeps the headers. */
class OutgoingRequestsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();
    private final List<Map<String, String>> received = new CopyOnWriteArrayList<>();
    private final Javalin vendor = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                config.routes.post("/v1/chat/completions", context -> {
                    Map<String, String> headers = new TreeMap<>();
                    context.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
                    received.add(headers);
                    context.result("{}");
                });
            })
            .start("127.0.0.1", 0);
    private final HoneyHiveTracer tracer = HoneyHiveTracer.builder()
            .serverUrl(server.url())
            .project("secret-project")
            .source("secret-source")
            .build();
    private final HttpRequest request = HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + vendor.port() + "/v1/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();

    @AfterEach
    void close() {
        assertThat(Context.current()).isSameAs(Context.root());
        tracer.close();
        vendor.stop();
        server.close();
    }

    private static HttpClient instrumented(OpenTelemetry openTelemetry) {
        return JavaHttpClientTelemetry.create(openTelemetry).newHttpClient(HttpClient.newHttpClient());
    }

    /** In every scope we have, beside baggage of the application's own. */
    private void callInAllScopes(HttpClient client) throws IOException, InterruptedException {
        try (Scope own = Baggage.builder().put("tenant", "t1").build().makeCurrent();
                Scope remote = tracer.link(Map.of("baggage", "session_id=remote-session,run_id=remote-run"));
                SessionScope session = tracer.session("secret-session")
                        .evaluation("secret-run", "secret-dataset", "secret-datapoint")
                        .open()) {
            tracer.<Exception>run("chat", EventType.MODEL, span -> {
                client.send(request, BodyHandlers.ofString());
                client.sendAsync(request, BodyHandlers.ofString()).get(10, TimeUnit.SECONDS);
            });
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertNothingOfOursLeft() {
        assertThat(received).hasSize(2).allSatisfy(headers -> {
            assertThat(headers).containsKey("traceparent").containsEntry("baggage", "tenant=t1");
            assertThat(headers.toString())
                    .doesNotContain(
                            "secret", "remote-", "session_id", "run_id", "project", tracer.id(), tracer.sessionId());
        });
    }

    @Test
    void instrumentedClient_ofOurOpenTelemetry_sendsTraceparentButNothingOfOurs() throws Exception {
        callInAllScopes(instrumented(tracer.openTelemetry()));

        assertNothingOfOursLeft();
        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.spans()).hasSize(3);
        server.spans().stream().filter(span -> !span.getName().equals("chat")).forEach(span -> {
            assertThat(span.getParentSpanId()).isEqualTo(server.span("chat").getSpanId());
            assertThat(received)
                    .anyMatch(headers -> headers.get("traceparent")
                            .contains(RecordingServer.hex(span.getTraceId()) + "-"
                                    + RecordingServer.hex(span.getSpanId())));
        });
    }

    @Test
    void instrumentedClient_ofTheApplicationsSdk_isGuardedByTheGuard() throws Exception {
        callInAllScopes(instrumented(ApplicationsOwn.with(HoneyHiveTracer.guard(W3CBaggagePropagator.getInstance()))));

        assertNothingOfOursLeft();
    }

    /** The control: this is what leaves when nobody guards, so the tests above can see it. */
    @Test
    void instrumentedClient_unguarded_wouldTellTheVendor() throws Exception {
        callInAllScopes(instrumented(ApplicationsOwn.with(W3CBaggagePropagator.getInstance())));

        assertThat(received)
                .hasSize(2)
                .allSatisfy(headers ->
                        assertThat(headers.get("baggage")).contains("project=secret-project", "run_id=secret-run"));
    }

    private record ApplicationsOwn(ContextPropagators propagators, OpenTelemetry delegate) implements OpenTelemetry {
        static OpenTelemetry with(TextMapPropagator baggage) {
            return new ApplicationsOwn(
                    ContextPropagators.create(
                            TextMapPropagator.composite(W3CTraceContextPropagator.getInstance(), baggage)),
                    OpenTelemetry.noop());
        }

        @Override
        public io.opentelemetry.api.trace.TracerProvider getTracerProvider() {
            return delegate.getTracerProvider();
        }

        @Override
        public ContextPropagators getPropagators() {
            return propagators;
        }
    }
}
