// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoneyHiveServerIT {
    @TempDir
    Path directory;

    @Test
    void start_portOfAnotherProcess_saysWhichAndWhatToDo() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HoneyHiveServer server = HoneyHiveServer.builder()
                    .port(taken.getLocalPort())
                    .dataDirectory(directory)
                    .build();

            assertThatThrownBy(server::start)
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is in use")
                    .hasMessageContaining("choose another port");
        }
        try (var second = HoneyHiveServer.builder().dataDirectory(directory).build()) {
            assertThat(second.start().port()).as("the directory was released").isPositive();
        }
    }

    @Test
    void start_directoryOfAnotherServer_saysSo() {
        try (var first = HoneyHiveServer.builder().dataDirectory(directory).build()) {
            first.start();
            HoneyHiveServer second =
                    HoneyHiveServer.builder().dataDirectory(directory).build();

            assertThatThrownBy(second::start)
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining("is in use by");
        }
    }

    @Test
    void start_directoryThatIsAFile_saysSo() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        HoneyHiveServer server = HoneyHiveServer.builder().dataDirectory(file).build();

        assertThatThrownBy(server::start)
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void build_settingsThatCannotWork_areAllNamed() {
        var builder = HoneyHiveServer.builder().port(70_000).host("0.0.0.0");

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("port must be from 0 to 65535, but is 70000")
                .hasMessageContaining("call builder().apiKey(...)");
    }

    @Test
    void close_twice_isHarmlessAndTheServerIsGone() {
        HoneyHiveServer server = HoneyHiveServer.builder().inMemory().build().start();
        var client = new ApiClient(server.url());
        assertThat(client.get("/health").status()).isEqualTo(200);

        server.close();
        server.close();

        assertThatThrownBy(() -> client.get("/health")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_requestUnderWay_isStoredAndAnsweredFirst() throws Exception {
        String body = "{\"event\":{\"event_id\":\"late\",\"event_type\":\"tool\",\"inputs\":{}}}";
        HoneyHiveServer server =
                HoneyHiveServer.builder().dataDirectory(directory).build().start();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                OutputStream out = socket.getOutputStream()) {
            String head = "POST /events HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
                    + body.length() + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // The server asks for the body: the request is under way.
            assertThat(new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 100");
            var closing = new Thread(server::close);
            closing.start();
            while (!isRefused(server)) {
                Thread.onSpinWait();
            }

            out.write(body.getBytes(StandardCharsets.US_ASCII));
            out.flush();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200");
            closing.join();
        }
        try (var reopened = HoneyHiveServer.builder().dataDirectory(directory).build()) {
            assertThat(new ApiClient(reopened.start().url())
                            .get("/v1/events/late")
                            .status())
                    .isEqualTo(200);
        }
    }

    /** Closing has begun once the port is not told any more. */
    private static boolean isRefused(HoneyHiveServer server) {
        try {
            server.port();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Test
    void apiKey_set_isAskedForOnTheApiOnly() {
        try (var server =
                HoneyHiveServer.builder().inMemory().apiKey("secret-key").build()) {
            var client = new ApiClient(server.start().url());

            assertThat(client.get("/v1/server").status()).isEqualTo(401);
            assertThat(client.get("/v1/server", "Authorization", "Bearer wrong").status())
                    .isEqualTo(401);
            assertThat(client.get("/v1/server", "Authorization", "Bearer secret-key")
                            .status())
                    .isEqualTo(200);
            assertThat(client.get("/health").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer any, 200",
        "'Bearer ', 200",
    })
    void anyToken_withoutApiKey_isAccepted(String authorization, int status) {
        try (var server = HoneyHiveServer.builder().inMemory().build()) {
            var client = new ApiClient(server.start().url());

            assertThat(client.get("/v1/server", "Authorization", authorization).status())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "127.0.0.1, 200",
        "[::1]:99, 200",
        "evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "localhost.evil.example, 403",
    })
    void host_notOurs_isRefused(String host, int status) throws IOException {
        try (var server = HoneyHiveServer.builder().inMemory().build()) {
            server.start();

            assertThat(raw(server.port(), "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void origin_ofAnotherPage_mayReadNothingIntoExistence() {
        try (var server = HoneyHiveServer.builder().inMemory().build()) {
            var client = new ApiClient(server.start().url());
            byte[] body = Otlp.bytes("{\"event_id\":\"a\"}");

            assertThat(client.post("/session/start", body, "Origin", "http://evil.example")
                            .status())
                    .isEqualTo(403);
            assertThat(client.post("/session/start", body, "Origin", "null").status())
                    .isEqualTo(403);
            assertThat(client.post(
                                    "/session/start",
                                    body,
                                    "Origin",
                                    server.url().toString())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void page_browserAndApiClient_getWhatTheyAskFor() {
        try (var server = HoneyHiveServer.builder().inMemory().build()) {
            var client = new ApiClient(server.start().url());

            assertThat(client.get("/").response().headers().firstValue("Location"))
                    .contains("/sessions");
            for (String path : new String[] {"/sessions", "/sessions/x", "/events/x", "/runs", "/runs/x"}) {
                var page = client.get(path, "Accept", "text/html,*/*;q=0.8");
                assertThat(page.status()).as(path).isEqualTo(200);
                assertThat(page.body()).startsWithIgnoringCase("<!doctype html>");
                assertThat(page.response().headers().firstValue("Content-Security-Policy"))
                        .get()
                        .asString()
                        .startsWith("default-src 'none'; script-src 'self'")
                        .endsWith("frame-ancestors 'none'");
            }
            assertThat(client.get("/runs", "Accept", "application/json").json().has("evaluations"))
                    .isTrue();
            assertThat(client.get("/sessions", "Accept", "*/*").json().has("sessions"))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/ready", "/v1/sessions", "/v1/sessions/none", "/v1/stream", "/assets/none", "/nowhere"})
    void head_hasTheStatusAndTypeOfTheAnswer_andNoBody(String path) {
        try (var server = HoneyHiveServer.builder().inMemory().build()) {
            var client = new ApiClient(server.start().url());

            var head =
                    client.unchecked().send(client.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

            assertThat(head.body()).isEmpty();
            if (path.equals("/v1/stream")) { // which has no end
                assertThat(head.status()).isEqualTo(200);
                assertThat(head.response().headers().firstValue("Content-Type"))
                        .get()
                        .asString()
                        .startsWith("text/event-stream");
            } else {
                var get = client.get(path);
                assertThat(head.status()).isEqualTo(get.status());
                assertThat(head.response().headers().firstValue("Content-Type"))
                        .isEqualTo(get.response().headers().firstValue("Content-Type"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gzip             | gzip
            br, gzip;q=0.5   | gzip
            gzip;q=0         |
            br               |
            """)
    void asset_compressed_onlyForThoseWhoTakeIt(String accepts, @Nullable String encoding) {
        try (var server = HoneyHiveServer.builder().inMemory().build()) {
            var client = new ApiClient(server.start().url());

            var answer = client.get("/assets/lib/preact/dist/preact.module.js", "Accept-Encoding", accepts);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().headers().firstValue("Content-Encoding"))
                    .isEqualTo(Optional.ofNullable(encoding));
            assertThat(answer.response().headers().firstValue("Vary")).contains("Accept-Encoding");
        }
    }

    @Test
    void asset_asked_isServedWithTypeAndTag() {
        try (var server = HoneyHiveServer.builder().inMemory().build()) {
            var client = new ApiClient(server.start().url());

            var first = client.get("/assets/lib/preact/dist/preact.module.js");
            String tag = first.response().headers().firstValue("ETag").orElseThrow();
            var second = client.get("/assets/lib/preact/dist/preact.module.js", "If-None-Match", tag);

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.response().headers().firstValue("Content-Type"))
                    .get()
                    .asString()
                    .startsWith("text/javascript");
            assertThat(second.status()).isEqualTo(304);
            assertThat(second.body()).isEmpty();
        }
    }

    @Test
    void document_names_filesThatBrowsersKeep() {
        try (var server = HoneyHiveServer.builder().inMemory().build()) {
            var client = new ApiClient(server.start().url());

            String document = client.get("/sessions", "Accept", "text/html").body();
            Matcher script = Pattern.compile("src=\"(/assets/v-[0-9a-f]{16})(/page.js)\"")
                    .matcher(document);
            assertThat(script.find()).isTrue();

            assertThat(document)
                    .contains("<link rel=\"stylesheet\" href=\"" + script.group(1) + "/page.css\">")
                    .doesNotContain("/more.js", "type=\"module\"");
            assertThat(caching(client, script.group(1) + script.group(2))).contains("immutable");
            assertThat(caching(client, "/assets/v-0000000000000000/page.js")).isEqualTo("no-cache");
            assertThat(caching(client, "/assets/page.js")).isEqualTo("no-cache");
        }
    }

    @Test
    void document_ofTheNewestSessions_hasTheBrowserAskForThemAtOnce() {
        try (var server = HoneyHiveServer.builder().inMemory().build()) {
            var client = new ApiClient(server.start().url());

            assertThat(askedAtOnce(client, "/sessions")).startsWith("</v1/sessions?limit=100>; rel=preload; as=fetch");
            assertThat(askedAtOnce(client, "/sessions?row=x&peek=1")).isNotEmpty();
            assertThat(askedAtOnce(client, "/sessions?q=refund")).isEmpty();
            assertThat(askedAtOnce(client, "/sessions/x")).isEmpty();
            assertThat(askedAtOnce(client, "/runs")).isEmpty();
        }
    }

    private static String askedAtOnce(ApiClient client, String path) {
        var document = client.get(path, "Accept", "text/html").response();
        return document.headers().firstValue("Link").orElse("");
    }

    private static String caching(ApiClient client, String path) {
        return client.get(path).response().headers().firstValue("Cache-Control").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../HoneyHiveServer.class",
                "/assets/%2e%2e/HoneyHiveServer.class",
                "/assets/..%2fdb/sqlite/1.0__events_sessions_runs.sql",
                "/assets/lib/preact/../../../../../META-INF/MANIFEST.MF",
                "/assets/lib/preact/..%5c..%5cx.js",
                "/assets//etc/passwd",
                "/assets/.hidden.js",
                "/assets/lib",
                "/assets/lib/preact/",
                "/assets/none.js"
            })
    void asset_pathThatLeadsElsewhere_isNotServed(String path) throws IOException {
        try (var server = HoneyHiveServer.builder().inMemory().build()) {
            server.start();

            String answer =
                    raw(server.port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void info_afterSomeWrites_countsThem() {
        try (var server = HoneyHiveServer.builder().dataDirectory(directory).build()) {
            var client = new ApiClient(server.start().url());
            client.post("/events", "{\"event\":{\"event_type\":\"tool\",\"inputs\":{}}}");

            var info = client.get("/v1/server").json();

            assertThat(info.path("database").asString()).isEqualTo("sqlite");
            assertThat(info.path("events").asInt()).isEqualTo(1);
            assertThat(info.path("sessions").asInt()).isEqualTo(1);
            assertThat(info.path("runs").asInt()).isZero();
        }
    }

    private static String raw(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream()) {
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
