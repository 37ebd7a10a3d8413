// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where each call goes: method, path, query, headers and body as they arrive. */
class RoutesIT {
    private final ScriptedServer server = new ScriptedServer();
    private final HoneyHiveClient client = server.client();

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> calls() {
        EventFields event = EventFields.builder("tool", Map.of("a", 1)).build();
        return Stream.of(
                call("DELETE /v1/sessions/s", "", c -> c.sessions().delete("s")),
                call(
                        "PUT /v1/events/s",
                        "{\"metadata\":{\"a\":1}}",
                        c -> c.sessions()
                                .update(
                                        "s",
                                        EventUpdate.builder()
                                                .metadata(Map.of("a", 1))
                                                .build())),
                call("GET /v1/sessions/s", "", c -> c.sessions().tree("s")),
                call(
                        "POST /v1/sessions/s/events/batch",
                        "{\"events\":[{\"event_type\":\"tool\",\"inputs\":{\"a\":1}}]}",
                        c -> c.sessions().addEvents("s", List.of(event))),
                call(
                        "POST /v1/events/batch",
                        "{\"events\":[{\"event_type\":\"tool\",\"inputs\":{\"a\":1}}]}",
                        c -> c.events().create(List.of(event))),
                call("GET /v1/events/e", "", c -> c.events().find("e")),
                call("DELETE /v1/events/e", "", c -> c.events().delete("e")),
                call(
                        "POST /v1/events/search",
                        "{\"filters\":[]}",
                        c -> c.events().search(EventQuery.builder().build())),
                call("GET /v1/datasets", "", c -> c.datasets().list()),
                call("GET /v1/datasets?name=a%20b", "", c -> c.datasets().named("a b")),
                call("GET /v1/datasets?dataset_id=d", "", c -> c.datasets().find("d")),
                call(
                        "PUT /v1/datasets/d",
                        "{\"name\":\"n\"}",
                        c -> c.datasets()
                                .update("d", DatasetFields.builder().name("n").build())),
                call("DELETE /v1/datasets/d", "", c -> c.datasets().delete("d")),
                call("DELETE /v1/datasets/d/datapoints/p", "", c -> c.datasets().removeDatapoint("d", "p")),
                call("GET /v1/datapoints", "", c -> c.datapoints().list()),
                call(
                        "GET /v1/datapoints?dataset_name=d%26e",
                        "", c -> c.datapoints().ofDataset("d&e")),
                call("GET /v1/datapoints/p", "", c -> c.datapoints().find("p")),
                call(
                        "PUT /v1/datapoints/p",
                        "{\"ground_truth\":{\"a\":1}}",
                        c -> c.datapoints()
                                .update(
                                        "p",
                                        DatapointFields.builder()
                                                .expected(Map.of("a", 1))
                                                .build())),
                call("DELETE /v1/datapoints/p", "", c -> c.datapoints().delete("p")),
                call(
                        "PUT /v1/runs/r",
                        "{\"status\":\"completed\"}",
                        c -> c.runs()
                                .update(
                                        "r",
                                        RunFields.builder().status("completed").build())),
                call("GET /v1/runs", "", c -> c.runs().list(RunQuery.builder().build())),
                call("DELETE /v1/runs/r", "", c -> c.runs().delete("r")),
                call(
                        "GET /v1/runs/r/result?aggregate_function=p95",
                        "",
                        c -> c.runs().result("r", "p95")),
                call("GET /v1/runs/r/metrics", "", c -> c.runs().metrics("r")),
                call(
                        "GET /v1/runs/n/compare-with/o?aggregate_function=average",
                        "",
                        c -> c.runs().compare("n", "o")),
                call(
                        "GET /v1/runs/compare/events?run_id_1=a&run_id_2=b&event_name=f&limit=1000&page=2",
                        "",
                        c -> c.runs().compareEvents("a", "b", "f", 2)),
                call("GET /v1/metrics", "", c -> c.metrics().list()),
                call("GET /v1/metrics?type=LLM", "", c -> c.metrics().list(MetricType.LLM)),
                call("GET /v1/metrics?id=m", "", c -> c.metrics().find("m")),
                call(
                        "PUT /v1/metrics/m",
                        "{\"scale\":5}",
                        c -> c.metrics()
                                .update("m", MetricFields.builder().scale(5).build())),
                call("DELETE /v1/metrics/m", "", c -> c.metrics().delete("m")),
                call("GET /v1/metrics/m/versions", "", c -> c.metrics().versions("m")),
                call(
                        "POST /v1/metrics/m/versions/v%201/deploy",
                        "{}", c -> c.metrics().deploy("m", "v 1")),
                call("GET /v1/configurations", "", c -> c.configurations().list()),
                call(
                        "GET /v1/configurations?name=n",
                        "",
                        c -> c.configurations().named("n")),
                call(
                        "PUT /v1/configurations/c",
                        "{\"name\":\"n\",\"tags\":[\"t\"]}",
                        c -> c.configurations()
                                .update(
                                        "c",
                                        ConfigurationFields.builder("n")
                                                .tags(List.of("t"))
                                                .build())),
                call("DELETE /v1/configurations/c", "", c -> c.configurations().delete("c")));
    }

    private static Arguments call(String line, String body, Consumer<HoneyHiveClient> call) {
        return Arguments.of(line, body, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void call_answerEmpty_sendsOneRequestAndAcceptsIt(String line, String body, Consumer<HoneyHiveClient> call) {
        server.reply(204, "");

        call.accept(client);

        assertThat(server.only().line()).isEqualTo(line);
        assertThat(server.only().body()).isEqualTo(body);
    }

    @Test
    void call_always_carriesKeyAndIdentity() {
        client.datasets().list();

        assertThat(server.only().headers())
                .containsEntry("authorization", "Bearer " + ScriptedServer.KEY)
                .containsEntry("accept", "application/json")
                .containsEntry("hh-client-language", "java")
                .containsEntry("hh-client-package", "honeyhive");
    }

    @ParameterizedTest
    @CsvSource({
        "läuf 日本/1?x=#é,l%C3%A4uf%20%E6%97%A5%E6%9C%AC%2F1%3Fx%3D%23%C3%A9",
        "😀%2F,%F0%9F%98%80%252F",
        "..,%2E%2E"
    })
    void path_idOfAnyText_isOneEncodedSegment(String id, String segment) {
        assertThat(Paths.segment(id)).isEqualTo(segment);
    }

    @Test
    void find_unicodeId_arrivesEncoded() {
        client.runs().find("läuf 日本");

        assertThat(server.only().line()).isEqualTo("GET /v1/runs/l%C3%A4uf%20%E6%97%A5%E6%9C%AC");
    }

    @Test
    void find_emptyId_isRefusedBeforeAnyCall() {
        assertThatThrownBy(() -> client.runs().delete("")).isInstanceOf(IllegalArgumentException.class);

        assertThat(server.requests()).isEmpty();
    }
}
