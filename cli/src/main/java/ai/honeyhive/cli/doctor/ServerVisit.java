// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running server how it is, as any client can. */
public final class ServerVisit {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The header tells seconds, and the answer takes its time. */
    private static final Duration EXACT = Duration.ofSeconds(3);

    private static final Duration WRONG_CLOCK = Duration.ofSeconds(30);

    private final URI server;
    private final @Nullable String key;
    private final boolean expected;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Prepares a visit.
     *
     * @param key what the server asks for, if it does
     * @param expected whether there has to be a server
     */
    public ServerVisit(URI server, @Nullable String key, boolean expected) {
        this.server = server;
        this.key = key;
        this.expected = expected;
    }

    public List<Finding> make() throws InterruptedException {
        try {
            if (health()) {
                ready();
                figures();
            }
        } catch (ConnectException e) {
            String nobody = "nothing listens at " + server + ": start it with hive serve";
            findings.add(expected ? Finding.wrong("port", nobody) : Finding.note("port", nobody));
        } catch (IOException e) {
            findings.add(Finding.wrong("port", server + " does not answer as a server does: " + e));
        } catch (JacksonException e) {
            findings.add(Finding.wrong("port", server + " answers something that is not JSON"));
        }
        return findings;
    }

    private boolean health() throws IOException, InterruptedException {
        Instant before = Instant.now();
        HttpResponse<String> answer = get("/health");
        Instant between = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
        boolean ours = answer.statusCode() == 200
                && answer.body().startsWith("{")
                && JSON.readTree(answer.body()).path("status").asString("").equals("ok");
        if (!ours) {
            findings.add(Finding.wrong(
                    "port", "something else than HoneyHive answers at " + server + ", status " + answer.statusCode()));
            return false;
        }
        findings.add(Finding.ok("port", "a server answers at " + server));
        answer.headers().firstValue("Date").ifPresent(date -> clock(date, between));
        return true;
    }

    private void clock(String date, Instant here) {
        Duration off;
        try {
            Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            off = Duration.between(there, here).abs();
        } catch (DateTimeParseException e) {
            findings.add(Finding.note("clock", "the server does not tell its time"));
            return;
        }
        String text = "this clock and the server's are " + off.toSeconds() + " s apart";
        if (off.compareTo(EXACT) <= 0) {
            findings.add(Finding.ok("clock", "this clock and the server's agree"));
        } else {
            findings.add(
                    off.compareTo(WRONG_CLOCK) > 0
                            ? Finding.wrong("clock", text + ": spans will stand in a wrong order; set the clocks")
                            : Finding.note("clock", text));
        }
    }

    private void ready() throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(get("/ready").body());
        if (answer.path("status").asString("").equals("ready")) {
            findings.add(Finding.ok("ready", "the server can work"));
        }
        answer.path("reasons").forEach(reason -> findings.add(Finding.wrong("ready", reason.asString(""))));
    }

    private void figures() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/v1/server");
        if (answer.statusCode() == 401) {
            findings.add(
                    Finding.wrong("key", "the server wants a key: set HH_API_KEY to one that hive keys create made"));
            return;
        }
        JsonNode json = JSON.readTree(answer.body());
        findings.add(Finding.ok(
                "server",
                "version " + json.path("version").asString("") + ", "
                        + json.path("database").asString("") + ", project '"
                        + json.path("project").asString("") + "', "
                        + json.path("events").asLong(0) + " events, "
                        + json.path("sessions").asLong(0) + " sessions"));
        for (JsonNode client : json.path("clients")) {
            findings.add(Finding.ok(
                    "client",
                    client.path("name").asString("") + ", "
                            + client.path("requests").asLong(0) + " requests, last "
                            + Instant.ofEpochMilli(client.path("last_seen").asLong(0))));
        }
        for (Map.Entry<String, JsonNode> refused : json.path("refused").properties()) {
            findings.add(Finding.note(
                    "drops", refused.getValue().asLong(0) + " refused since the start: " + refused.getKey()));
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("User-Agent", "hive-doctor");
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
