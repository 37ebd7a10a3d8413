// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code hive sql}. */
@Command(
        name = "sql",
        description = {
            "Ask a running server in SQL, over the views sessions, events, metrics, runs and datapoints.",
            "For example: hive sql \"select event_name, avg(duration) from events group by 1\""
        },
        mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(paramLabel = "STATEMENT", description = "One statement that begins with SELECT or WITH.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String statement;

    @Parameters(
            index = "1..*",
            paramLabel = "VALUE",
            description = "A value for each ? of the statement, as text; cast(? as real) makes it a number.")
    private final List<String> values = new ArrayList<>();

    @Mixin
    private final RunningServer server = new RunningServer();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Rows at most, up to 10000. Default: ${DEFAULT-VALUE}")
    private int limit;

    @ArgGroup
    private @Nullable Form form;

    /** In which form the rows are printed; without one, as a table. */
    static final class Form {
        @Option(names = "--json", description = "One JSON object a row.")
        private boolean json;

        @Option(names = "--csv", description = "Comma-separated values with a header, as RFC 4180 says.")
        private boolean csv;
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        JsonNode answer = ask();
        PrintWriter out = spec.commandLine().getOut();
        if (form != null && form.json) {
            SqlRows.json(answer).forEach(out::println);
        } else if (form != null && form.csv) {
            SqlRows.csv(answer).forEach(line -> out.print(line + "\r\n"));
        } else {
            SqlRows.table(answer).forEach(out::println);
        }
        out.flush();
        if (answer.path("truncated").asBoolean()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("hive: there is more: these are the first "
                    + answer.path("row_count").asInt() + " rows; see --limit");
            err.flush();
        }
        return 0;
    }

    private JsonNode ask() throws InterruptedException {
        String question = JSON.writeValueAsString(Map.of("query", statement, "parameters", values, "limit", limit));
        return server.use(connection -> connection.json(connection.send(
                "/v1/sql",
                request -> request.timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(question)))));
    }
}
