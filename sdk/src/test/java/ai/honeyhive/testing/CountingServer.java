// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.testing;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** A real HTTP server on loopback for more spans than a test wants to keep: it sorts and counts them only. */
public final class CountingServer implements AutoCloseable {
    private final Map<String, LongAdder> spans = new ConcurrentHashMap<>();
    private final Set<Long> spanIds = ConcurrentHashMap.newKeySet();
    private final LongAdder sessionStarts = new LongAdder();
    private final Function<Span, String> kind;
    private final Javalin app;

    /** Counts spans by the key that they came with and the given kind. */
    public CountingServer(Function<Span, String> kind) {
        this.kind = kind;
        app = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.http.maxRequestSize = 64 << 20;
                    config.routes.post("/opentelemetry/v1/traces", this::traces);
                    config.routes.post("/session/start", context -> {
                        sessionStarts.increment();
                        context.contentType("application/json").result("{}");
                    });
                })
                .start("127.0.0.1", 0);
    }

    public String url() {
        return "http://127.0.0.1:" + app.port();
    }

    /** Returns how many spans came, by {@code key/kind}. */
    public Map<String, LongAdder> spans() {
        return spans;
    }

    /** Returns how many different spans came. */
    public int distinctSpans() {
        return spanIds.size();
    }

    public long sessionStarts() {
        return sessionStarts.sum();
    }

    /** Returns a text attribute; "" when the span has none of that name. */
    public static String text(Span span, String name) {
        for (KeyValue entry : span.getAttributesList()) {
            if (entry.getKey().equals(name)) {
                return entry.getValue().getStringValue();
            }
        }
        return "";
    }

    @Override
    public void close() {
        app.stop();
    }

    private void traces(Context context) throws IOException {
        String key = String.valueOf(context.header("Authorization")).replace("Bearer ", "");
        ExportTraceServiceRequest request;
        try (InputStream body = new GZIPInputStream(new ByteArrayInputStream(context.bodyAsBytes()))) {
            request = ExportTraceServiceRequest.parseFrom(body);
        }
        request.getResourceSpansList()
                .forEach(resource -> resource.getScopeSpansList()
                        .forEach(scope -> scope.getSpansList().forEach(span -> {
                            spanIds.add(span.getSpanId().asReadOnlyByteBuffer().getLong());
                            spans.computeIfAbsent(key + "/" + kind.apply(span), k -> new LongAdder())
                                    .increment();
                        })));
        context.contentType("application/x-protobuf").result(new byte[0]);
    }
}
