// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SessionsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String GIVEN = "0b8f6d0e-7c1e-4f4b-9a57-3f3f2b1c9d10";

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer =
            HoneyHiveTracer.builder().serverUrl(server.url()).build();

    @AfterEach
    void close() {
        assertThat(Context.current()).isSameAs(Context.root());
        tracer.close();
        server.close();
    }

    private Object sessionOf(String span) {
        return attributes(server.span(span)).get("honeyhive.session_id");
    }

    @ParameterizedTest(name = "status {0}, body {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"session_id\": \"7d444840-9dc0-11d1-b245-5ffdce74fad2\"}",
                "200 | {}",
                "200 | no JSON at all",
                "204 | ''",
                "400 | {\"error\": \"no\"}",
                "503 | busy"
            })
    void sessionId_isMadeHereAndKept_whateverTheBackendAnswers(int status, String body) {
        server.answerSessionStart(status, body);
        String before = tracer.sessionId();

        tracer.run("step", EventType.CHAIN, span -> {});
        tracer.flush(LIMIT);
        tracer.run("later", EventType.CHAIN, span -> {});
        assertThat(tracer.flush(LIMIT)).isTrue();

        assertThat(tracer.sessionId()).isEqualTo(before);
        assertThat(sessionOf("step")).isEqualTo(before);
        assertThat(sessionOf("later")).isEqualTo(before);
        assertThat(server.sessionStarts())
                .singleElement()
                .satisfies(
                        start -> assertThat(start.get("session_id").asString()).isEqualTo(before));
    }

    @Test
    void givenId_isKeptToo_evenInTestMode() {
        try (HoneyHiveTracer given = HoneyHiveTracer.builder()
                        .serverUrl(server.url())
                        .sessionId(GIVEN)
                        .build();
                HoneyHiveTracer quiet = HoneyHiveTracer.builder()
                        .testMode(true)
                        .sessionId(GIVEN)
                        .build()) {
            server.answerSessionStart(400, "{}");
            given.run("step", EventType.CHAIN, span -> {});
            given.flush(LIMIT);

            assertThat(given.sessionId()).isEqualTo(GIVEN);
            assertThat(quiet.sessionId()).isEqualTo(GIVEN);
        }
    }

    @Test
    void building_makesNoCall_andTheFirstSpanStartsTheSession() {
        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.sessionStarts()).isEmpty();

        tracer.run("step", EventType.CHAIN, span -> {});
        tracer.run("step", EventType.CHAIN, span -> {});

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.sessionStarts()).hasSize(1);
    }

    @Test
    void requestScopes_eachIsAnnouncedOnceWithWhatItStartedWith() {
        try (SessionScope session = tracer.session("GET /chat")
                .inputs(Map.of("question", "why?"))
                .metadata(Map.of("region", "eu"))
                .userProperties(Map.of("plan", "pro"))
                .source("web")
                .open()) {
            tracer.run("one", EventType.CHAIN, span -> {});
            tracer.run("two", EventType.CHAIN, span -> {});
            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(sessionOf("one")).isEqualTo(session.sessionId());
            assertThat(sessionOf("two")).isEqualTo(session.sessionId());
        }

        assertThat(attributes(server.span("one"))).containsEntry("honeyhive.source", "web");
        assertThat(server.sessionStarts()).singleElement().satisfies(start -> {
            assertThat(start.get("session_name").asString()).isEqualTo("GET /chat");
            assertThat(start.at("/inputs/question").asString()).isEqualTo("why?");
            assertThat(start.at("/metadata/region").asString()).isEqualTo("eu");
            assertThat(start.at("/user_properties/plan").asString()).isEqualTo("pro");
            assertThat(start.get("source").asString()).isEqualTo("web");
        });
    }

    @Test
    void requestScope_withAnIdOfTheApplication_usesIt() {
        try (SessionScope session = tracer.session("chat").id(GIVEN).open()) {
            assertThat(session.sessionId()).isEqualTo(GIVEN);
            tracer.run("step", EventType.CHAIN, span -> {});
        }
        try (SessionScope first = tracer.session("ticket").id("ticket 4711").open();
                SessionScope again = tracer.session("ticket").id("ticket 4711").open()) {
            assertThat(UUID.fromString(first.sessionId())).hasToString(again.sessionId());
        }

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(sessionOf("step")).isEqualTo(GIVEN);
        assertThat(server.sessionStarts())
                .anySatisfy(
                        start -> assertThat(start.get("session_id").asString()).isEqualTo(GIVEN));
    }

    @Test
    void requestScope_ofAnExistingSession_makesNoCall() {
        try (SessionScope session = tracer.session("chat").existing(GIVEN).open()) {
            tracer.run("step", EventType.CHAIN, span -> {});
            assertThat(session.sessionId()).isEqualTo(GIVEN);
        }

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(sessionOf("step")).isEqualTo(GIVEN);
        assertThat(server.sessionStarts()).isEmpty();
    }

    @Test
    void requests_onOnePooledThread_haveSessionsOfTheirOwn() throws Exception {
        Tracer web = tracer.openTelemetry().getTracer("web");
        ExecutorService pool = Executors.newSingleThreadExecutor();
        List<String> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                String request = "request " + i;
                sessions.add(pool.submit(() -> serve(web, request)).get(10, TimeUnit.SECONDS));
                assertThat(pool.submit(tracer::sessionId).get(10, TimeUnit.SECONDS))
                        .isEqualTo(tracer.sessionId());
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(sessions).doesNotHaveDuplicates().doesNotContain(tracer.sessionId());
        for (int i = 0; i < 2; i++) {
            assertThat(sessionOf("request " + i)).isEqualTo(sessions.get(i));
            assertThat(sessionOf("request " + i + " step")).isEqualTo(sessions.get(i));
        }
        assertThat(server.sessionStarts()).hasSize(2);
    }

    private String serve(Tracer web, String name) {
        Span request = web.spanBuilder(name).setSpanKind(SpanKind.SERVER).startSpan();
        try (Scope scope = request.makeCurrent()) {
            tracer.run(name + " step", EventType.CHAIN, span -> {});
            return tracer.sessionId();
        } finally {
            request.end();
        }
    }

    @Test
    void otherKindsAndLaterParts_startNoSession() {
        Tracer web = tracer.openTelemetry().getTracer("web");
        web.spanBuilder("client").setSpanKind(SpanKind.CLIENT).startSpan().end();
        tracer.run(
                "outer",
                EventType.CHAIN,
                span -> web.spanBuilder("inner server")
                        .setSpanKind(SpanKind.SERVER)
                        .startSpan()
                        .end());

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.spans())
                .hasSize(3)
                .allSatisfy(
                        span -> assertThat(attributes(span)).containsEntry("honeyhive.session_id", tracer.sessionId()));
        assertThat(server.sessionStarts()).hasSize(1);
    }

    @Test
    void sessionName_notGiven_isTheCallers() {
        Supplier<HoneyHiveTracer> elsewhere =
                () -> HoneyHiveTracer.builder().serverUrl(server.url()).build();
        try (HoneyHiveTracer fromLambda = elsewhere.get();
                HoneyHiveTracer fromNested = Nested.build(server.url());
                HoneyHiveTracer fromLegacy = HoneyHive.init(null, null, null, null, server.url());
                HoneyHiveTracer named = HoneyHive.init(null, null, null, "mine", server.url())) {
            List.of(fromLambda, fromNested, fromLegacy, named).forEach(each -> {
                each.run("step", EventType.CHAIN, span -> {});
                assertThat(each.flush(LIMIT)).isTrue();
            });
        }

        assertThat(server.sessionStarts())
                .extracting(start -> start.get("session_name").asString())
                .containsExactly("SessionsIT", "SessionsIT", "SessionsIT", "mine");
    }

    /** Called by the JDK, as a method reference is, it is still the application that asked. */
    @Test
    void scopeName_notGiven_isTheCallers() {
        Function<HoneyHiveTracer, SessionBuilder> reference = HoneyHiveTracer::session;
        Optional.of(tracer).map(reference).orElseThrow().open().close();
        Nested.session(tracer).open().close();
        tracer.session(" ").open().close();
        HoneyHiveTracerBuilder builder = HoneyHiveTracer.builder().serverUrl(server.url());
        try (HoneyHiveTracer built =
                Optional.of(builder).map(HoneyHiveTracerBuilder::build).orElseThrow()) {
            built.run("step", EventType.CHAIN, span -> {});
            assertThat(built.flush(LIMIT)).isTrue();
        }

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.sessionStarts())
                .hasSize(4)
                .allSatisfy(start ->
                        assertThat(start.get("session_name").asString()).isEqualTo("SessionsIT"));
    }

    private static final class Nested {
        static SessionBuilder session(HoneyHiveTracer tracer) {
            return tracer.session();
        }

        static HoneyHiveTracer build(String url) {
            return HoneyHiveTracer.builder().serverUrl(url).build();
        }
    }

    @Test
    void enrichSession_byId_arrivesInOrderMergedAndRetried() {
        server.failUpdates(503, 429);
        for (int i = 1; i <= 20; i++) {
            int turn = i;
            assertThat(tracer.enrichSession(
                            GIVEN,
                            e -> e.metadata("turn", turn)
                                    .metadata("seen-" + turn, true)
                                    .feedback("rating", turn)))
                    .isTrue();
        }

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.updates())
                .allSatisfy(
                        update -> assertThat(update.get("event_id").asString()).isEqualTo(GIVEN));
        int lastTurn = 0;
        List<String> seen = new ArrayList<>();
        for (JsonNode update : server.updates()) {
            assertThat(update.at("/metadata/turn").asInt()).isGreaterThan(lastTurn);
            lastTurn = update.at("/metadata/turn").asInt();
            assertThat(update.at("/feedback/rating").asInt()).isEqualTo(lastTurn);
            update.at("/metadata").propertyNames().stream()
                    .filter(name -> name.startsWith("seen-"))
                    .forEach(seen::add);
        }
        assertThat(lastTurn).isEqualTo(20);
        assertThat(seen).hasSize(20).doesNotHaveDuplicates();
        assertThat(server.sessionStarts()).isEmpty();
    }

    @Test
    void enrichSession_explicitId_beatsTheScopeAndTheTracersOwn() {
        try (SessionScope session = tracer.session("scope").open()) {
            tracer.enrichSession(GIVEN, e -> e.metadata("to", "given"));
            tracer.enrichSession(e -> e.metadata("to", "scope"));
            assertThat(session.sessionId()).isNotEqualTo(GIVEN);
        }
        tracer.enrichSession(e -> e.metadata("to", "own"));

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.updates())
                .extracting(update -> update.at("/metadata/to").asString())
                .containsExactlyInAnyOrder("given", "scope", "own");
        assertThat(server.updates())
                .filteredOn(update -> update.at("/metadata/to").asString().equals("given"))
                .singleElement()
                .satisfies(
                        update -> assertThat(update.get("event_id").asString()).isEqualTo(GIVEN));
    }
}
