// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fills a server through its public HTTP API. */
final class ServerData {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private double clock = now() - 600_000;

    ServerData(String url) {
        this.url = url;
    }

    /** A chain above a tool and a model, as a question answered from documents leaves them; gives the session's id. */
    String answeredQuestion(String name, String question, @Nullable String error) throws Exception {
        clock += 1_000;
        String session = session(name, Map.of("question", question), clock, 900);
        String chain = event(
                session, session, "chain", "answer", clock + 1, 890, Map.of("inputs", Map.of("question", question)));
        event(
                session,
                chain,
                "tool",
                "retrieve",
                clock + 5,
                200,
                Map.of("inputs", Map.of("query", question), "outputs", Map.of("result", List.of("faq-1", "faq-2"))));
        Map<String, Object> model = new LinkedHashMap<>();
        model.put(
                "inputs",
                Map.of(
                        "chat_history",
                        List.of(
                                Map.of("role", "system", "content", "Answer from the passages."),
                                Map.of("role", "user", "content", question))));
        model.put("outputs", Map.of("role", "assistant", "content", "Within 30 days."));
        model.put("config", Map.of("model", "small-reader"));
        model.put("metadata", Map.of("prompt_tokens", 800, "completion_tokens", 60, "total_tokens", 860));
        model.put("metrics", Map.of("faithfulness", 0.91, "faithfulness_explanation", "Every claim is in faq-1."));
        if (error != null) {
            model.put("error", error);
        }
        event(session, chain, "model", "read", clock + 210, 600, model);
        return session;
    }

    String session(String name, Map<String, ?> inputs, double start, double length) throws Exception {
        return session(name, inputs, start, length, Map.of("outputs", Map.of("answer", "done")));
    }

    private String session(String name, Map<String, ?> inputs, double start, double length, Map<String, ?> more)
            throws Exception {
        String id = UUID.randomUUID().toString();
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("session_id", id);
        session.put("session_name", name);
        session.put("source", "test");
        session.put("inputs", inputs);
        session.put("start_time", start);
        session.put("end_time", start + length);
        session.put("duration", length);
        session.putAll(more);
        post("/v1/sessions", session);
        return id;
    }

    String event(
            String session,
            @Nullable String parent,
            String type,
            String name,
            double start,
            double length,
            Map<String, ?> more)
            throws Exception {
        Map<String, Object> event = new LinkedHashMap<>();
        String id = UUID.randomUUID().toString();
        event.put("event_id", id);
        event.put("session_id", session);
        event.put("parent_id", parent);
        event.put("event_type", type);
        event.put("event_name", name);
        event.put("start_time", start);
        event.put("end_time", start + length);
        event.put("duration", length);
        event.put("inputs", Map.of());
        event.putAll(more);
        post("/v1/events", event);
        return event.getOrDefault("event_id", id).toString();
    }

    /** A completed run of so many rows, each with two scores; the last row failed. Gives the run's id. */
    String run(String name, int rows) throws Exception {
        String run = UUID.randomUUID().toString();
        post(
                "/v1/runs",
                Map.of(
                        "run_id",
                        run,
                        "name",
                        name,
                        "status",
                        "running",
                        "metadata",
                        Map.of("git", Map.of("commit_hash_short", "a41f9c2"))));
        for (int i = 0; i < rows; i++) {
            row(run, name, i, i == rows - 1);
        }
        put("/v1/runs/" + run, Map.of("status", "completed"));
        return run;
    }

    /** One row of a run: a session with its chain event, which carries the scores or the error. */
    void row(String run, String name, int number, boolean failed) throws Exception {
        clock += 1_000;
        Map<String, ?> metadata = Map.of("run_id", run, "dataset_id", "EXT-capitals", "datapoint_id", "EXT-" + number);
        Map<String, ?> inputs = Map.of("question", "Capital of country " + number + "?");
        Map<String, ?> outputs = failed ? Map.of() : Map.of("answer", "City " + number);
        Map<String, ?> scores = Map.of("token_f1", (number % 5) / 5.0, "hit", number % 3 > 0);

        String session = session(name, inputs, clock, 100 + number, Map.of("outputs", outputs, "metadata", metadata));
        put("/v1/events/" + session, Map.of("feedback", Map.of("ground_truth", Map.of("answer", "City " + number))));
        Map<String, Object> chain = new LinkedHashMap<>(Map.of("inputs", inputs, "metadata", metadata));
        chain.put("outputs", outputs);
        chain.put(failed ? "error" : "metrics", failed ? "java.io.IOException: no route" : scores);
        event(session, session, "chain", "answer", clock + 1, 90 + number, chain);
    }

    /** A completed run of the experiment "francs": the candidate is slower, and better but in every tenth row. Gives its id. */
    String scoredRun(String name, int rows, boolean candidate) throws Exception {
        String run = UUID.randomUUID().toString();
        Map<String, ?> experiment = Map.of("offline_dataset_id", "EXT-francs", "experiment", "francs");
        post("/v1/runs", Map.of("run_id", run, "name", name, "status", "running", "metadata", experiment));
        for (int i = 0; i < rows; i++) {
            clock += 1_000;
            Map<String, ?> metadata = Map.of("run_id", run, "datapoint_id", "EXT-" + i);
            Map<String, ?> inputs = Map.of("question", "question " + i);
            int price = candidate ? i % 10 + 1 : i % 10;
            Map<String, ?> outputs = Map.of("answer", "the answer to " + i + " costs " + price + " francs");
            double worse = i % 10 == 3 ? -0.1 - i / 130.0 : 0.05 + i % 4 / 50.0;
            double score = 0.5 + i % 7 / 20.0 + (candidate ? worse : 0);
            String session = session(
                    name, inputs, clock, 100 + (candidate ? 40 : 0), Map.of("outputs", outputs, "metadata", metadata));
            Map<String, ?> scores = Map.of("f1", score, "f1_explanation", "why f1 is so", "ok", i % 2 == 0);
            Map<String, ?> chain = Map.of("inputs", inputs, "metadata", metadata, "metrics", scores);
            event(session, session, "chain", "answer", clock + 1, 90, chain);
        }
        put("/v1/runs/" + run, Map.of("status", "completed"));
        return run;
    }

    /** A dataset of questions with their answers; gives its id. */
    String dataset(String name, int rows) throws Exception {
        String id = answer("POST", "/v1/datasets", Map.of("name", name))
                .at("/result/insertedId")
                .asString();
        List<Map<String, String>> data = IntStream.range(0, rows)
                .mapToObj(i -> Map.of("question", "Capital of country " + i + "?", "answer", "City " + i))
                .toList();
        Map<String, ?> mapping =
                Map.of("inputs", List.of("question"), "ground_truth", List.of("answer"), "history", List.of());
        post("/v1/datasets/" + id + "/datapoints", Map.of("data", data, "mapping", mapping));
        return id;
    }

    /** Names what a dataset holds now, as {@code ServerDatasets} does; its hash is {@code EXT-} and the name. */
    void version(String dataset, String name) throws Exception {
        List<String> ids = datapoints(dataset).stream()
                .map(row -> row.path("id").asString())
                .toList();
        Map<String, ?> version = Map.of("name", name, "hash", "EXT-" + name, "datapoints", ids);
        answer("PUT", "/v1/datasets/" + dataset, Map.of("metadata", Map.of("versions", List.of(version))));
    }

    /** The rows of a dataset as the API tells them. */
    List<JsonNode> datapoints(String dataset) throws Exception {
        return answer("GET", "/v1/datapoints?dataset_id=" + dataset, null)
                .path("datapoints")
                .valueStream()
                .toList();
    }

    JsonNode event(String id) throws Exception {
        JsonNode answer = answer("GET", "/v1/events/" + id, null);
        return answer.has("event") ? answer.path("event") : answer;
    }

    double now() {
        return (double) System.currentTimeMillis();
    }

    void post(String path, Object body) throws IOException, InterruptedException {
        send("POST", path, body);
    }

    void put(String path, Object body) throws IOException, InterruptedException {
        send("PUT", path, body);
    }

    private void send(String method, String path, Object body) throws IOException, InterruptedException {
        answer(method, path, body);
    }

    JsonNode answer(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Authorization", "Bearer test")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("%s %s: %s", method, path, response.body())
                .isBetween(200, 201);
        return JSON.readTree(response.body());
    }
}
