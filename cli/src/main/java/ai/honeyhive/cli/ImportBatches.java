// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** Lines of an import on their way to a server, about a megabyte at a time. */
final class ImportBatches {
    private static final int BATCH_CHARACTERS = 1024 * 1024;

    /** Larger ones are compressed: a server takes more of those. */
    private static final int PLAIN_BYTES = 32 * 1024 * 1024;

    /** The answer when no line of a batch could be stored; it has the same fields. */
    private static final int ALL_WRONG = 400;

    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final long PATIENCE_MILLIS = 120_000;
    private static final long MAX_PAUSE_MILLIS = 10_000;

    private final RunningServer.Connection connection;
    private final Faults faults;
    private final StringBuilder batch = new StringBuilder();
    private long first = 1; // number of the first line in batch
    private long next = 1;
    private long taken;
    private long unnamed;

    ImportBatches(RunningServer.Connection connection, Faults faults) {
        this.connection = connection;
        this.faults = faults;
    }

    /** Is told of lines that were not stored. */
    @FunctionalInterface
    interface Faults {
        void add(long line, String message);
    }

    /** Takes a line; an empty one stands for one that is not to be stored. */
    void add(long number, String line) throws IOException, InterruptedException {
        if (batch.length() > 0 && batch.length() + line.length() > BATCH_CHARACTERS) {
            finish();
        }
        if (batch.length() == 0) {
            first = number;
        }
        next = number + 1;
        batch.append(line).append('\n');
    }

    /** Sends what there is. */
    void finish() throws IOException, InterruptedException {
        if (batch.length() == 0) {
            return;
        }
        HttpResponse<InputStream> response = send(batch.toString().getBytes(StandardCharsets.UTF_8));
        int status = response.statusCode();
        if (status == 413 && next == first + 1) { // nothing can be done but go on
            faults.add(first, connection.said(response));
        } else if (status == 200 || status == ALL_WRONG) {
            answered(connection.json(response.body()));
        } else {
            throw new CommandFailure("broken off before line " + first + ": " + connection.said(response)
                    + "; import the file again later");
        }
        batch.setLength(0);
    }

    /** Waits while the server has too much to do, or a disk that is full. */
    private HttpResponse<InputStream> send(byte[] body) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (true) {
            HttpResponse<InputStream> response = request(body);
            if (!BUSY.contains(response.statusCode()) || System.nanoTime() > deadline) {
                return response;
            }
            response.body().close();
            Thread.sleep(pause(response));
        }
    }

    private HttpResponse<InputStream> request(byte[] body) throws IOException, InterruptedException {
        boolean large = body.length > PLAIN_BYTES;
        byte[] sent = large ? compressed(body) : body;
        try {
            return connection.request("/v1/import", request -> {
                request.header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(sent));
                return large ? request.header("Content-Encoding", "gzip") : request;
            });
        } catch (IOException e) {
            if (first == 1) {
                throw e; // nobody is there
            }
            throw new CommandFailure(
                    "broken off before line " + first + ": the server is gone; import the file again", e);
        }
    }

    private static long pause(HttpResponse<InputStream> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("1");
        try {
            return Math.min(MAX_PAUSE_MILLIS, Math.max(100, Long.parseLong(seconds) * 1_000));
        } catch (NumberFormatException e) { // a date, of a proxy in between
            return 1_000;
        }
    }

    private static byte[] compressed(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    private void answered(JsonNode answer) {
        if (!answer.has("faults")) {
            throw new CommandFailure("broken off before line " + first + ": "
                    + answer.path("message").asString("the server does not import"));
        }
        taken += answer.path("taken").asLong();
        for (JsonNode fault : answer.path("faults")) {
            faults.add(
                    first - 1 + fault.path("line").asLong(),
                    fault.path("message").asString());
        }
        unnamed += answer.path("failed").asLong() - answer.path("faults").size();
    }

    /** How many lines the server has stored. */
    long taken() {
        return taken;
    }

    /** How many lines were wrong besides those of which was told. */
    long unnamed() {
        return unnamed;
    }
}
