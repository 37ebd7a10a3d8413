// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** One client that writes by the API until the server is gone, and notes what was acknowledged. */
final class LoadWriter implements Runnable {
    /** Success; too much at a time; shutting down. */
    private static final Set<Integer> EXPECTED = Set.of(200, 429, 503);

    private final ApiClient client;
    private final Random random;
    private final Acknowledged acknowledged;
    private final String session;

    LoadWriter(ApiClient client, long seed, Acknowledged acknowledged) {
        this.client = client.unchecked();
        this.random = new Random(seed);
        this.acknowledged = acknowledged;
        this.session = uuid();
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                switch (random.nextInt(6)) {
                    case 0 -> spans();
                    case 1 -> event();
                    case 2 -> events();
                    case 3 -> enrich();
                    case 4 -> runAndItsUpdate();
                    default -> datapoint();
                }
            }
        } catch (UncheckedIOException gone) {
            return; // the server was killed, or has closed
        }
    }

    private void spans() {
        var scope = ScopeSpans.newBuilder();
        List<String> ids = new ArrayList<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            String id = uuid();
            ids.add(id);
            scope.addSpans(Span.newBuilder()
                    .setTraceId(bytes(16))
                    .setSpanId(bytes(8))
                    .setName("span")
                    .setStartTimeUnixNano(1_790_000_000_000_000_000L + random.nextInt(1_000_000))
                    .setEndTimeUnixNano(1_790_000_000_002_000_000L)
                    .addAttributes(attribute("honeyhive.session_id", session))
                    .addAttributes(attribute("honeyhive_event_id", id))
                    .addAttributes(attribute("honeyhive_inputs.question", "why? ".repeat(50))));
        }
        byte[] body = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build()
                .toByteArray();
        if (stored(client.post("/opentelemetry/v1/traces", body, "Content-Type", "application/x-protobuf"))) {
            ids.forEach(id -> acknowledged.event(session, id));
        }
    }

    private void event() {
        String id = uuid();
        if (stored(client.post("/events", "{\"event\":" + eventJson(id) + "}"))) {
            acknowledged.event(session, id);
        }
    }

    private void events() {
        List<String> ids = new ArrayList<>();
        for (int i = random.nextInt(10); i >= 0; i--) {
            ids.add(uuid());
        }
        String body = String.join(",", ids.stream().map(this::eventJson).toList());
        if (stored(client.post("/v1/events/batch", "{\"events\":[" + body + "]}"))) {
            ids.forEach(id -> acknowledged.event(session, id));
        }
    }

    private String eventJson(String id) {
        return "{\"event_id\":\"" + id + "\",\"session_id\":\"" + session
                + "\",\"event_type\":\"tool\",\"event_name\":\"e\",\"inputs\":{\"n\":" + random.nextInt() + "}}";
    }

    private void enrich() {
        String key = "k" + Long.toHexString(random.nextLong());
        String body = "{\"event_id\":\"" + session + "\",\"metadata\":{\"" + key + "\":1}}";
        if (stored(client.put("/events", body))) {
            acknowledged.enrichment(session, key);
        }
    }

    private void runAndItsUpdate() {
        String id = uuid();
        if (!stored(client.post("/v1/runs", "{\"run_id\":\"" + id + "\",\"name\":\"r\"}"))) {
            return;
        }
        acknowledged.runs.put(id, "pending");
        // Until the answer is here, either may be stored.
        acknowledged.runs.put(id, "pending|completed");
        if (stored(client.put("/v1/runs/" + id, "{\"status\":\"completed\"}"))) {
            acknowledged.runs.put(id, "completed");
        }
    }

    private void datapoint() {
        ApiClient.Answer answer = client.post("/v1/datapoints", "{\"inputs\":{\"q\":" + random.nextInt() + "}}");
        if (stored(answer)) {
            acknowledged.datapoints.add(
                    answer.json().path("result").path("insertedIds").path(0).asString());
        }
    }

    private boolean stored(ApiClient.Answer answer) {
        if (!EXPECTED.contains(answer.status())) {
            acknowledged.wrongAnswers.add(answer.response().request() + " " + answer.status() + " " + answer.body());
        }
        boolean retries = answer.status() == 429 || answer.status() == 503;
        if (retries && answer.response().headers().firstValue("Retry-After").isEmpty()) {
            acknowledged.wrongAnswers.add(answer.status() + " without Retry-After: " + answer.body());
        }
        return answer.status() == 200;
    }

    private ByteString bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] = 1;
        return ByteString.copyFrom(bytes);
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }
}
