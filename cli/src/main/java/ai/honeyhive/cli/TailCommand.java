// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.client.Event;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.HoneyHiveException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code hive tail}. */
@Command(
        name = "tail",
        description = {
            "Print events as a server receives them, until Ctrl-C.",
            "A connection that is lost is made again, and goes on where it broke off.",
            "For example: hive tail --filter event_type=model --filter metadata.tenant=acme"
        },
        mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer>, TailStream.Listener {
    private static final JsonMapper JSON = new JsonMapper();

    @Option(names = "--session", paramLabel = "ID", description = "Only events of this session.")
    private @Nullable String session;

    @Option(
            names = "--filter",
            paramLabel = "FIELD=VALUE",
            description = "Only events with this value in this field, such as event_name=answer; * stands for any text."
                    + " A dot leads into a field. Can be repeated: then all have to be true.")
    private final List<String> filters = new ArrayList<>();

    @Option(names = "--errors", description = "Only events that failed.")
    private boolean errors;

    @Option(names = "--count", paramLabel = "N", description = "End after so many events.")
    private @Nullable Long count;

    @Option(names = "--json", description = "Print one JSON object a line, the whole event, and nothing else.")
    private boolean json;

    @Mixin
    private final RunningServer server = new RunningServer();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private List<TailFilter> wanted = List.of();

    @SuppressWarnings("NullAway.Init") // set before the first message
    private TailEvents events;

    private long printed;
    private boolean told;

    @Override
    public Integer call() throws InterruptedException {
        if (count != null && count < 1) {
            throw CommandFailure.broken("--count " + count + " must be at least 1", null);
        }
        wanted = filters.stream().map(TailFilter::of).toList();
        try {
            return server.use(this::listen);
        } catch (HoneyHiveException | CommandFailure e) {
            throw CommandFailure.broken(String.valueOf(e.getMessage()), e);
        }
    }

    private int listen(RunningServer.Connection connection) throws IOException, InterruptedException {
        HoneyHiveClient client = connection.client();
        try (InputStream answer = connection.send("/v1/runs?limit=1", request -> request)) {
            answer.readAllBytes(); // so that a server that is not there is said at once, without further attempts
        }
        events = new TailEvents(client, session);
        String query = session == null ? "" : "?session_id=" + URLEncoder.encode(session, StandardCharsets.UTF_8);
        events.skipPast();
        try (var stream = new TailStream(connection, "/v1/stream" + query, this)) {
            stream.listen();
        }
        return 0;
    }

    @Override
    public boolean message(String event, String data) {
        told = false;
        List<Event> news =
                switch (event) {
                    // What came between the look before and the connection, and what a gap has swallowed.
                    case "hello", "gap" -> events.recent();
                    case "session" -> events.ofSession(id(data));
                    default -> List.of();
                };
        for (Event some : news) {
            if (wants(some)) {
                print(some);
                printed++;
                if (count != null && printed >= count) {
                    return false;
                }
            }
        }
        return !spec.commandLine().getOut().checkError(); // who read this is gone
    }

    @Override
    public void lost(String why) {
        if (!told) {
            spec.commandLine()
                    .getErr()
                    .println("hive: the connection is lost, trying again: " + Terminals.printable(why));
            spec.commandLine().getErr().flush();
            told = true;
        }
    }

    private static String id(String data) {
        try {
            JsonNode message = JSON.readTree(data);
            return message.path("session_id").asString("");
        } catch (JacksonException e) {
            throw new CommandFailure("the stream of the server cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private boolean wants(Event event) {
        return (!errors || event.error().filter(text -> !text.isEmpty()).isPresent())
                && wanted.stream().allMatch(filter -> filter.test(event));
    }

    private void print(Event event) {
        var out = spec.commandLine().getOut();
        out.println(json ? JSON.writeValueAsString(event) : TailLine.of(event));
        out.flush();
    }
}
