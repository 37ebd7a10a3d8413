// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.RunQuery;
import ai.honeyhive.client.StoredRun;
import ai.honeyhive.experiments.RecordedRow;
import ai.honeyhive.experiments.RecordedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code hive runs}. */
@Command(
        name = "runs",
        description = {
            "List the runs of experiments, latest first, or show one with the scores of its rows.",
            "Ends with 2 when something is wrong."
        },
        mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
    private static final int MOST_SCORES = 6;
    private static final Set<String> STATUSES = Set.of("pending", "running", "completed", "failed", "cancelled");

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "The id of a run, or a name, of which the latest is taken.")
    private @Nullable String run;

    @Option(names = "--name", paramLabel = "NAME", description = "Only runs of this name.")
    private @Nullable String name;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only runs that are pending, running, completed, failed or cancelled.")
    private @Nullable String status;

    @Option(names = "--dataset", paramLabel = "ID", description = "Only runs over this dataset.")
    private @Nullable String dataset;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Runs, or rows of a run, at most. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Mixin
    private final Api api = new Api();

    @Override
    public Integer call() throws InterruptedException {
        if (limit < 1) {
            throw CommandFailure.broken("--limit " + limit + " must be at least 1", null);
        }
        if (status != null && !STATUSES.contains(status)) {
            throw CommandFailure.broken(
                    "--status " + status + " is unknown: it is one of " + new TreeSet<>(STATUSES), null);
        }
        if (run != null && (name != null || status != null || dataset != null)) {
            throw CommandFailure.broken("--name, --status and --dataset choose from the list: leave out " + run, null);
        }
        return api.use(client -> {
            if (run == null) {
                list(runs(client));
            } else {
                show(RecordedRun.load(client, run));
            }
            return 0;
        });
    }

    private List<StoredRun> runs(HoneyHiveClient client) {
        List<StoredRun> found = new ArrayList<>();
        for (int page = 1; found.size() < limit; page++) {
            RunQuery.Builder query =
                    RunQuery.builder().descending("created_at").page(page).limit(Math.min(100, limit));
            if (name != null) {
                query.name(name);
            }
            if (status != null) {
                query.status(status);
            }
            if (dataset != null) {
                query.datasetId(dataset);
            }
            var some = client.runs().list(query.build());
            found.addAll(some.runs());
            if (!some.hasNext() || some.runs().isEmpty()) {
                break;
            }
        }
        return found.subList(0, Math.min(found.size(), limit));
    }

    private void list(List<StoredRun> runs) {
        if (api.json()) {
            ArrayNode document = api.array();
            runs.forEach(run -> summary(document.addObject(), run));
            api.print(document);
            return;
        }
        api.table(
                List.of("run", "name", "status", "created", "#sessions", "metrics"),
                runs.stream()
                        .map(run -> List.of(
                                run.id(),
                                run.name().orElse(""),
                                run.status().orElse(""),
                                run.createdAt().map(Object::toString).orElse(""),
                                String.valueOf(run.sessionIds().size()),
                                scores(run.metrics())))
                        .toList());
    }

    private static ObjectNode summary(ObjectNode target, StoredRun run) {
        target.put("run_id", run.id())
                .put("name", run.name().orElse(""))
                .put("status", run.status().orElse(""))
                .put("created_at", run.createdAt().map(Object::toString).orElse(null))
                .put("sessions", run.sessionIds().size())
                .put(
                        "dataset_id",
                        run.datasetId()
                                .or(() -> java.util.Optional.ofNullable(
                                                run.metadata().get("offline_dataset_id"))
                                        .map(Object::toString))
                                .orElse(null));
        target.putPOJO("metrics", run.metrics());
        return target;
    }

    private void show(RecordedRun recorded) {
        StoredRun stored = recorded.run();
        if (api.json()) {
            ObjectNode document = summary(api.object(), stored);
            ArrayNode rows = document.putArray("rows");
            recorded.rows().stream().limit(limit).forEach(row -> {
                ObjectNode line = rows.addObject()
                        .put("datapoint_id", row.datapointId())
                        .put("session_id", row.sessionId())
                        .put("error", row.error().orElse(null))
                        .put(
                                "duration_ms",
                                row.duration().map(java.time.Duration::toMillis).orElse(null));
                line.putPOJO("scores", row.scores());
            });
            document.put("row_count", recorded.rows().size());
            api.print(document);
            return;
        }
        long failed =
                recorded.rows().stream().filter(row -> row.error().isPresent()).count();
        api.say(stored.name().orElse("") + " (" + stored.id() + "), "
                + stored.status().orElse("?") + ", " + recorded.rows().size() + " rows, " + failed + " failed");
        table(recorded);
        if (recorded.rows().size() > limit) {
            api.err().println("hive: there is more: these are the first " + limit + " rows; see --limit");
            api.err().flush();
        }
    }

    private void table(RecordedRun recorded) {
        Set<String> metrics = new TreeSet<>();
        recorded.rows().forEach(row -> metrics.addAll(row.scores().keySet()));
        List<String> shown = metrics.stream().limit(MOST_SCORES).toList();
        List<String> columns = new ArrayList<>(List.of("datapoint", "session", "#seconds"));
        shown.forEach(metric -> columns.add("#" + metric));
        columns.add("error");
        api.table(
                columns,
                recorded.rows().stream()
                        .limit(limit)
                        .map(row -> cells(row, shown))
                        .toList());
        if (metrics.size() > shown.size()) {
            api.say("and " + (metrics.size() - shown.size()) + " more metrics: see --json");
        }
    }

    private static List<String> cells(RecordedRow row, List<String> metrics) {
        List<String> cells = new ArrayList<>(List.of(
                row.datapointId(),
                row.sessionId(),
                row.duration()
                        .map(duration -> String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9))
                        .orElse("")));
        metrics.forEach(metric -> cells.add(value(row.scores().get(metric))));
        cells.add(row.error().orElse(""));
        return cells;
    }

    private static String scores(Map<String, Object> metrics) {
        List<String> parts = new ArrayList<>();
        metrics.forEach((metric, value) -> parts.add(metric + "=" + value(value)));
        return String.join(" ", parts);
    }

    private static String value(@Nullable Object score) {
        if (score instanceof Number number) {
            double value = number.doubleValue();
            return value == Math.rint(value) && Math.abs(value) < 1e9
                    ? Long.toString((long) value)
                    : String.format(Locale.ROOT, "%.3f", value);
        }
        return score == null ? "" : score.toString();
    }
}
