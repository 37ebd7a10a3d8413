// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One OTLP request: protobuf and gzip by OpenTelemetry's exporter, the connection by {@code java.net.http}. The sender
 * is handed to the exporter itself, not registered for the whole process, so the application's own exporters keep
 * theirs. Used by one thread.
 */
final class OtlpSender {
    static final String PATH = "/opentelemetry/v1/traces";

    private static final int MAX_KEPT_BUFFER = 1 << 20;

    private final Map<String, String> headers;
    private final OtlpHttpSpanExporter exporter;
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private byte @Nullable [] encoded;

    OtlpSender(String source) {
        this.headers = Map.of(
                "Content-Type", "application/x-protobuf", "Content-Encoding", "gzip", "X-Source", printable(source));
        this.exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint("http://localhost" + PATH) // never called: it only encodes
                .setCompression("gzip")
                .setMeterProvider(MeterProvider.noop())
                .setComponentLoader(onlyProvider(config -> new Encoder()))
                .build();
    }

    /** Encodes spans; the result can be sent again and again. */
    byte[] encode(Collection<SpanData> spans) {
        encoded = null;
        exporter.export(spans); // runs Encoder.send below, in this thread
        byte[] body = encoded;
        encoded = null;
        if (body == null) {
            throw new IllegalStateException("the spans could not be encoded");
        }
        return body;
    }

    /** Returns the request that carries an encoded batch. */
    Request request(byte[] body, int spans) {
        return new Request("POST", PATH, headers, body, spans);
    }

    void close() {
        exporter.shutdown();
    }

    /** Keeps the message. What the server says of it is the queue's business, not that of OpenTelemetry's exporter. */
    private final class Encoder implements HttpSender {
        @Override
        public void send(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
            try {
                buffer.reset();
                try (OutputStream gzip = new FastGzip(buffer)) {
                    message.writeMessage(gzip);
                }
                encoded = buffer.toByteArray();
                if (encoded.length > MAX_KEPT_BUFFER) {
                    buffer = new ByteArrayOutputStream();
                }
                onResponse.accept(Taken.INSTANCE);
            } catch (IOException e) {
                onError.accept(e);
            }
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    /** Compressing is most of what a span costs behind the queue, and the higher levels gain little on it. */
    private static final class FastGzip extends GZIPOutputStream {
        private static final int BUFFER = 8 << 10;

        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private enum Taken implements HttpResponse {
        INSTANCE;

        @Override
        public int getStatusCode() {
            return 200;
        }

        @Override
        public String getStatusMessage() {
            return "";
        }

        @Override
        public byte[] getResponseBody() {
            return new byte[0];
        }
    }

    private static ComponentLoader onlyProvider(HttpSenderProvider provider) {
        return new ComponentLoader() {
            @Override
            public <T> Iterable<T> load(Class<T> spi) {
                return spi == HttpSenderProvider.class ? List.of(spi.cast(provider)) : List.of();
            }
        };
    }

    /** A header holds visible ASCII only; anything else would make the request impossible. */
    private static String printable(String source) {
        return source.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
