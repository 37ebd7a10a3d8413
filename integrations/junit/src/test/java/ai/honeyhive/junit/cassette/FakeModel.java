// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/** A model vendor: answers in JSON, numbered, and echoes the authorization, as no vendor should. */
final class FakeModel implements AutoCloseable {
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FakeModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] answer;
            if (exchange.getRequestURI().getPath().endsWith("/flaky") && requests.size() == 1) {
                exchange.close(); // without an answer
                return;
            } else if (exchange.getRequestURI().getPath().endsWith("/zipped")) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip"); // whatever the client accepts
                answer = zipped("{\"answer\":\"Lima\"}");
            } else if (exchange.getRequestURI().getPath().endsWith("/stream")) {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                answer = "data: {\"delta\":\"Li\"}\n\ndata: {\"delta\":\"ma\"}\n\n".getBytes(StandardCharsets.UTF_8);
            } else if (exchange.getRequestURI().getPath().endsWith("/audio")) {
                answer = new byte[] {(byte) 0xff, 0, (byte) 0xfe, 7};
            } else {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.getResponseHeaders().set("Set-Cookie", "session=very-secret-cookie");
                String sent = exchange.getRequestHeaders().getFirst("Authorization");
                answer = ("{\"answer\": \"Lima " + requests.size() + "\", \"you_sent\": \"" + sent
                                + "\", \"access_token\": \"tok_0123456789\", \"price\": 0.10}")
                        .getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
