// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.store.SqlViews;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // nothing is changed by what is asked
class SqlIT {

    private HoneyHiveServer server;
    private ApiClient client;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = HoneyHiveServer.builder().dataDirectory(directory).build().start();
        client = new ApiClient(server.url());
        client.post("/v1/runs", "{\"run_id\":\"r1\",\"name\":\"nightly\",\"status\":\"completed\"}");
        client.post(
                "/session/start",
                "{\"session\":{\"session_id\":\"10ad0000-0000-4000-8000-000000000001\",\"session_name\":\"chat\"}}");
        for (int i = 0; i < 3; i++) {
            client.post(
                    "/v1/events",
                    ("{'event_id':'10ad0000-0000-4000-8000-00000000001" + i + "','event_type':'model',"
                                    + "'session_id':'10ad0000-0000-4000-8000-000000000001','event_name':'call " + i
                                    + "','inputs':{'q':'why'},'metadata':{'run_id':'r1','tenant':'t" + i
                                    + "','cost':0.5},'metrics':{'exact':" + (i == 0) + ",'recall':0." + (i + 1)
                                    + "5,'note':'fine'}}")
                            .replace('\'', '"'));
        }
        client.post("/v1/datapoints", "{\"inputs\":{\"q\":\"why\"},\"ground_truth\":{\"a\":\"so\"}}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void views_areListedWithTheirColumns() {
        JsonNode answer = client.get("/v1/sql").json();

        assertThat(answer.path("available").asBoolean()).isTrue();
        for (JsonNode view : answer.path("views")) {
            List<String> columns =
                    view.path("columns").valueStream().map(JsonNode::asString).toList();
            assertThat(columns).isEqualTo(SqlViews.COLUMNS.get(view.path("name").asString()));
            assertThat(view.path("description").asString()).isNotBlank();
        }
        assertThat(answer.path("views")).hasSameSizeAs(SqlViews.COLUMNS.keySet());
    }

    @Test
    void guide_namesEveryColumn_andItsExamplesRun() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "sql.md"));
        SqlViews.COLUMNS.forEach((view, columns) -> assertThat(guide)
                .containsPattern("\\| `" + view + "` \\| [^|]+ \\| `" + String.join("`, `", columns) + "` \\|"));

        String[] blocks = guide.split("```sql\n", -1);
        assertThat(blocks).hasSizeGreaterThan(4);
        for (int i = 1; i < blocks.length; i++) {
            String statement = blocks[i].substring(0, blocks[i].indexOf("```"));
            List<String> values = statement.contains("?") ? List.of("r1", "r1") : List.of();
            var question = ApiClient.JSON
                    .createObjectNode()
                    .put("query", statement)
                    .set("parameters", ApiClient.JSON.valueToTree(values));
            ApiClient.Answer answer = client.post("/v1/sql", question.toString());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void everyView_hasTheDocumentedColumns() {
        SqlViews.COLUMNS.forEach((view, columns) -> {
            JsonNode answer = ask("SELECT * FROM " + view);

            assertThat(answer.path("columns")
                            .valueStream()
                            .map(column -> column.path("name").asString()))
                    .as(view)
                    .containsExactlyElementsOf(columns);
            assertThat(answer.path("rows")).as(view).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT session_name, num_events, cost FROM sessions | [[\"chat\",3,1.5]]",
                "select count(*) from events where event_type = 'model' | [[3]]",
                "SELECT metadata ->> 'tenant' FROM events WHERE inputs ->> 'q' = 'why' ORDER BY 1 LIMIT 1 | [[\"t0\"]]",
                "SELECT metric_name, avg(value), count(*) FROM metrics GROUP BY 1 ORDER BY 1"
                        + " | [[\"exact\",0.3333333333333333,3],[\"note\",null,3],[\"recall\",0.25,3]]",
                "SELECT text FROM metrics WHERE metric_name = 'note' LIMIT 1 | [[\"fine\"]]",
                "SELECT r.run_name, count(DISTINCT e.session_id) FROM runs r JOIN events e USING (run_id) GROUP BY 1"
                        + " | [[\"nightly\",1]]",
                "SELECT inputs, ground_truth, dataset_ids FROM datapoints"
                        + " | [[\"{\\\"q\\\":\\\"why\\\"}\",\"{\\\"a\\\":\\\"so\\\"}\",\"[]\"]]",
                "WITH m AS (SELECT max(value) AS v FROM metrics WHERE metric_name = 'recall') SELECT v FROM m; | [[0.35]]",
                "SELECT 1 AS main, 'payloads; --' AS keys -- a comment; with a semicolon | [[1,\"payloads; --\"]]",
                "SELECT j.value FROM events e, json_each(e.inputs) j LIMIT 1 | [[\"why\"]]",
                "/* first */ SELECT /* -- */ 2 | [[2]]",
                "SELECT (SELECT parent_id FROM events WHERE event_name = 'call 1')"
                        + " | [[\"10ad0000-0000-4000-8000-000000000001\"]]"
            })
    void questions_areAnswered(String questionAndRows) {
        int bar = questionAndRows.lastIndexOf(" | ");

        assertThat(ask(questionAndRows.substring(0, bar)).path("rows").toString())
                .isEqualTo(questionAndRows.substring(bar + 3));
    }

    @Test
    void parametersAndTypes_goBothWays() {
        var answer = client.post(
                "/v1/sql",
                "{\"query\":\"SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e, x'00ff' AS f\","
                        + "\"parameters\":[\"it's\",7,0.5,true,null]}");

        assertThat(answer.json().path("rows").toString()).isEqualTo("[[\"it's\",7,0.5,1,null,\"AP8=\"]]");
        assertThat(answer.json()
                        .path("columns")
                        .valueStream()
                        .map(column -> column.path("type").asString()))
                .containsExactly("text", "integer", "real", "integer", "null", "blob");
    }

    @Test
    void limits_cutTheAnswerAndSayIt() {
        String numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) ";

        assertThat(ask(numbers + "SELECT i FROM n").path("truncated").asBoolean())
                .isTrue();
        JsonNode exact = client.post("/v1/sql", "{\"limit\":5000,\"query\":\"" + numbers + "SELECT i FROM n\"}")
                .json();
        assertThat(exact.path("truncated").asBoolean()).isFalse();
        assertThat(exact.path("row_count").asInt()).isEqualTo(5_000);
        JsonNode large = ask(numbers + "SELECT printf('%.*c', 1000000, 'x') FROM n");
        assertThat(large.path("truncated").asBoolean()).isTrue();
        assertThat(large.path("rows").size()).isBetween(5, 12);
    }

    static Stream<String> hostile() {
        return Stream.of(
                // writes
                "DELETE FROM events",
                "WITH x AS (SELECT 1) DELETE FROM sessions",
                "WITH x AS (SELECT 1) INSERT INTO runs SELECT * FROM runs",
                "WITH x AS (SELECT 1) UPDATE events SET event_name = 'x'",
                "SELECT 1; DELETE FROM events",
                "SELECT 1 /* ; */ ; DROP TABLE events --",
                "SELECT 1;;;SELECT 2",
                "/**/DROP TABLE events",
                "-- SELECT\nDELETE FROM events",
                "CREATE TABLE x (a)",
                "CREATE TEMP TABLE x AS SELECT 1",
                "VACUUM INTO '/tmp/stolen.db'",
                "ATTACH ':memory:' AS y",
                "PRAGMA query_only = 0",
                "PRAGMA writable_schema = 1",
                "EXPLAIN SELECT 1",
                "BEGIN",
                "",
                "   -- nothing",
                ";",
                "SELECT 'open",
                "SELECT 1\u0000; DELETE FROM events",
                // what is behind the views
                "SELECT * FROM payloads",
                "SELECT * FROM main.events",
                "SELECT * FROM \"main\".\"payloads\"",
                "SELECT * FROM [main] . [payloads]",
                "SELECT * FROM 'main'.'payloads'",
                "SELECT * FROM main/**/.payloads",
                "SELECT * FROM documents",
                "SELECT * FROM sqlite_master",
                "SELECT * FROM sqlite_temp_schema",
                "SELECT * FROM schema_migrations",
                "SELECT (SELECT count(*) FROM pending)",
                "SELECT * FROM event_words WHERE event_words MATCH 'a'",
                "SELECT * FROM event_words_data",
                "SELECT * FROM pragma_database_list",
                "SELECT * FROM \"pragma_table_info\"('events')",
                "SELECT * FROM 'pragma_database_list'",
                "SELECT * FROM dbstat",
                "SELECT load_extension('/tmp/x.so')",
                "SELECT readfile('/etc/passwd')",
                // too much
                "SELECT zeroblob(2000000000)",
                "SELECT length(randomblob(100000000))",
                "SELECT printf('%2000000000d', 1)",
                "SELECT replicate('ab', 2000000000)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT group_concat(printf('%.*c',"
                        + " 100000, 'x')) FROM n",
                "SELECT " + "NOT ".repeat(2_000) + "1",
                "SELECT " + "1,".repeat(500) + "1",
                "SELECT " + "x".repeat(30_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileStatements_areRefusedAndChangeNothing(String statement) {
        var answer = client.unchecked().post("/v1/sql", body(statement));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("message").asString()).isNotBlank();
        assertThat(ask("SELECT count(*) FROM events").path("rows").toString()).isEqualTo("[[4]]");
    }

    @Test
    void endlessStatement_isStopped() {
        var answer = client.unchecked()
                .post(
                        "/v1/sql",
                        body("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asString()).contains("took longer than 5000 ms");
        assertThat(ask("SELECT 1").path("rows").toString()).isEqualTo("[[1]]");
    }

    @Test
    void mistakes_areExplainedInTheDatabasesWords() {
        assertThat(message("SELECT nosuch FROM events")).isEqualTo("no such column: nosuch");
        assertThat(message("SELEC 1")).contains("begins with SELECT or WITH");
        assertThat(message("SELECT * FROM payloads")).contains("payloads cannot be asked, only sessions, events");
        assertThat(message("SELECT ?")).isEqualTo("the statement has 1 parameters, but 0 are given");
        assertThat(client.unchecked()
                        .post("/v1/sql", "{\"query\":\"SELECT ?\",\"parameters\":[[1]]}")
                        .status())
                .isEqualTo(400);
        assertThat(client.unchecked().post("/v1/sql", "{}").status()).isEqualTo(400);
    }

    @Test
    void serverInMemory_saysWhySqlIsNotThere() {
        try (HoneyHiveServer memory =
                HoneyHiveServer.builder().inMemory().build().start()) {
            var answer = new ApiClient(memory.url()).unchecked().post("/v1/sql", body("SELECT 1"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("start it with a data folder");
        }
    }

    private String message(String statement) {
        return client.unchecked()
                .post("/v1/sql", body(statement))
                .json()
                .path("message")
                .asString();
    }

    private JsonNode ask(String statement) {
        var answer = client.post("/v1/sql", body(statement));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String body(String statement) {
        return ApiClient.JSON.writeValueAsString(java.util.Map.of("query", statement));
    }
}
