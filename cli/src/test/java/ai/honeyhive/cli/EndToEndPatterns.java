// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.cli.demo.FakeOpenAi;
import ai.honeyhive.client.Event;
import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.Row;
import ai.honeyhive.experiments.evaluators.Evaluators;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import ai.honeyhive.tracing.HoneyHiveTracerBuilder;
import ai.honeyhive.tracing.SessionScope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the SDK is used, each pattern up to what the server tells of it through its REST API. */
abstract class EndToEndPatterns {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Dataset CAPITALS = Dataset.of(
            Datapoint.of(Map.of("country", "Peru"), "Lima"), Datapoint.of(Map.of("country", "France"), "Paris"));

    /** Returns a builder of tracers for the server under test. */
    abstract HoneyHiveTracerBuilder builder();

    private HoneyHiveTracer tracer() {
        return builder().source("end-to-end").build();
    }

    /** Reads a session back until it is as expected: a server may take a while to show what it accepted. */
    private static Event stored(HoneyHiveTracer tracer, String sessionId, Predicate<Event> complete) {
        assertThat(tracer.flush(LIMIT)).isTrue();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Optional<Event> session = Optional.empty();
        while (System.nanoTime() < deadline) {
            session = tracer.client().sessions().find(sessionId);
            if (session.filter(complete).isPresent()) {
                return session.get();
            }
        }
        throw new AssertionError("not complete in time: " + session);
    }

    private static Predicate<Event> has(String... events) {
        return session ->
                List.of(events).stream().allMatch(name -> find(session, name).isPresent());
    }

    private static Optional<Event> find(Event root, String name) {
        return root.name().filter(name::equals).isPresent()
                ? Optional.of(root)
                : root.children().stream()
                        .flatMap(child -> find(child, name).stream())
                        .findFirst();
    }

    private static Event event(Event session, String name) {
        return find(session, name).orElseThrow();
    }

    @Test
    void basic_oneSpan_isStoredWithWhatItWasGiven() {
        try (HoneyHiveTracer tracer = tracer()) {
            String answer = tracer.call("greet", EventType.TOOL, span -> {
                span.input("name", "Ada")
                        .output("text", "Hello Ada")
                        .metadata("lang", "en")
                        .metric("words", 2);
                return "Hello Ada";
            });

            Event greet = event(stored(tracer, tracer.sessionId(), has("greet")), "greet");
            assertThat(answer).isEqualTo("Hello Ada");
            assertThat(greet.type()).contains("tool");
            assertThat(greet.inputs()).containsEntry("name", "Ada");
            assertThat(greet.outputs()).containsEntry("text", "Hello Ada");
            assertThat(greet.metadata()).containsEntry("lang", "en");
            assertThat(greet.metrics()).containsEntry("words", 2);
            assertThat(greet.source()).contains("end-to-end");
        }
    }

    @Test
    void nested_threeDeep_isATree() {
        try (HoneyHiveTracer tracer = tracer()) {
            tracer.run(
                    "outer",
                    EventType.CHAIN,
                    o -> tracer.run("middle", EventType.CHAIN, m -> tracer.run("inner", EventType.TOOL, i -> {})));

            Event session = stored(tracer, tracer.sessionId(), has("outer", "middle", "inner"));
            Event middle = event(session, "middle");
            assertThat(middle.parentId()).contains(event(session, "outer").id());
            assertThat(event(session, "inner").parentId()).contains(middle.id());
        }
    }

    @Test
    void session_enriched_holdsItsEventsAndAllEnrichments() {
        try (HoneyHiveTracer tracer = tracer()) {
            String id;
            try (SessionScope session = tracer.session("support chat")
                    .inputs(Map.of("question", "why?"))
                    .open()) {
                id = session.sessionId();
                tracer.run("answer", EventType.CHAIN, span -> {});
                tracer.enrichSession(e -> e.userProperty("plan", "pro").feedback("rating", 5));
                tracer.enrichSession(e -> e.metadata("turns", 1));
            }

            Event session = stored(
                    tracer, id, has("answer").and(found -> found.metadata().containsKey("turns")));
            assertThat(session.name()).contains("support chat");
            assertThat(session.inputs()).containsEntry("question", "why?");
            assertThat(session.userProperties()).containsEntry("plan", "pro");
            assertThat(session.feedback()).containsEntry("rating", 5);
        }
    }

    @Test
    void multiTracer_nested_eachStoresItsOwn() {
        try (HoneyHiveTracer first = tracer();
                HoneyHiveTracer second = tracer()) {
            first.run(
                    "of first",
                    EventType.CHAIN,
                    a -> second.run("of second", EventType.CHAIN, b -> {
                        HoneyHive.enrichSpan(Map.of("who", "second"));
                    }));

            Event ofFirst = stored(first, first.sessionId(), has("of first"));
            Event ofSecond = stored(second, second.sessionId(), has("of second"));
            assertThat(find(ofFirst, "of second")).isEmpty();
            assertThat(find(ofSecond, "of first")).isEmpty();
            assertThat(event(ofSecond, "of second").metadata()).containsEntry("who", "second");
            assertThat(event(ofFirst, "of first").metadata()).doesNotContainKey("who");
        }
    }

    @Test
    void modelClient_callOfAProvider_isAModelEventWithTokens() throws Exception {
        try (FakeOpenAi provider = new FakeOpenAi();
                HoneyHiveTracer tracer = tracer()) {
            provider.repliesWithAnswer("Lima", 12, 3);

            String answer = tracer.<String, Exception>call(
                    "capital", EventType.CHAIN, span -> ask(tracer, provider.baseUrl(), "Capital of Peru?"));

            Event session = stored(tracer, tracer.sessionId(), has("capital", "chat fake"));
            Event chat = event(session, "chat fake");
            assertThat(answer).isEqualTo("Lima");
            assertThat(chat.type()).contains("model");
            assertThat(chat.parentId()).contains(event(session, "capital").id());
            assertThat(chat.toString()).contains("Capital of Peru?", "Lima", "12");
        }
    }

    /** As a small client of an OpenAI-compatible provider does it, with spans of plain OpenTelemetry. */
    private static String ask(HoneyHiveTracer tracer, String baseUrl, String question)
            throws IOException, InterruptedException {
        var span = tracer.openTelemetry()
                .getTracer("small-client")
                .spanBuilder("chat fake")
                .startSpan();
        try (var scope = span.makeCurrent()) {
            Map<String, ?> body =
                    Map.of("model", "fake", "messages", List.of(Map.of("role", "user", "content", question)));
            HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            JsonNode reply = JSON.readTree(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body());
            String answer = reply.at("/choices/0/message/content").asString();
            span.setAttribute("gen_ai.operation.name", "chat");
            span.setAttribute("gen_ai.request.model", "fake");
            span.setAttribute(
                    "gen_ai.usage.input_tokens",
                    reply.at("/usage/prompt_tokens").asLong());
            span.setAttribute(
                    "gen_ai.usage.output_tokens",
                    reply.at("/usage/completion_tokens").asLong());
            tracer.enrichSpan(e -> e.input("question", question).output("answer", answer));
            return answer;
        } finally {
            span.end();
        }
    }

    /** The application under test, with its tracer in a field. */
    private record Geographer(HoneyHiveTracer tracer) {
        String capitalOf(String country) {
            return tracer.call("look-up", EventType.TOOL, span -> {
                tracer.enrichSpan(e -> e.metadata("country", country));
                return "Lima";
            });
        }
    }

    @Test
    void evaluate_instanceMethod_findsItsTracerInEachRow() {
        try (HoneyHiveTracer tracer = tracer()) {
            Geographer geographer = new Geographer(tracer);

            assertRows(
                    tracer,
                    evaluate("instance", CAPITALS, row -> geographer.capitalOf(row.input("country")))
                            .tracer(tracer)
                            .evaluator(Evaluators.exactMatch())
                            .run()
                            .rows());
        }
    }

    private static String capitalOf(Datapoint row) {
        return HoneyHive.trace("look-up", EventType.TOOL, span -> {
            HoneyHive.enrichSpan(Map.of("country", row.input("country")));
            return "Lima";
        });
    }

    @Test
    void evaluate_staticFunction_findsTheTracerOfTheRun() {
        try (HoneyHiveTracer tracer = tracer()) {
            assertRows(
                    tracer,
                    evaluate("static", CAPITALS, row -> capitalOf(row))
                            .tracer(tracer)
                            .evaluator(Evaluators.exactMatch())
                            .run()
                            .rows());
        }
    }

    /** Each row has a session of its own, in which the look-up that it made was enriched. */
    private static void assertRows(HoneyHiveTracer tracer, List<Row> rows) {
        assertThat(rows).hasSize(2);
        assertThat(rows).extracting(Row::sessionId).doesNotHaveDuplicates();
        assertThat(rows)
                .extracting(row -> row.score("exact_match").orElseThrow())
                .hasSize(2)
                .doesNotHaveDuplicates();
        for (Row row : rows) {
            Event session = stored(tracer, row.sessionId(), has("look-up"));
            assertThat(event(session, "look-up").metadata())
                    .containsEntry("country", row.datapoint().input("country"));
        }
    }

    @Test
    void error_ofTheApplication_isStoredWithWhatWasAddedBefore() {
        try (HoneyHiveTracer tracer = tracer()) {
            assertThatThrownBy(() -> tracer.run("fails", EventType.TOOL, span -> {
                        HoneyHive.enrichSpan(e -> e.metadata("attempt", 3));
                        throw new IllegalStateException("no route");
                    }))
                    .hasMessage("no route");
            tracer.run("reports", EventType.TOOL, span -> span.error("quota used up"));

            Event session = stored(tracer, tracer.sessionId(), has("fails", "reports"));
            assertThat(event(session, "fails").error().orElseThrow()).contains("no route");
            assertThat(event(session, "fails").metadata()).containsEntry("attempt", 3);
            assertThat(event(session, "reports").error()).contains("quota used up");
        }
    }
}
