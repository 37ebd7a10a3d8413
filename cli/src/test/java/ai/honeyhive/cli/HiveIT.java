// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.server.HoneyHiveServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HiveIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final int QUESTIONS = 91;

    @TempDir
    Path directory;

    @Test
    void version_saysWhichAndEndsWell() throws Exception {
        try (HiveProcess hive = new HiveProcess(directory, "--version")) {
            assertThat(hive.awaitExit()).isZero();
            assertThat(hive.output()).matches("hive \\d+\\.\\d+\\.\\d+\\S* \\(Java .+\\)");
        }
    }

    @Test
    void wrongUsage_isToldWithExitCodeTwo() throws Exception {
        for (String[] arguments : new String[][] {{}, {"sevre"}, {"serve", "--prot", "1"}, {"serve", "--port", "x"}}) {
            try (HiveProcess hive = new HiveProcess(directory, arguments)) {
                assertThat(hive.awaitExit()).as(String.join(" ", arguments)).isEqualTo(2);
                assertThat(hive.output())
                        .containsAnyOf("Usage: hive", "Did you mean", "Possible solutions")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void port_takenByAnother_saysSoAndWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String command : List.of("serve", "demo")) {
                try (HiveProcess hive =
                        new HiveProcess(directory, command, "--port", Integer.toString(taken.getLocalPort()))) {
                    assertThat(hive.awaitExit()).isEqualTo(1);
                    assertThat(hive.output())
                            .contains("port " + taken.getLocalPort() + " is taken by another process")
                            .contains("--port")
                            .doesNotContain("\tat ");
                }
            }
        }
    }

    @Test
    void port_outOfRange_isToldWithItsValue() throws Exception {
        try (HiveProcess hive = new HiveProcess(directory, "serve", "--port", "70000")) {
            assertThat(hive.awaitExit()).isEqualTo(1);
            assertThat(hive.output()).contains("--port 70000 is no port");
        }
    }

    @Test
    void dataFolder_usedByAnother_saysSoAndWhatToDo() throws Exception {
        try (HoneyHiveServer other = HoneyHiveServer.builder()
                        .dataDirectory(directory)
                        .build()
                        .start();
                HiveProcess hive = new HiveProcess(directory, "serve", "--port", "0", "--data", directory.toString())) {
            assertThat(other.port()).isPositive();
            assertThat(hive.awaitExit()).isEqualTo(1);
            assertThat(hive.output()).contains("in use by another server").contains("--data");
        }
    }

    @Test
    void judge_withoutItsModel_isToldWhatIsMissing() throws Exception {
        try (HiveProcess hive =
                new HiveProcess(directory, "serve", "--port", "0", "--judge-url", "http://localhost:1/v1")) {
            assertThat(hive.awaitExit()).isNotZero();
            assertThat(hive.output())
                    .contains("--judge-model is missing: give it, or set HH_JUDGE_MODEL")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void serve_answersUntilToldToStop_andEndsWell() throws Exception {
        try (HiveProcess hive = new HiveProcess(directory, "serve", "--port", "0")) {
            URI url = url(hive.awaitLine(line -> line.contains("HoneyHive is at")));

            assertThat(get(url + "/health")).isNotNull();
            for (String hosts : List.of("Host: a\r\nHost: b", "Host: no host")) { // what anybody sends is no news
                assertThat(answer(url, "GET / HTTP/1.1\r\n" + hosts + "\r\n\r\n"))
                        .startsWith("HTTP/1.1 400 ");
            }
            hive.stop();
            hive.awaitExit();
            assertThat(hive.output()).doesNotContain("\tat ").doesNotContain("WARN");
        }
        assertThat(directory.resolve(".hive")).isDirectory();
    }

    private static String answer(URI url, String request) throws IOException {
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void demo_exit_tableMatchesWhatTheServerServes() throws Exception {
        String table;
        try (HiveProcess hive = new HiveProcess(directory, "demo", "--exit", "--port", "0")) {
            int exit = hive.awaitExit();
            table = hive.output();
            assertThat(exit).as(table).isZero();
            assertThat(table).doesNotContain("\tat ").contains("/runs/");
        }

        try (HoneyHiveServer server = HoneyHiveServer.builder()
                .dataDirectory(directory.resolve(".hive"))
                .build()
                .start()) {
            HoneyHiveClient client = HoneyHiveClient.builder()
                    .serverUrl(server.url().toString())
                    .apiKey("any")
                    .build();
            JsonNode runs = get(server.url() + "/v1/runs").get("evaluations");
            assertThat(runs).hasSize(1);
            String runId = runs.get(0).get("run_id").asString();
            assertThat(runs.get(0).get("status").asString()).isEqualTo("completed");
            assertThat(table).contains(runId);
            assertAveragesMatch(table, client.runs().result(runId, "average"));
            Set<String> sessions = sessionsOf(server.url(), runId);
            assertThat(sessions).hasSize(QUESTIONS);
            for (String session : sessions) {
                assertTree(get(server.url() + "/v1/sessions/" + session), runId);
            }
        }
    }

    @Test
    void demo_killed_whatWasServedBeforeIsServedAfterwards() throws Exception {
        Set<String> before;
        try (HiveProcess hive = new HiveProcess(directory, "demo", "--port", "0")) {
            URI url = url(hive.awaitLine(line -> line.contains("watch at")));
            hive.awaitLine(line -> line.contains("(30 %)"));
            before = eventIds(url);
            hive.kill();
        }
        assertThat(before).isNotEmpty();

        try (HoneyHiveServer server = HoneyHiveServer.builder()
                .dataDirectory(directory.resolve(".hive"))
                .build()
                .start()) {
            assertThat(eventIds(server.url())).containsAll(before);
        }
    }

    private static void assertAveragesMatch(String table, Map<String, Object> result) {
        List<?> details = (List<?>) ((Map<?, ?>) result.get("metrics")).get("details");
        for (String metric : List.of("hit_at_3", "token_f1", "answer_contained")) {
            double served = details.stream()
                    .map(detail -> (Map<?, ?>) detail)
                    .filter(detail -> metric.equals(detail.get("metric_name")))
                    .mapToDouble(detail -> ((Number) detail.get("aggregate")).doubleValue())
                    .findFirst()
                    .orElseThrow();
            Matcher printed =
                    Pattern.compile("\\| " + metric + " +\\| +([0-9.]+) ").matcher(table);
            assertThat(printed.find()).as(metric + " in " + table).isTrue();
            assertThat(Double.parseDouble(printed.group(1)))
                    .isCloseTo(served, org.assertj.core.data.Offset.offset(6e-4));
            assertThat(served).isStrictlyBetween(0.0, 1.0);
        }
    }

    private static void assertTree(JsonNode session, String runId) {
        assertThat(session.get("event_type").asString()).isEqualTo("session");
        assertThat(session.at("/outputs/answer").isMissingNode()).isFalse();
        assertThat(session.at("/feedback/ground_truth").isMissingNode()).isFalse();
        assertThat(session.get("children")).hasSize(1);
        JsonNode chain = session.get("children").get(0);
        assertThat(chain.get("event_type").asString()).isEqualTo("chain");
        assertThat(chain.at("/metrics/hit_at_3").isBoolean()).isTrue();
        assertThat(chain.at("/metrics/token_f1").isNumber()).isTrue();
        List<JsonNode> events = new ArrayList<>(List.of(session, chain));
        chain.get("children").forEach(events::add);
        assertThat(events.subList(2, events.size()))
                .extracting(event -> event.get("event_type").asString())
                .containsExactlyInAnyOrder("tool", "model");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.at("/metadata/run_id").asString()).isEqualTo(runId);
            assertThat(event.at("/metadata/dataset_id").asString()).startsWith("EXT-");
            assertThat(event.at("/metadata/datapoint_id").asString()).startsWith("EXT-");
        });
    }

    private static Set<String> sessionsOf(URI server, String runId) throws Exception {
        Set<String> ids = new HashSet<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = get(server + "/v1/sessions?limit=50&run_id=" + runId + cursor);
            page.get("sessions")
                    .forEach(session -> ids.add(session.get("session_id").asString()));
            JsonNode next = page.get("next_cursor");
            cursor = next == null ? null : "&cursor=" + next.asString();
        }
        return ids;
    }

    private static Set<String> eventIds(URI server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/v1/events/export"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"filters\":[],\"limit\":7500}"))
                .header("Content-Type", "application/json")
                .build();
        Set<String> ids = new HashSet<>();
        send(request)
                .get("events")
                .forEach(event -> ids.add(event.get("event_id").asString()));
        return ids;
    }

    private static URI url(String line) {
        Matcher url = URL.matcher(line);
        assertThat(url.find()).as(line).isTrue();
        return URI.create(url.group());
    }

    private static JsonNode get(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private static JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as(request.uri() + ": " + response.body())
                .isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
