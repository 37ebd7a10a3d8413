// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static ai.honeyhive.server.internal.api.Route.at;
import static ai.honeyhive.server.internal.api.Route.both;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import ai.honeyhive.server.internal.metrics.MetricRunner;
import ai.honeyhive.server.internal.operations.Clients;
import ai.honeyhive.server.internal.retention.Retention;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.translate.Prices;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Every route of the server, in one place. Fixed paths stand before those that have an id in the same place. */
final class Routes {
    private final Store store;
    private final Prices prices;
    private final MetricRunner runner;
    private final LongSupplier clock;

    Routes(Store store, Prices prices, MetricRunner runner, LongSupplier clock) {
        this.store = store;
        this.prices = prices;
        this.runner = runner;
        this.clock = clock;
    }

    /** What the routes of a project need of the server around it. */
    record Surroundings(
            String project, Clients clients, Retention retention, PageHandlers page, OperationHandlers.Server server) {}

    List<Route> all(StreamHub hub, Surroundings around) {
        List<Route> routes = new ArrayList<>();
        Stream.of(
                        server(hub, around),
                        sessions(),
                        events(),
                        runs(),
                        datasets(),
                        datapoints(),
                        metrics(around),
                        configurations(),
                        charts(),
                        queues(),
                        toolsAndProjects(around.project()))
                .forEach(routes::addAll);
        var description = new OpenApi(routes);
        routes.add(at(GET, List.of("/openapi.json"), "This description", description::answer)
                .withoutKey()
                .gives("OpenApi"));
        return List.copyOf(routes);
    }

    private List<Route> server(StreamHub hub, Surroundings around) {
        var server = new ServerHandlers(
                around.project(),
                around.clients(),
                around.retention(),
                around.server().access().isRequired(),
                store,
                clock.getAsLong());
        var operations = new OperationHandlers(around.project(), store, around.server());
        PageHandlers page = around.page();
        var stream = new StreamHandler(hub, clock);
        var sql = new SqlHandlers(store);
        var keys = new KeyHandlers(around.project(), around.server().access());
        var transfer = new TransferHandlers(store, runner, clock);
        var otlp = new OtlpHandler(store.events(), prices, clock);
        return List.of(
                at(GET, List.of("/health", "/v1/health"), "Whether the server lives", operations::health)
                        .withoutKey()
                        .gives("Health"),
                at(GET, List.of("/ready", "/v1/ready"), "Whether the server can work now", operations::ready)
                        .withoutKey()
                        .gives("Ready"),
                at(GET, List.of("/metrics/prometheus"), "The server's figures, for Prometheus", operations::metrics),
                at(POST, List.of("/login"), "Keep a key for this browser", operations::login)
                        .withoutKey()
                        .takes("Login")
                        .gives("LoggedIn"),
                at(POST, List.of("/logout"), "Forget this browser's key", operations::logout)
                        .withoutKey()
                        .gives("Success"),
                at(GET, List.of("/"), "The page", page::home).withoutKey(),
                at(GET, List.of("/review", "/review/{id}", "/compare/{a}/{b}", "/settings"), "The page", page::document)
                        .withoutKey(),
                at(GET, List.of("/assets/<path>"), "Files of the page", page::asset)
                        .withoutKey(),
                both(GET, "/server", "Version, database and how much is stored", server::info)
                        .gives("Server"),
                both(GET, "/prices", "What model calls cost", exchange -> exchange.answer(prices.json()))
                        .gives("Prices"),
                both(GET, "/keys", "List the keys of the project", keys::list).gives("KeyList"),
                both(POST, "/keys", "Make a key; its secret is in this answer and never again", keys::create)
                        .takes("KeyInput")
                        .gives(201, "KeyCreated"),
                both(DELETE, "/keys/{id}", "Make a key worthless", keys::revoke).gives("Deleted"),
                both(GET, "/sql", "The views that can be asked in SQL, and the limits", sql::views)
                        .orPage()
                        .gives("SqlViews"),
                both(POST, "/sql", "Ask the stored data in SQL", sql::query)
                        .takes("SqlQuery")
                        .gives("SqlResult"),
                at(GET, List.of("/v1/export"), "Everything of the project, as lines of JSON", transfer::export)
                        .gives("ExportLine"),
                at(POST, List.of("/v1/import"), "Store lines of an export; what is there already stays", transfer::load)
                        .takes("ExportLine")
                        .gives("Imported"),
                both(GET, "/stream", "Sessions and runs as they change, as server-sent events", stream::listen)
                        .asks("session_id", "run_id", "last_event_id"),
                at(POST, List.of("/opentelemetry/v1/traces", "/v1/traces"), "Export spans by OTLP", otlp::traces)
                        .takes("OtlpTraces")
                        .gives("OtlpAnswer"),
                at(POST, List.of("/opentelemetry/v1/logs", "/v1/logs"), "Export log records by OTLP", otlp::logs)
                        .takes("OtlpLogs")
                        .gives("OtlpAnswer"));
    }

    private List<Route> sessions() {
        var sessions = new SessionHandlers(store.events(), clock);
        return List.of(
                both(POST, "/session/start", "Start a session, or add to one", sessions::start)
                        .takes("SessionStart")
                        .gives("Event"),
                both(POST, "/sessions", "Start a session, or add to one", sessions::start)
                        .takes("SessionStart")
                        .gives("Event"),
                both(POST, "/sessions/batch", "Start and update many sessions", sessions::batch)
                        .takes("SessionBatch")
                        .gives("Success"),
                both(GET, "/sessions", "List sessions, newest first", sessions::list)
                        .orPage()
                        .asks("limit", "cursor", "run_id", "filters", "text", "dateRange")
                        .gives("SessionList"),
                both(GET, "/sessions/overview", "What the sessions have in common", sessions::overview)
                        .asks("run_id", "filters", "text", "dateRange")
                        .gives("SessionOverview"),
                both(GET, "/session/{id}", "Read a session", sessions::flat).gives("Event"),
                both(GET, "/sessions/{id}", "Read a session with its events as a tree", sessions::tree)
                        .orPage()
                        .gives("EventTree"),
                both(GET, "/sessions/{id}/events", "Read a session's events by start, some at a time", sessions::events)
                        .asks("limit", "cursor")
                        .gives("SessionEventPage"),
                both(
                                GET,
                                "/sessions/{id}/outline",
                                "Read a session's events without what went in and out, as rows of values",
                                sessions::outline)
                        .gives("SessionOutline"),
                both(DELETE, "/sessions/{id}", "Delete a session with its events", sessions::delete)
                        .gives("Deleted"),
                both(DELETE, "/session/{id}", "Delete a session with its events", sessions::delete)
                        .gives("Deleted"),
                both(POST, "/session/{id}/traces", "Add events, nested or not, to a session", sessions::addEvents)
                        .takes("SessionEvents")
                        .gives("Success"),
                both(POST, "/sessions/{id}/events/batch", "Add events to a session", sessions::addEvents)
                        .takes("SessionEvents")
                        .gives("Success"));
    }

    private List<Route> events() {
        var events = new EventHandlers(store.events(), clock);
        var charts = new EventCharts(store.events());
        var histograms = new EventHistogram(store.events());
        var schemas = new SchemaHandlers(store);
        return List.of(
                both(POST, "/events", "Create an event", events::create)
                        .takes("EventInput")
                        .gives("EventCreated"),
                both(PUT, "/events", "Add to an event or a session", exchange -> events.update(exchange, null))
                        .takes("EventUpdate")
                        .gives("EventCreated"),
                both(POST, "/events/batch", "Create events", events::createBatch)
                        .takes("EventBatch")
                        .gives("EventsCreated"),
                both(POST, "/events/model", "Create a model event", events::createModel)
                        .takes("ModelEventInput")
                        .gives("EventCreated"),
                both(POST, "/events/model/batch", "Create model events", events::createModelBatch)
                        .takes("ModelEventBatch")
                        .gives("EventsCreated"),
                both(POST, "/events/export", "Query events, up to 7500 at a time", events::export)
                        .takes("EventQuery")
                        .gives("EventPage"),
                both(POST, "/events/search", "Query events, up to 1000 at a time", events::search)
                        .takes("EventQuery")
                        .gives("EventPage"),
                both(GET, "/events", "Query events", events::query)
                        .asks(
                                "filters",
                                "dateRange",
                                "projections[]",
                                "ignore_order",
                                "limit",
                                "page",
                                "cursor",
                                "text",
                                "evaluation_id")
                        .gives("EventPage"),
                both(GET, "/events/chart", "A number of events over time", charts::chart)
                        .asks(
                                "metric",
                                "aggregation",
                                "bucket",
                                "groupBy",
                                "filters",
                                "dateRange",
                                "evaluation_id",
                                "only_experiments")
                        .gives("EventChart"),
                both(GET, "/events/histogram", "How a number of events is spread", histograms::histogram)
                        .asks("metric", "bins", "filters", "dateRange", "evaluation_id")
                        .gives("EventHistogram"),
                both(GET, "/events/schema", "The fields that events have", schemas::ofEvents)
                        .asks("dateRange", "evaluation_id")
                        .gives("EventSchema"),
                both(GET, "/events/{id}", "Read an event; for a session its tree", events::get)
                        .orPage()
                        .gives("EventAnswer"),
                both(
                                PUT,
                                "/events/{id}",
                                "Add to an event or a session",
                                exchange -> events.update(exchange, exchange.path("id")))
                        .takes("EventUpdate")
                        .gives("EventCreated"),
                both(DELETE, "/events/{id}", "Delete an event", events::delete).gives("Deleted"));
    }

    private List<Route> runs() {
        var runs = new RunHandlers(store, clock);
        var results = new ResultHandlers(store);
        var rows = new RunRows(store, clock);
        var statistics = new StatisticsHandlers(store, rows);
        var schemas = new SchemaHandlers(store);
        return List.of(
                both(POST, "/runs", "Create a run", runs::create)
                        .takes("RunInput")
                        .gives("RunCreated"),
                both(GET, "/runs", "List runs", runs::list)
                        .orPage()
                        .asks(
                                "dataset_id",
                                "run_ids[]",
                                "name",
                                "status",
                                "dateRange",
                                "sort_by",
                                "sort_order",
                                "page",
                                "limit")
                        .gives("RunPage"),
                both(GET, "/runs/schema", "The fields that events of runs have", schemas::ofRuns)
                        .asks("dateRange")
                        .gives("EventSchema"),
                both(GET, "/runs/compare/events", "Events of two runs side by side", results::compareEvents)
                        .asks("run_id_1", "run_id_2", "event_name", "event_type", "filter", "limit", "page")
                        .gives("EventPairs"),
                both(GET, "/runs/{id}", "Read a run", runs::get).orPage().gives("RunAnswer"),
                both(PUT, "/runs/{id}", "Change a run", runs::update)
                        .takes("RunInput")
                        .gives("RunAnswer"),
                both(DELETE, "/runs/{id}", "Delete a run, but not its sessions", runs::delete)
                        .gives("RunDeleted"),
                both(GET, "/runs/{id}/result", "The result of a run", results::result)
                        .asks("aggregate_function", "filters")
                        .gives("RunResult"),
                both(GET, "/runs/{id}/summary", "The result of a run", results::result)
                        .asks("aggregate_function", "filters")
                        .gives("RunResult"),
                both(GET, "/runs/{id}/metrics", "The metrics of each event of a run", results::metrics)
                        .asks("dateRange", "filters")
                        .gives("RunMetrics"),
                both(GET, "/runs/{id}/schema", "The fields that events of a run have", schemas::ofRun)
                        .asks("dateRange")
                        .gives("EventSchema"),
                both(GET, "/runs/{id}/rows", "What each session of a run took, gave and scored", rows::list)
                        .asks("limit", "cursor")
                        .gives("RunRows"),
                both(GET, "/runs/{id}/statistics", "What a run came to, with intervals", statistics::ofRun)
                        .asks("resamples")
                        .gives("RunStatistics"),
                both(
                                GET,
                                "/runs/{id}/compare-with/{old}/statistics",
                                "Whether a run is better than an older one, by tests paired by datapoint",
                                statistics::compare)
                        .asks("metrics[]", "lower_is_better[]", "alpha", "correction", "resamples")
                        .gives("RunStatisticsComparison"),
                both(
                                GET,
                                "/runs/{id}/compare-with/{old}/rows",
                                "The datapoints of two runs side by side, worst first",
                                statistics::rows)
                        .asks("metric", "lower_is_better[]", "rows", "text", "page", "limit")
                        .gives("RunPairPage"),
                both(GET, "/runs/{id}/compare-with/{old}", "Compare a run with an older one", results::compare)
                        .asks("aggregate_function", "filters")
                        .gives("RunComparison"),
                both(GET, "/runs/{id}/compare/{old}", "Compare a run with an older one", results::compare)
                        .asks("aggregate_function", "filters")
                        .gives("RunComparison"),
                both(GET, "/runs/{id}/compare/{old}/events", "Events of two runs", results::compareEvents)
                        .asks("event_name", "event_type", "filter", "limit", "page")
                        .gives("EventPairs"));
    }

    private List<Route> datasets() {
        var datasets = new DatasetHandlers(store.documents(), clock);
        var versions = new DatasetVersionHandlers(store.documents(), clock);
        return List.of(
                both(GET, "/datasets", "List datasets", datasets::list)
                        .orPage()
                        .asks("dataset_id", "name", "type")
                        .gives("DatasetList"),
                both(POST, "/datasets", "Create a dataset", datasets::create)
                        .takes("DatasetInput")
                        .gives("DatasetCreated"),
                both(PUT, "/datasets", "Change a dataset", datasets::update)
                        .takes("DatasetUpdate")
                        .gives("DatasetUpdated"),
                both(DELETE, "/datasets", "Delete a dataset, but not its datapoints", datasets::delete)
                        .asks("dataset_id")
                        .gives("DatasetDeleted"),
                both(GET, "/datasets/{id}", "Read a dataset", datasets::get)
                        .orPage()
                        .gives("DatasetAnswer"),
                both(PUT, "/datasets/{id}", "Change a dataset", datasets::update)
                        .takes("DatasetUpdate")
                        .gives("DatasetUpdated"),
                both(DELETE, "/datasets/{id}", "Delete a dataset, but not its datapoints", datasets::delete)
                        .gives("DatasetDeleted"),
                both(POST, "/datasets/{id}/datapoints", "Add rows to a dataset", datasets::addDatapoints)
                        .takes("DatasetRows")
                        .gives("DatapointsAdded"),
                both(POST, "/datasets/{id}/versions", "Name what a dataset holds now", versions::save)
                        .takes("DatasetVersionInput")
                        .gives("DatasetVersionAnswer"),
                both(DELETE, "/datasets/{id}/datapoints/{datapoint}", "Take out", datasets::removeDatapoint)
                        .gives("Dereferenced"),
                both(DELETE, "/datasets/{id}/{datapoint}", "Take out", datasets::removeDatapoint)
                        .gives("Dereferenced"));
    }

    private List<Route> datapoints() {
        var datapoints = new DatapointHandlers(store, clock);
        return List.of(
                both(GET, "/datapoints", "List datapoints", datapoints::list)
                        .asks("datapoint_ids[]", "dataset_name", "dataset_id", "limit", "cursor")
                        .gives("DatapointList"),
                both(POST, "/datapoints", "Create a datapoint", datapoints::create)
                        .takes("DatapointInput")
                        .gives("DatapointCreated"),
                both(POST, "/datapoints/batch", "Create datapoints of events", datapoints::createBatch)
                        .takes("DatapointBatch")
                        .gives("DatapointsCreated"),
                both(GET, "/datapoints/{id}", "Read a datapoint", datapoints::get)
                        .gives("DatapointAnswer"),
                both(PUT, "/datapoints/{id}", "Change a datapoint", datapoints::update)
                        .takes("DatapointInput")
                        .gives("DatapointUpdated"),
                both(DELETE, "/datapoints/{id}", "Delete a datapoint", datapoints::delete)
                        .gives("DocumentDeleted"));
    }

    private List<Route> metrics(Surroundings around) {
        var operations = new OperationHandlers(around.project(), store, around.server());
        var metrics = new MetricHandlers(store.documents(), runner, clock);
        var versions = new MetricVersionHandlers(store.documents(), runner, clock);
        var evaluations = new EvaluationHandlers(runner, store.events(), clock);
        List<String> run = List.of(
                "/metrics/run",
                "/v1/metrics/run",
                "/metrics/run_metric",
                "/v1/metrics/run_metric",
                "/run_metric",
                "/v1/run_metric");
        return List.of(
                both(GET, "/metrics", "List metrics; for Prometheus the server's figures", exchange -> {
                            if (OperationHandlers.wantsFigures(exchange)) {
                                operations.metrics(exchange);
                            } else {
                                metrics.list(exchange);
                            }
                        })
                        .asks("type", "id")
                        .gives("MetricList")
                        .givesOlder("OlderMetricList"),
                both(POST, "/metrics", "Create a metric", metrics::create)
                        .takes("MetricInput")
                        .gives("MetricCreated"),
                both(PUT, "/metrics", "Change a metric", metrics::update)
                        .takes("MetricUpdate")
                        .gives("Updated"),
                both(DELETE, "/metrics", "Delete a metric with its versions", metrics::delete)
                        .asks("metric_id")
                        .gives("DocumentDeleted"),
                both(GET, "/metrics/evaluations", "What is still to be computed", evaluations::status)
                        .gives("MetricEvaluations"),
                at(POST, run, "Try a metric on an event", evaluations::attempt)
                        .takes("MetricTrial")
                        .gives("MetricTrialResult"),
                both(POST, "/metrics/{id}/backfill", "Compute a metric for stored events", evaluations::backfill)
                        .takes("MetricBackfill")
                        .gives("MetricBackfillAnswer"),
                both(PUT, "/metrics/{id}", "Change a metric", metrics::update)
                        .takes("MetricUpdate")
                        .gives("Updated"),
                both(DELETE, "/metrics/{id}", "Delete a metric with its versions", metrics::delete)
                        .gives("DocumentDeleted"),
                both(GET, "/metrics/{id}/versions", "List the versions of a metric", versions::list)
                        .gives("MetricVersionList"),
                both(POST, "/metrics/{id}/versions", "Keep a version of a metric", versions::create)
                        .takes("MetricVersionInput")
                        .gives("MetricVersionAnswer"),
                both(POST, "/metrics/{id}/versions/{name}/deploy", "Score by a version", versions::deploy)
                        .gives("MetricVersionAnswer"));
    }

    private List<Route> configurations() {
        var configurations = new ConfigurationHandlers(store.documents(), clock);
        return List.of(
                both(GET, "/configurations", "List configurations", configurations::list)
                        .asks("name", "env[]", "tags[]")
                        .gives("ConfigurationList")
                        .givesOlder("OlderConfigurationList"),
                both(POST, "/configurations", "Create a configuration", configurations::create)
                        .takes("ConfigurationInput")
                        .gives("ConfigurationCreated"),
                both(PUT, "/configurations/{id}", "Change a configuration", configurations::update)
                        .takes("ConfigurationUpdate")
                        .gives("ConfigurationUpdated"),
                both(DELETE, "/configurations/{id}", "Delete a configuration", configurations::delete)
                        .gives("ConfigurationDeleted"));
    }

    private List<Route> charts() {
        var charts = new ChartHandlers(store.documents(), clock);
        return List.of(
                both(GET, "/charts", "List charts", charts::list)
                        .orPage()
                        .asks("name")
                        .gives("ChartList"),
                both(POST, "/charts", "Create a chart", charts::create)
                        .takes("ChartInput")
                        .gives("ChartAnswer"),
                both(GET, "/charts/{id}", "Read a chart", charts::get).gives("ChartAnswer"),
                both(PUT, "/charts/{id}", "Change a chart", charts::update)
                        .takes("ChartUpdate")
                        .gives("ChartAnswer"),
                both(DELETE, "/charts/{id}", "Delete a chart", charts::delete).gives("ChartDeleted"));
    }

    private List<Route> queues() {
        var queues = new QueueHandlers(store.documents(), clock);
        return List.of(
                both(GET, "/queues", "List queues", queues::list)
                        .asks("enabled")
                        .gives("QueueList"),
                both(POST, "/queues", "Create a queue", queues::create)
                        .takes("QueueInput")
                        .gives(201, "QueueAnswer"),
                both(GET, "/queues/{id}", "Read a queue", queues::get).gives("Queue"),
                both(PUT, "/queues/{id}", "Change a queue", queues::update)
                        .takes("QueueUpdate")
                        .gives("QueueAnswer"),
                both(DELETE, "/queues/{id}", "Delete a queue", queues::delete).gives("Message"));
    }

    private List<Route> toolsAndProjects(String project) {
        var tools = new ToolHandlers(store.documents(), clock);
        var projects = new ProjectHandlers(project, store.documents(), clock);
        return List.of(
                both(GET, "/tools", "List tools", tools::list).asks("name").gives("ToolList"),
                both(POST, "/tools", "Create a tool", tools::create)
                        .takes("ToolInput")
                        .gives("ToolCreated"),
                both(PUT, "/tools", "Change a tool", tools::update)
                        .takes("ToolUpdate")
                        .gives("ToolUpdated"),
                both(DELETE, "/tools", "Delete a tool", tools::delete)
                        .asks("function_id")
                        .gives("DocumentDeleted"),
                both(GET, "/projects", "List projects", projects::list)
                        .asks("name")
                        .gives("ProjectList"),
                both(POST, "/projects", "Create a project", projects::create)
                        .takes("ProjectInput")
                        .gives("Project"),
                both(PUT, "/projects", "Change a project", projects::update)
                        .takes("ProjectUpdate")
                        .gives("Project"),
                both(DELETE, "/projects", "Delete a project", projects::delete)
                        .asks("name")
                        .gives("Deleted"));
    }
}
