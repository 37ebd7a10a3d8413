// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.otlp.Export;
import ai.honeyhive.server.internal.otlp.OtlpFormat;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.translate.Prices;
import ai.honeyhive.server.internal.translate.SpanTranslator;
import ai.honeyhive.server.internal.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** {@code POST /opentelemetry/v1/traces}: decode, translate, store, answer. */
final class OtlpHandler {
    private static final int MAX_NAMED_FAULTS = 3;

    private final EventStore events;
    private final SpanTranslator spans;
    private final LongSupplier clock;

    OtlpHandler(EventStore events, Prices prices, LongSupplier clock) {
        this.events = events;
        this.spans = new SpanTranslator(prices);
        this.clock = clock;
    }

    void export(Exchange exchange) {
        String type = exchange.header("Content-Type");
        OtlpFormat format = OtlpFormat.find(type == null ? "" : type)
                .orElseThrow(() -> ApiException.unsupportedMediaType("Content-Type '" + (type == null ? "" : type)
                        + "' is not supported: use application/x-protobuf or application/json"));
        Export export = format.decode(exchange.bytes());
        Translation translation = spans.translate(export.request(), (double) clock.getAsLong());
        List<String> faults = new ArrayList<>(export.faults());
        faults.addAll(translation.rejected());
        if (!faults.isEmpty() && translation.changes().isEmpty()) {
            throw ApiException.badRequest("no span could be read: " + summary(faults));
        }
        events.write(translation.changes());
        exchange.answer(200, format.contentType(), format.response(faults.size(), summary(faults)));
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
