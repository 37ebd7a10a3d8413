// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.metrics.MetricRunner;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.transfer.StoreExport;
import ai.honeyhive.server.internal.transfer.StoreImport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A whole project as lines of JSON, out and in. */
final class TransferHandlers {
    static final String CONTENT_TYPE = "application/x-ndjson";
    private static final int MAX_FAULTS = 100;
    private static final int BUFFER = 64 * 1024;

    private final Store store;
    private final MetricRunner runner;
    private final LongSupplier clock;

    TransferHandlers(Store store, MetricRunner runner, LongSupplier clock) {
        this.store = store;
        this.runner = runner;
        this.clock = clock;
    }

    void export(Exchange exchange) {
        exchange.context().status(200).contentType(CONTENT_TYPE);
        try (OutputStream out = new BufferedOutputStream(exchange.context().outputStream(), BUFFER)) {
            StoreExport.write(store, ServerHandlers.version(), clock.getAsLong(), line -> {
                try {
                    out.write(Json.write(line).getBytes(StandardCharsets.UTF_8));
                    out.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes some lines of an export; a large one comes in several requests. */
    void load(Exchange exchange) {
        byte[] body = exchange.bytes();
        exchange.weigh(BodyWeight.ofJson(body));
        var lines = new StoreImport(store);
        int number = 0;
        for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
            lines.read(++number, line);
        }
        if (lines.isEmpty()) {
            throw ApiException.badRequest("the body has no lines: send those of an export");
        }
        lines.store();
        if (lines.hasMetrics()) {
            runner.changed();
        }
        List<StoreImport.Fault> faults = lines.faults();
        boolean refused = lines.taken() == 0 && !faults.isEmpty();
        ObjectNode answer = refused ? refusal(faults) : Json.object();
        answer.put("taken", lines.taken()).put("failed", faults.size());
        ArrayNode named = answer.putArray("faults");
        faults.stream()
                .limit(MAX_FAULTS)
                .forEach(fault -> named.addObject().put("line", fault.line()).put("message", fault.message()));
        exchange.ingested("imported", lines.taken());
        exchange.answer(refused ? 400 : 200, answer);
    }

    /** None of the lines was one of an export. */
    private static ObjectNode refusal(List<StoreImport.Fault> faults) {
        StoreImport.Fault first = faults.get(0);
        return Json.object()
                .put("statusCode", 400)
                .put("message", "no line could be stored; line " + first.line() + ": " + first.message())
                .put("success", false)
                .put("errorCode", "BAD_REQUEST");
    }
}
