// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.otlp.OtlpFormat;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.translate.LogTranslator;
import ai.honeyhive.server.internal.translate.Prices;
import ai.honeyhive.server.internal.translate.SpanTranslator;
import ai.honeyhive.server.internal.translate.Translation;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The routes of OTLP: decode, translate, store, answer. */
final class OtlpHandler {
    private static final int MAX_NAMED_FAULTS = 3;

    private final EventStore events;
    private final SpanTranslator spans;
    private final LogTranslator logs;
    private final LongSupplier clock;

    OtlpHandler(EventStore events, Prices prices, LongSupplier clock) {
        this.events = events;
        this.spans = new SpanTranslator(prices);
        this.logs = new LogTranslator(prices);
        this.clock = clock;
    }

    void traces(Exchange exchange) {
        OtlpFormat format = format(exchange);
        byte[] body = exchange.bytes();
        exchange.weigh(
                format.isJson()
                        ? BodyWeight.ofJson(body)
                        : BodyWeight.ofProtobuf(body, ExportTraceServiceRequest.getDescriptor()));
        var export = format.traces(body);
        Translation translation = spans.translate(export.request(), (double) clock.getAsLong());
        List<String> faults = store(exchange, "span", export.faults(), translation);
        exchange.answer(200, format.contentType(), format.tracesResponse(faults.size(), summary(faults)));
    }

    void logs(Exchange exchange) {
        OtlpFormat format = format(exchange);
        byte[] body = exchange.bytes();
        exchange.weigh(
                format.isJson()
                        ? BodyWeight.ofJson(body)
                        : BodyWeight.ofProtobuf(body, ExportLogsServiceRequest.getDescriptor()));
        var export = format.logs(body);
        List<String> faults = store(exchange, "log record", export.faults(), logs.translate(export.request()));
        exchange.answer(200, format.contentType(), format.logsResponse(faults.size(), summary(faults)));
    }

    private static OtlpFormat format(Exchange exchange) {
        String type = exchange.header("Content-Type");
        return OtlpFormat.find(type == null ? "" : type)
                .orElseThrow(() -> ApiException.unsupportedMediaType("Content-Type '" + (type == null ? "" : type)
                        + "' is not supported: use application/x-protobuf or application/json"));
    }

    /** Stores what can be stored, and returns what is wrong with the rest. */
    private List<String> store(Exchange exchange, String what, List<String> unreadable, Translation translation) {
        List<String> faults = new ArrayList<>(unreadable);
        faults.addAll(translation.rejected());
        if (!faults.isEmpty() && translation.changes().isEmpty()) {
            throw ApiException.badRequest("no " + what + " could be read: " + summary(faults));
        }
        events.write(translation.changes());
        exchange.ingested(what.replace(' ', '_'), translation.changes().size());
        exchange.unreadable(faults.size());
        return faults;
    }

    private static String summary(List<String> faults) {
        List<String> named = faults.stream()
                .filter(fault -> !fault.isEmpty())
                .limit(MAX_NAMED_FAULTS)
                .toList();
        int others = faults.size() - named.size();
        return String.join("; ", named) + (others > 0 ? "; and " + others + " more" : "");
    }
}
