// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.cli.doctor.DirectoryVisit;
import ai.honeyhive.cli.doctor.Finding;
import ai.honeyhive.cli.doctor.ServerVisit;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code hive doctor}. */
@Command(
        name = "doctor",
        description = {
            "Look a server and its data over; ends with 1 when something is wrong.",
            "The key for a server that wants one is taken from HH_API_KEY."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final String USUAL_URL = "http://127.0.0.1:8383";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server, which has to run. Without it that at " + USUAL_URL + ", if there is one.")
    private @Nullable URI url;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the database. Without it .hive, if there is no --url.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        if (url == null || data != null) {
            findings.addAll(DirectoryVisit.of(data == null ? Path.of(".hive") : data));
        }
        if (url != null || data == null) {
            findings.addAll(new ServerVisit(server(), System.getenv("HH_API_KEY"), url != null).make());
        }
        boolean wrong = findings.stream().anyMatch(finding -> finding.state() == Finding.State.WRONG);
        print(findings, wrong);
        return wrong ? 1 : 0;
    }

    private URI server() {
        if (url == null) {
            return URI.create(USUAL_URL);
        }
        if (url.getScheme() == null || url.getHost() == null) {
            throw new CommandFailure("--url " + url + " is no address: write it like " + USUAL_URL);
        }
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }

    private void print(List<Finding> findings, boolean wrong) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            var mapper = new JsonMapper();
            ObjectNode document = mapper.createObjectNode().put("ok", !wrong);
            ArrayNode list = document.putArray("findings");
            findings.forEach(finding -> list.addObject()
                    .put("state", finding.state().name().toLowerCase(Locale.ROOT))
                    .put("check", finding.check())
                    .put("message", finding.message()));
            out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        } else {
            findings.forEach(finding -> out.printf(
                    Locale.ROOT,
                    "%-6s %-8s %s%n",
                    finding.state().name().toLowerCase(Locale.ROOT),
                    finding.check(),
                    finding.message()));
        }
        out.flush();
    }
}
