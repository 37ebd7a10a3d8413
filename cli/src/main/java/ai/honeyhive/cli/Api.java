// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.HoneyHiveConnectionException;
import ai.honeyhive.client.HoneyHiveException;
import ai.honeyhive.client.HoneyHiveHttpException;
import ai.honeyhive.experiments.DatasetException;
import ai.honeyhive.experiments.ExperimentException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What commands that speak the API have in common: the server, and whether people or programs read the answer. */
final class Api {
    private static final JsonMapper JSON = new JsonMapper();

    @Mixin
    private final RunningServer server = new RunningServer();

    @Option(names = "--json", description = "Print JSON, and nothing else, on the standard output.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Works with the API; every failure that is not a fault of ours ends the command with 2. */
    <T> T use(Function<HoneyHiveClient, T> work) throws InterruptedException {
        try {
            return server.use(connection -> withClient(connection.client(), work));
        } catch (CommandFailure e) {
            throw CommandFailure.broken(String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T withClient(HoneyHiveClient client, Function<HoneyHiveClient, T> work) {
        try {
            return work.apply(client);
        } catch (HoneyHiveConnectionException e) {
            throw new CommandFailure(
                    "no server answers at " + client.serverUrl()
                            + ": start one with hive serve, or choose another with --url",
                    e);
        } catch (HoneyHiveHttpException e) {
            String remedy = e.status() == 401 || e.status() == 403 ? ": set HH_API_KEY to a key of this server" : "";
            throw new CommandFailure(e.getMessage() + remedy, e);
        } catch (HoneyHiveException | DatasetException | ExperimentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    boolean json() {
        return json;
    }

    ObjectNode object() {
        return JSON.createObjectNode();
    }

    ArrayNode array() {
        return JSON.createArrayNode();
    }

    /** Prints a JSON document. */
    void print(Object document) {
        out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        out().flush();
    }

    /** Prints for people. */
    void say(String line) {
        out().println(Terminals.printable(line));
        out().flush();
    }

    /** Prints a table for people; a column whose name begins with # holds numbers. */
    void table(List<String> columns, List<List<String>> rows) {
        ObjectNode table = object();
        ArrayNode heads = table.putArray("columns");
        columns.forEach(name -> heads.addObject()
                .put("name", name.startsWith("#") ? name.substring(1) : name)
                .put("type", name.startsWith("#") ? "real" : "text"));
        ArrayNode lines = table.putArray("rows");
        rows.forEach(row -> {
            ArrayNode line = lines.addArray();
            row.forEach(line::add);
        });
        SqlRows.table(table).forEach(out()::println);
        out().flush();
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
