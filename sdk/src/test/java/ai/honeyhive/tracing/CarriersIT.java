// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.HoneyHive;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What crosses to our own services, in carriers of any kind. */
class CarriersIT {
    private final HoneyHiveTracer caller = HoneyHiveTracer.builder()
            .testMode(true)
            .project("shop")
            .source("prod")
            .build();
    private final HoneyHiveTracer service =
            HoneyHiveTracer.builder().testMode(true).project("stock").build();

    @AfterEach
    void close() {
        assertThat(Context.current()).isSameAs(Context.root());
        caller.close();
        service.close();
    }

    /** Headers with several values each and no case, as HTTP has them. */
    private static final TextMapGetter<HttpHeaders> HEADERS = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // still abstract: an implementation has to override it
        public Iterable<String> keys(HttpHeaders headers) {
            return headers.map().keySet();
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders headers, String key) {
            return headers == null ? null : headers.firstValue(key).orElse(null);
        }

        @Override
        public Iterator<String> getAll(@Nullable HttpHeaders headers, String key) {
            return headers == null
                    ? List.<String>of().iterator()
                    : headers.allValues(key).iterator();
        }
    };

    @Test
    void httpRequest_asCarrier_deliversSessionProjectSourceAndRun() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://stock.internal/items"));
        try (SessionScope session =
                caller.session("checkout").evaluation("run", "ds", "dp").open()) {
            caller.run(
                    "call",
                    EventType.CHAIN,
                    span -> caller.inject(request, (carrier, key, value) -> {
                        if (carrier != null) {
                            carrier.header(key, value);
                        }
                    }));
            HttpHeaders headers = request.build().headers();

            assertThat(headers.map().toString()).doesNotContain("tracer_id").doesNotContain(caller.id());
            try (Scope none = Context.root().makeCurrent();
                    Scope remote = service.link(headers, HEADERS)) {
                assertThat(HoneyHive.discover()).containsSame(service);
                assertThat(service.sessionId()).isEqualTo(session.sessionId());
                assertThat(Baggage.current().getEntryValue("project")).isEqualTo("shop");
                assertThat(Baggage.current().getEntryValue("source")).isEqualTo("prod");
                assertThat(Baggage.current().getEntryValue("run_id")).isEqualTo("run");
                assertThat(Baggage.current().getEntryValue("dataset_id")).isEqualTo("ds");
                assertThat(Baggage.current().getEntryValue("datapoint_id")).isEqualTo("dp");
                assertThat(Baggage.current().getEntryValue("honeyhive_tracer_id"))
                        .isEqualTo(service.id());
            }
        }
    }

    @Test
    void properties_asCarrier_work() {
        Properties message = new Properties();

        caller.inject(message, (carrier, key, value) -> {
            if (carrier != null) {
                carrier.setProperty(key, value);
            }
        });

        assertThat(message.getProperty("baggage")).contains("session_id=" + caller.sessionId());
        assertThat(message).doesNotContainKey("traceparent"); // no span is open: there is nothing to continue
    }

    static Stream<UnaryOperator<String>> spellings() {
        return Stream.of(
                name -> name.toUpperCase(Locale.ROOT),
                name -> name.toLowerCase(Locale.ROOT),
                name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                name -> name.equals("traceparent") ? "TraceParent" : "BagGage");
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void headerNames_inAnySpelling_areFound(UnaryOperator<String> spelling) {
        Map<String, String> headers = new HashMap<>();
        caller.run("call", EventType.CHAIN, span -> caller.inject(headers));
        Map<String, String> respelled = new HashMap<>();
        headers.forEach((name, value) -> respelled.put(spelling.apply(name), value));

        try (Scope remote = service.link(respelled)) {
            assertThat(service.sessionId()).isEqualTo(caller.sessionId());
            service.run(
                    "serve",
                    EventType.TOOL,
                    span -> assertThat(headers.get("traceparent"))
                            .contains(span.span().getSpanContext().getTraceId()));
        }
    }

    @ParameterizedTest
    @CsvSource({"a%20b,a b", "a%2520b,a%20b", "%C3%9Cbung,Übung", "100%25,100%"})
    void values_areDecodedOnce(String sent, String read) {
        try (Scope remote = service.link(Map.of("baggage", "run_id=" + sent + ",session_id=" + sent))) {
            assertThat(Baggage.current().getEntryValue("run_id")).isEqualTo(read);
            assertThat(service.sessionId()).isEqualTo(read);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "50% off", "a%20b", "a=b;c,d", "Übung \uD83D\uDC1D", "\"quoted\"", "a+b"})
    void values_ofAnyKind_surviveTheWay(String value) {
        Map<String, String> headers = new HashMap<>();
        try (SessionScope session =
                caller.session("row").evaluation(value, value, value).open()) {
            caller.inject(headers);
        }

        try (Scope remote = service.link(headers)) {
            assertThat(Baggage.current().getEntryValue("run_id")).isEqualTo(value);
            assertThat(Baggage.current().getEntryValue("dataset_id")).isEqualTo(value);
            assertThat(Baggage.current().getEntryValue("datapoint_id")).isEqualTo(value);
        }
    }

    @Test
    void localBaggage_isKept_andTheRemoteValueWinsWhereBothSpeak() {
        try (Scope local = Baggage.builder()
                        .put("tenant", "local")
                        .put("region", "eu")
                        .build()
                        .makeCurrent();
                Scope remote = service.link(Map.of("baggage", "tenant=remote,session_id=s"))) {
            assertThat(Baggage.current().getEntryValue("region")).isEqualTo("eu");
            assertThat(Baggage.current().getEntryValue("tenant")).isEqualTo("remote");
        }
    }

    @Test
    void severalBaggageHeaders_areReadAsOne() {
        HttpHeaders headers = HttpHeaders.of(
                Map.of("Baggage", List.of("session_id=s", "run_id=r", "tenant=t1")), (name, value) -> true);

        try (Scope remote = service.link(headers, HEADERS)) {
            assertThat(service.sessionId()).isEqualTo("s");
            assertThat(Baggage.current().getEntryValue("run_id")).isEqualTo("r");
            assertThat(Baggage.current().getEntryValue("tenant")).isEqualTo("t1");
        }
    }

    @Test
    void nullCarrier_isHarmless() {
        caller.inject(null, (carrier, key, value) -> {});
        try (Scope remote = service.link((HttpHeaders) null, HEADERS)) {
            assertThat(Baggage.current().isEmpty()).isTrue();
        }
    }
}
