// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.DatapointFields;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.datasets.StoredRow;
import ai.honeyhive.server.HoneyHiveServer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows pushed to a real server, with a look at the requests on the way. */
class DatasetPushIT {
    private HoneyHiveServer server;
    private HttpServer way;
    private HttpClient http;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean dropsUnmapped;

    @BeforeEach
    void start() throws IOException {
        server = HoneyHiveServer.builder().inMemory().build().start();
        http = HttpClient.newHttpClient();
        way = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        way.createContext("/", this::forward);
        way.start();
    }

    private void forward(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(exchange.getRequestMethod() + " " + path.replaceAll("/[0-9a-f]{24}|\\?.*", ""));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (dropsUnmapped && path.matches("/v1/datasets/.*/datapoints")) {
            body = body.replace("\"" + StoredRow.MARK + "\"", "\"dropped\"");
        }
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(server.url() + path))
                            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(body))
                            .header("Content-Type", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @AfterEach
    void stop() {
        way.stop(0);
        server.close();
    }

    private ServerDatasets datasets() {
        return ServerDatasets.of(client());
    }

    private HoneyHiveClient client() {
        return HoneyHiveClient.builder()
                .serverUrl("http://127.0.0.1:" + way.getAddress().getPort())
                .apiKey("any")
                .build();
    }

    /** Rows of all kinds, some of which no flat row can hold. */
    private static Dataset rows(int plain) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < plain; i++) {
            rows.add(Map.of("id", "p" + i, "inputs", Map.of("q", i), "ground_truth", Map.of("a", i)));
        }
        Map<String, Object> nulls = new LinkedHashMap<>();
        nulls.put("n", null);
        nulls.put("list", Arrays.asList(1, null, 2.5));
        rows.add(2, Map.of("inputs", Map.of("same", 1), "ground_truth", Map.of("same", 2)));
        rows.add(3, Map.of("inputs", Map.of("a", "elsewhere the truth"), "ground_truth", "text"));
        rows.add(4, Map.of("inputs", Map.of("", "no name"), "tag", "x"));
        rows.add(5, Map.of("inputs", nulls, "metadata", nulls));
        rows.add(6, Map.of("inputs", Map.of("history", 1), "history", List.of(Map.of("role", "user"))));
        rows.add(Map.of("inputs", Map.of("q", 1), "history", List.of(Map.of("role", "user", "content", "hi"))));
        return Dataset.ofRows(rows);
    }

    @Test
    void push_manyRows_takesFewRequests_andKeepsEveryRowInItsPlace() {
        Dataset rows = rows(1_200);
        String id = datasets().create("many");

        assertThat(datasets().push(rows, id).added()).isEqualTo(1_206);

        assertThat(requests).hasSizeLessThan(25).contains("POST /v1/datasets/datapoints");
        Dataset pulled = datasets().pull(id);
        assertThat(pulled.id()).isEqualTo(rows.id());
        assertThat(pulled.datapoints()).isEqualTo(rows.datapoints());
    }

    @Test
    void push_toAServerThatLosesWhatIsNotMapped_makesItGoodAndSendsRowsAlone() {
        dropsUnmapped = true;
        Dataset rows = rows(20);
        String id = datasets().create("careless");

        datasets().push(rows, id);

        assertThat(requests.stream().filter("POST /v1/datasets/datapoints"::equals))
                .hasSize(1);
        assertThat(datasets().pull(id).datapoints()).isEqualTo(rows.datapoints());
    }

    @Test
    void version_namedByTheServer_isTheOneNamedHere() throws Exception {
        String id = datasets().create("named");
        Dataset rows = rows(5);
        datasets().push(rows, id);
        client().datapoints()
                .create(DatapointFields.builder()
                        .inputs(Map.of("from", "the page", "share", 1e-7, "whole", 2.0))
                        .expected(Map.of("a", Arrays.asList(1, "é")))
                        .linkedDatasets(List.of(id))
                        .build());

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/v1/datasets/" + id + "/versions"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"there\"}"))
                        .header("Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        DatasetVersion here = datasets().saveVersion(id, "here");
        DatasetVersion there = datasets().versions(id).get(0);
        assertThat(there).isEqualTo(new DatasetVersion("there", here.hash(), here.datapointIds()));
        assertThat(datasets().pull(id, "there").datapoints())
                .startsWith(rows.datapoints().toArray(Datapoint[]::new))
                .hasSize(12);
    }
}
