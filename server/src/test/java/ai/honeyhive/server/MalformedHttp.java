// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Wrong below the level of the API: compression, paths, methods, types, and HTTP itself. */
final class MalformedHttp {
    private static final int MIB = 1024 * 1024;
    private static final String OK = "Host: localhost\r\nConnection: close\r\n";
    private static final List<String> JSON_PATHS = List.of(
            "/events", "/v1/events/batch", "/session/start", "/v1/runs", "/v1/datapoints", "/v1/traces", "/v1/logs");

    /** Each names something that is not there, or is not to be reached. */
    private static final List<String> PATHS = List.of(
            "/../../etc/passwd",
            "/assets/../../../../etc/passwd",
            "/assets/%2e%2e/%2e%2e/application.properties",
            "/assets/..%2f..%2fMETA-INF/MANIFEST.MF",
            "/assets/%252e%252e/%252e%252e/x.js",
            "/assets/js/..%5c..%5cindex.html",
            "/assets//etc/passwd",
            "/assets/js/main.js%00.html",
            "/assets/lib/preact/../../../x.js",
            "/v1/events/%00",
            "/v1/events/a%2Fb",
            "/v1/events/%2e%2e%2fruns",
            "/v1/events/%zz",
            "/v1/events/%",
            "/v1/events/%ff%fe",
            "/v1/events/%c0%ae%c0%ae",
            "/v1/sessions/..;/..;/x",
            "/v1/runs/%252e%252e",
            "/v1/runs/none?dateRange=%",
            "/v1//events//none",
            "/v1/events/none/../../../../x",
            "/v2/events",
            "/V1/EVENTS",
            "/v1/events/" + "a".repeat(20_000),
            "/v1/events?filters=" + "%5B".repeat(400),
            "/v1/events?filters=%7B%22a%22",
            "/v1/events?limit=99999999999999999999",
            "/v1/events?limit=-1",
            "/v1/events?limit=1e400",
            "/v1/events?limit=%ff",
            "/v1/sessions?cursor=%00%01",
            "/v1/sessions?limit=NaN",
            "/v1/runs?page=0",
            "/v1/runs?dateRange=%7B",
            "/v1/datapoints?limit=many",
            "\\..\\..\\windows",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/.git/config");

    private static final List<String> HEADS = List.of(
            "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
            "GET /health HTTP/9.9\r\n" + OK + "\r\n",
            "GET /health HTTP/1.1\r\nHost localhost\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: localhost\r\nA\u0000: b\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: localhost\r\nA: b\u0000\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: localhost\r\n A: folded\r\n\r\n",
            "GET\u0000 /health HTTP/1.1\r\n" + OK + "\r\n",
            "GET /hea lth HTTP/1.1\r\n" + OK + "\r\n",
            "BREW /health HTTP/1.1\r\n" + OK + "\r\n",
            "PATCH /v1/runs HTTP/1.1\r\n" + OK + "Content-Length: 0\r\n\r\n",
            "TRACE /v1/runs HTTP/1.1\r\n" + OK + "\r\n",
            "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
            "POST /events HTTP/1.1\r\n" + OK + "Content-Length: -1\r\n\r\n{}",
            "POST /events HTTP/1.1\r\n" + OK + "Content-Length: 99999999999999999999\r\n\r\n{}",
            "POST /events HTTP/1.1\r\n" + OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            "POST /events HTTP/1.1\r\n" + OK + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
            "POST /events HTTP/1.1\r\n" + OK + "Content-Length: 200\r\n\r\n{}",
            "POST /events HTTP/1.1\r\n" + OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n",
            "POST /events HTTP/1.1\r\n" + OK + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
            "POST /events HTTP/1.1\r\n" + OK + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}",
            "POST /events HTTP/1.1\r\n" + OK + "Transfer-Encoding: gzip\r\n\r\n{}",
            "POST /events HTTP/1.1\r\n" + OK + "Transfer-Encoding: nonsense\r\n\r\n{}",
            "POST /events HTTP/1.1\r\n" + OK + "Origin: null\r\nContent-Length: 2\r\n\r\n{}",
            "POST /events HTTP/1.1\r\n" + OK + "Origin: http://evil.example\r\nContent-Length: 2\r\n\r\n{}",
            "GET /health HTTP/1.1\r\n" + OK + "X: " + "a".repeat(20_000) + "\r\n\r\n",
            "GET /health HTTP/1.1\r\n" + OK + "A: b\r\n".repeat(4_000) + "\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            "hello\r\n\r\n",
            "GET\r\n\r\n");

    private final Random random;
    private final byte[] bombOfZeros = gzip(new byte[100 * MIB]);
    private final byte[] bombOfJson = gzip(("[" + "{},".repeat(5 * MIB)).getBytes(UTF_8));

    MalformedHttp(Random random) {
        this.random = random;
    }

    MalformedRequest gzip() {
        byte[] good = gzip("{\"event\":{\"event_type\":\"tool\",\"inputs\":{\"question\":\"why\"}}}".getBytes(UTF_8));
        String path = JSON_PATHS.get(random.nextInt(JSON_PATHS.size()));
        int kind = random.nextInt(100);
        if (kind < 2) {
            return gzipped("gzip bomb", path, kind == 0 ? bombOfZeros : bombOfJson);
        }
        if (kind < 40) {
            return gzipped("truncated gzip", path, Arrays.copyOf(good, random.nextInt(good.length - 1)));
        }
        if (kind < 60) {
            byte[] broken = good.clone();
            broken[broken.length - 1 - random.nextInt(8)] ^= (byte) (1 + random.nextInt(255));
            return gzipped("gzip with a wrong checksum", path, broken);
        }
        if (kind < 75) {
            byte[] broken = good.clone();
            broken[random.nextInt(3)] ^= (byte) (1 + random.nextInt(255));
            return gzipped("no gzip header", path, broken);
        }
        if (kind < 85) {
            return gzipped("gzip said, none sent", path, "{\"event\":{}}".getBytes(UTF_8));
        }
        String encoding = List.of("deflate", "br", "zstd", "gzip, gzip", "x").get(random.nextInt(5));
        return MalformedRequest.of(
                "unknown encoding",
                encoding,
                "POST",
                path,
                good,
                "Content-Type",
                "application/json",
                "Content-Encoding",
                encoding);
    }

    MalformedRequest contentType() {
        String path = JSON_PATHS.get(random.nextInt(JSON_PATHS.size()));
        String type = List.of(
                        "text/plain",
                        "application/xml",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                        "image/png",
                        "application/jsonx",
                        "json",
                        "*/*")
                .get(random.nextInt(8));
        byte[] body = "{\"event\":{\"event_type\":\"tool\",\"inputs\":{}}}".getBytes(UTF_8);
        return MalformedRequest.of("wrong content type", type, "POST", path, body, "Content-Type", type);
    }

    MalformedRequest path() {
        String path = PATHS.get(random.nextInt(PATHS.size()));
        return MalformedRequest.raw("path trick", ("GET " + path + " HTTP/1.1\r\n" + OK + "\r\n").getBytes(ISO_8859_1));
    }

    MalformedRequest http() {
        String head = HEADS.get(random.nextInt(HEADS.size()));
        return MalformedRequest.raw("broken HTTP", head.getBytes(ISO_8859_1));
    }

    private static MalformedRequest gzipped(String kind, String path, byte[] body) {
        return MalformedRequest.of(
                kind,
                body.length + " bytes",
                "POST",
                path,
                body,
                "Content-Type",
                "application/json",
                "Content-Encoding",
                "gzip");
    }

    private static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
