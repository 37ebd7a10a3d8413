// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.store.postgres.TestPostgres;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Two projects that use the same ids for everything: whoever asks with the key of one sees nothing of the other, and what
 * one changes or deletes stays with the other.
 */
class ProjectIsolationIT {
    private static final List<String> PROJECTS = List.of("alpha", "bravo");
    private static final String SESSION = "11111111-2222-4333-8444-555555555555";
    private static final String EVENT = "22222222-2222-4333-8444-555555555555";
    private static final String LATE = "33333333-2222-4333-8444-555555555555";

    @TempDir
    Path directory;

    private final Map<String, String> secrets = new HashMap<>();
    private ApiClient client;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sameIdsInTwoProjects_neitherMixNorLeak(boolean postgres) {
        var builder = HoneyHiveServer.builder().dataDirectory(directory).requireKeys();
        if (postgres) {
            builder.database(TestPostgres.freshDatabase(), null, null);
        }
        ApiKeys keys = ApiKeys.in(directory);
        PROJECTS.forEach(
                project -> secrets.put(project, keys.create(project, "test").secret()));
        try (HoneyHiveServer server = builder.build().start()) {
            client = new ApiClient(server.url()).unchecked();
            for (String project : PROJECTS) {
                send(project, "PUT", "/events", "{'event_id':'" + LATE + "','metadata':{'early':'" + project + "'}}");
            }
            PROJECTS.forEach(this::fill);

            for (String project : PROJECTS) {
                String other = project.equals("alpha") ? "bravo" : "alpha";
                for (String path : List.of(
                        "/v1/sessions",
                        "/v1/sessions?text=alpha",
                        "/v1/sessions?text=bravo",
                        "/v1/sessions/overview",
                        "/session/" + SESSION,
                        "/v1/sessions/" + SESSION,
                        "/v1/sessions/" + SESSION + "/events",
                        "/v1/events",
                        "/v1/events?text=alpha",
                        "/v1/events?text=bravo",
                        "/v1/events/" + EVENT,
                        "/v1/events/" + LATE,
                        "/v1/events/schema",
                        "/v1/events/chart?groupBy=event_name",
                        "/v1/runs",
                        "/v1/runs/r",
                        "/v1/runs/r/result",
                        "/v1/runs/r/metrics",
                        "/v1/runs/r/rows",
                        "/v1/runs/r/schema",
                        "/v1/runs/r/compare/r/events",
                        "/v1/datasets",
                        "/v1/datapoints",
                        "/v1/metrics",
                        "/v1/configurations",
                        "/v1/charts",
                        "/v1/queues",
                        "/v1/tools",
                        "/v1/projects",
                        "/v1/keys",
                        "/v1/server",
                        "/v1/export")) {
                    var answer = send(project, "GET", path, "");
                    assertThat(answer.status()).as(path).isEqualTo(200);
                    assertThat(answer.body()).as(project + " asks " + path).doesNotContain(other);
                }
                assertThat(json(project, "/v1/events/" + EVENT)
                                .at("/event/inputs/who")
                                .asString())
                        .isEqualTo(project);
                assertThat(json(project, "/v1/events/" + EVENT)
                                .at("/event/metadata/enriched")
                                .asString())
                        .isEqualTo(project);
                assertThat(json(project, "/v1/events/" + LATE)
                                .at("/event/metadata/early")
                                .asString())
                        .isEqualTo(project);
                assertThat(json(project, "/v1/runs/r").at("/evaluation/name").asString())
                        .isEqualTo(project);
                assertThat(json(project, "/v1/sessions").path("sessions")).hasSize(2);
            }

            JsonNode kept = json("bravo", "/v1/sessions/" + SESSION);
            send("alpha", "DELETE", "/v1/sessions/" + SESSION, "");
            send("alpha", "DELETE", "/v1/runs/r", "");

            assertThat(send("alpha", "GET", "/v1/sessions/" + SESSION, "").status())
                    .isEqualTo(404);
            assertThat(json("bravo", "/v1/sessions/" + SESSION)).isEqualTo(kept);
            assertThat(send("bravo", "GET", "/v1/runs/r", "").status()).isEqualTo(200);
            assertThat(client.send(client.request("/v1/sessions").GET()).status())
                    .isEqualTo(401);
        }
    }

    /** The same of everything, with the project's name for its content. */
    private void fill(String project) {
        send(
                project,
                "POST",
                "/session/start",
                "{'session':{'session_id':'" + SESSION + "','session_name':'" + project + "','project':'" + project
                        + "'}}");
        for (String event : List.of(EVENT, LATE)) {
            send(
                    project,
                    "POST",
                    "/events",
                    "{'event':{'event_id':'" + event + "','session_id':'" + SESSION + "','event_type':'chain',"
                            + "'event_name':'" + project + "','inputs':{'who':'" + project + "'},"
                            + "'metrics':{'" + project + "':1},'metadata':{'run_id':'r','datapoint_id':'d'}}}");
        }
        send(project, "PUT", "/events", "{'event_id':'" + EVENT + "','metadata':{'enriched':'" + project + "'}}");
        send(project, "POST", "/v1/traces", Otlp.json(Otlp.span(1, "null", project, Map.of("session.id", "otlp"))));
        send(project, "POST", "/v1/runs", "{'run_id':'r','name':'" + project + "'}");
        send(project, "POST", "/v1/datasets", "{'name':'" + project + "'}");
        send(project, "POST", "/v1/datapoints", "{'inputs':{'who':'" + project + "'}}");
        send(project, "POST", "/v1/metrics", "{'name':'" + project + "','type':'HUMAN','criteria':'good?'}");
        send(
                project,
                "POST",
                "/v1/configurations",
                "{'name':'" + project + "','provider':'p','parameters':{'call_type':'chat','model':'m'}}");
        send(project, "POST", "/v1/charts", "{'name':'" + project + "','metric':'duration'}");
        send(project, "POST", "/v1/queues", "{'name':'" + project + "'}");
        send(project, "POST", "/v1/tools", "{'task':'t','name':'" + project + "','parameters':{},'type':'function'}");
        send(project, "POST", "/v1/projects", "{'name':'" + project + "'}");
    }

    private JsonNode json(String project, String path) {
        return send(project, "GET", path, "").json();
    }

    private ApiClient.Answer send(String project, String method, String path, String body) {
        var answer = client.send(client.request(
                        path, "Authorization", "Bearer " + secrets.get(project), "Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
        if (!method.equals("GET")) {
            assertThat(answer.status())
                    .as(method + " " + path + ": " + answer.body())
                    .isBetween(200, 201);
        }
        return answer;
    }
}
