// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The ids of what a server holds for a walk through every view: ordinary data, what strangers could send to break the
 * page, and a session of 50,000 events.
 */
record FilledServer(Side ordinary, Side hostile, String largeSession) {
    static final String MARKUP = "<script>window.pwned=1</script><img src=x onerror='window.pwned=1'>";
    /** Markup, a direction override, a zero-width space, joined emoji, a terminal's escape, text from right to left. */
    static final String NAME = MARKUP + " \u202Egnp.exe \u200B👩‍👩‍👧‍👦 \u001B[31mred مرحبا بالعالم";

    static final int LARGE = 50_000;
    private static final int BATCH = 5_000;
    private static final int MANY = 10_000;
    private static final String MEGABYTE = "x".repeat(1 << 20);

    /** What one kind of data has of everything. */
    record Side(String session, String event, String run, String candidate, String dataset, String queue) {}

    static FilledServer fill(ServerData data) throws Exception {
        String large = longSession(data, LARGE, 27_182);
        return new FilledServer(ordinary(data), hostile(data), large);
    }

    private static Side ordinary(ServerData data) throws Exception {
        String session =
                data.answeredQuestion("warranty", "How long is the warranty?", "IllegalStateException: no route");
        String event = data.event(
                session, session, "tool", "notify", data.now(), 12, Map.of("inputs", Map.of("to", "support")));
        String dataset = data.dataset("capitals", 40);
        String run = data.scoredRun("prompt v14", 12, false);
        String candidate = data.scoredRun("prompt v15", 12, true);
        data.run("capitals", 12);
        String queue = queue(data, "answers", "helpful");
        chart(data, "Latency", "duration", "event_type");
        return new Side(session, event, run, candidate, dataset, queue);
    }

    private static Side hostile(ServerData data) throws Exception {
        String session = hostileSession(data);
        String event = data.event(
                session,
                session,
                "model",
                NAME,
                data.now(),
                50,
                Map.of(
                        "inputs",
                        Map.of("chat_history", List.of(Map.of("role", NAME, "content", NAME)), NAME, NAME),
                        "outputs",
                        Map.of("role", "assistant", "content", NAME, NAME, Map.of(NAME, NAME)),
                        "error",
                        NAME + "\n\tat " + NAME,
                        "config",
                        Map.of("model", NAME),
                        "metadata",
                        Map.of(NAME, NAME, "logs", List.of(Map.of("body", NAME, "severity", NAME))),
                        "metrics",
                        Map.of(NAME, 0.5, NAME + "_explanation", NAME),
                        "feedback",
                        Map.of(NAME, NAME),
                        "user_properties",
                        Map.of("user_id", NAME)));
        String dataset = hostileDataset(data);
        String run = hostileRun(data, dataset, 0.25);
        String candidate = hostileRun(data, dataset, 0.75);
        String queue = queue(data, NAME, NAME);
        chart(data, NAME, "metrics." + NAME, "config.model");
        data.post("/v1/keys", Map.of("name", NAME));
        return new Side(session, event, run, candidate, dataset, queue);
    }

    private static String hostileSession(ServerData data) throws Exception {
        double now = data.now();
        String session = data.session(NAME, Map.of(NAME, NAME), now - 1_000, 100);
        data.put(
                "/v1/events/" + session,
                Map.of(
                        "metadata",
                        Map.of(NAME, NAME),
                        "metrics",
                        Map.of(NAME, 1),
                        "user_properties",
                        Map.of("id", NAME)));
        Map<String, Object> deep = Map.of("end", NAME);
        for (int i = 0; i < 190; i++) {
            deep = Map.of("d", deep);
        }
        String one = UUID.randomUUID().toString();
        String two = UUID.randomUUID().toString();
        data.event(session, two, "chain", "circle one", now, 10, Map.of("event_id", one));
        data.event(session, one, "chain", "circle two", now, 10, Map.of("event_id", two));
        data.event(session, "no-such-parent " + MARKUP, "tool", "orphan", now + 5, 10, Map.of());
        data.event(session, session, "tool", "negative", -20, -10, Map.of());
        data.event(session, session, "tool", "backwards", now + 50, -40, Map.of());
        Map<String, Object> timeless = new LinkedHashMap<>();
        timeless.put("start_time", null);
        timeless.put("end_time", null);
        timeless.put("duration", null);
        data.event(session, session, "tool", "timeless", now, 0, timeless);
        data.event(
                session,
                session,
                "tool",
                "megabyte",
                now,
                5,
                Map.of("inputs", Map.of("text", MEGABYTE), "error", MEGABYTE));
        data.event(
                session,
                session,
                "tool",
                "many keys",
                now,
                5,
                Map.of("inputs", manyKeys(), "metrics", Map.of("deep", deep)));
        data.event(session, session, "tool", "deep", now, 5, Map.of("outputs", deep));
        return session;
    }

    private static String hostileDataset(ServerData data) throws Exception {
        String dataset = data.dataset(NAME, 3);
        data.put("/v1/datasets/" + dataset, Map.of("description", NAME));
        Map<String, Object> inputs = new LinkedHashMap<>(manyKeys());
        inputs.put("text", MEGABYTE);
        for (Map<String, ?> fields : List.of(Map.of(NAME, NAME, "question", NAME), inputs)) {
            data.post(
                    "/v1/datapoints",
                    Map.of(
                            "linked_datasets",
                            List.of(dataset),
                            "inputs",
                            fields,
                            "ground_truth",
                            Map.of(NAME, List.of(NAME, MARKUP)),
                            "metadata",
                            Map.of("split", NAME)));
        }
        List<String> rows = new ArrayList<>(List.of("deleted " + NAME));
        data.datapoints(dataset).forEach(row -> rows.add(row.path("id").asString()));
        Map<String, ?> version = Map.of("name", NAME, "hash", NAME, "datapoints", rows);
        data.put("/v1/datasets/" + dataset, Map.of("metadata", Map.of("versions", List.of(version))));
        return dataset;
    }

    private static String hostileRun(ServerData data, String dataset, double score) throws Exception {
        String run = UUID.randomUUID().toString();
        Map<String, ?> git = Map.of("commit_hash_short", MARKUP, "branch", NAME, "is_dirty", true);
        data.post(
                "/v1/runs",
                Map.of(
                        "run_id",
                        run,
                        "name",
                        NAME + score,
                        "description",
                        NAME,
                        "dataset_id",
                        dataset,
                        "status",
                        "running",
                        "metadata",
                        Map.of("git", git, "experiment", NAME, NAME, NAME + score),
                        "configuration",
                        Map.of("function", NAME, NAME, score)));
        for (int i = 0; i < 4; i++) {
            Map<String, ?> metadata = Map.of("run_id", run, "dataset_id", dataset, "datapoint_id", NAME + i);
            Map<String, ?> outputs =
                    switch (i) {
                        case 0 -> Map.of("text", MEGABYTE + score);
                        case 1 -> manyKeys();
                        default -> Map.of(NAME, NAME + score);
                    };
            String session = UUID.randomUUID().toString();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("event_id", session);
            row.put("outputs", outputs);
            row.put("metadata", metadata);
            row.put("metrics", Map.of(NAME, score, NAME + "_explanation", NAME));
            row.put("feedback", Map.of("ground_truth", Map.of(NAME, NAME)));
            row.put("inputs", Map.of("question", NAME + i));
            if (i == 3) {
                row.put("error", NAME);
            }
            data.event(session, null, "session", NAME, data.now() - 30_000 + i, 100, row);
        }
        data.put("/v1/runs/" + run, Map.of("status", "completed"));
        return run;
    }

    /** A session of chains with nine events below each; one of them failed. */
    static String longSession(ServerData data, int size, int failing) throws Exception {
        double now = data.now() - 300_000;
        String session = data.session("large", Map.of("question", "How many events?"), now, size);
        List<Map<String, Object>> events = new ArrayList<>();
        String chain = session;
        for (int i = 0; i < size; i++) {
            String id = UUID.randomUUID().toString();
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("event_id", id);
            event.put("session_id", session);
            event.put("parent_id", i % 10 == 0 ? session : chain);
            event.put("event_type", i % 10 == 0 ? "chain" : i % 3 == 0 ? "model" : "tool");
            event.put("event_name", "step " + i);
            event.put("start_time", now + i);
            event.put("end_time", now + i + 9);
            event.put("duration", 9);
            event.put("inputs", Map.of("query", i == 31_415 ? "a needle" : "hay"));
            if (i == failing) {
                event.put("error", "TimeoutException: no answer in 30 s");
            }
            chain = i % 10 == 0 ? id : chain;
            events.add(event);
            if (events.size() == BATCH || i == size - 1) {
                data.post("/v1/events/batch", Map.of("events", events));
                events.clear();
            }
        }
        return session;
    }

    private static String queue(ServerData data, String name, String question) throws Exception {
        data.post(
                "/v1/metrics",
                Map.of("name", question, "type", "HUMAN", "criteria", question, "return_type", "float", "scale", 5));
        Map<String, ?> filter = Map.of("field", "event_type", "operator", "is", "value", "model", "type", "string");
        Map<String, ?> named = Map.of(
                "field", "event_name", "operator", "is", "value", name.equals(NAME) ? NAME : "read", "type", "string");
        return data.answer(
                        "POST",
                        "/v1/queues",
                        Map.of(
                                "name",
                                name,
                                "description",
                                question,
                                "filters",
                                Map.of("filterArray", List.of(filter, named))))
                .at("/queue/id")
                .asString();
    }

    private static void chart(ServerData data, String name, String metric, String group) throws Exception {
        data.post(
                "/v1/charts",
                Map.of("name", name, "metric", metric, "func", "average", "bucketing", "hour", "groupBy", group));
    }

    private static Map<String, Object> manyKeys() {
        Map<String, Object> keys = new LinkedHashMap<>();
        IntStream.range(0, MANY).forEach(i -> keys.put("key" + i, i));
        return keys;
    }
}
