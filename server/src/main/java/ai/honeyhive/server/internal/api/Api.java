// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.operations.Metrics;
import ai.honeyhive.server.internal.operations.RequestTrace;
import ai.honeyhive.server.internal.project.ProjectName;
import ai.honeyhive.server.internal.retention.Retention;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreException;
import ai.honeyhive.server.internal.store.StoreOpener;
import ai.honeyhive.server.internal.translate.Prices;
import ai.honeyhive.server.internal.ui.Assets;
import ai.honeyhive.server.internal.ui.Page;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The routes of the server, guarded, each request led to the project of its key. */
public final class Api implements AutoCloseable {
    private final Projects projects;
    private final PageHandlers page;
    private final HostGuard guard;
    private final Access access;
    private final BodyReader bodies;
    private final Metrics metrics;
    private final Readiness readiness;
    private final LongSupplier clock;

    /**
     * Creates the API and opens the default project.
     *
     * @param directory where the stores are, if they are in files
     * @throws ai.honeyhive.server.internal.store.StoreException if the store cannot be opened
     */
    public Api(StoreOpener stores, Access access, ApiSettings settings, Metrics metrics, @Nullable Path directory) {
        this.access = access;
        this.metrics = metrics;
        this.clock = settings.clock();
        this.guard = new HostGuard(settings.host(), settings.origins());
        this.bodies = new BodyReader(settings.limits());
        this.readiness = new Readiness(directory);
        var forwarding = new Forwarding(settings);
        var assets = new Assets();
        // Nobody opens the page before the store is open, which takes longer.
        this.page = new PageHandlers(assets, CompletableFuture.supplyAsync(() -> Page.load(assets)), forwarding);
        var server =
                new OperationHandlers.Server(access, metrics, readiness, this::openProjects, new Cookies(forwarding));
        Prices prices = settings.prices();
        this.projects = new Projects(
                stores,
                settings.models(),
                settings.retention(),
                clock,
                (name, store, hub, runner, retention, clients) -> new Routes(store, prices, runner, clock)
                        .all(hub, new Routes.Surroundings(name, clients, retention, page, server)));
        gauges();
    }

    private List<Project> openProjects() {
        return projects.all();
    }

    private void gauges() {
        metrics.gauge("hive_request_memory_bytes", "Memory reserved for requests under way.", bodies::inFlight);
        metrics.gauge("hive_store_waiting", "Changes that wait to be written.", sum(Store.State::waiting));
        metrics.gauge("hive_store_bytes", "Size of the stores.", sum(Store.State::bytes));
        metrics.gauge("hive_store_free_bytes", "What of that is free for new data.", sum(Store.State::freeBytes));
        metrics.gauge(
                "hive_removed_sessions",
                "Sessions removed by retention since the start.",
                removed(Retention.Status::sessions));
        metrics.gauge("hive_removed_events", "Events removed with their sessions.", removed(Retention.Status::events));
        metrics.gauge(
                "hive_search_lag_events", "Events that full text does not find yet.", sum(Store.State::unindexed));
        metrics.gauge("hive_disk_free_bytes", "Space left where the data is.", readiness::freeBytes);
        metrics.gauge(
                "hive_projects_open",
                "Projects that are open.",
                () -> projects.all().size());
    }

    private DoubleSupplier removed(ToLongFunction<Retention.Status> part) {
        return () -> projects.all().stream()
                .mapToLong(project -> part.applyAsLong(project.retention().status()))
                .sum();
    }

    /** Not a number while a store cannot be asked: the other figures are wanted just then. */
    private DoubleSupplier sum(ToLongFunction<Store.State> part) {
        return () -> {
            try {
                return projects.all().stream()
                        .mapToLong(project -> part.applyAsLong(project.store().state()))
                        .sum();
            } catch (StoreException e) {
                return Double.NaN;
            }
        };
    }

    public void install(JavalinConfig config) {
        config.routes.before(guard::check);
        new Errors(metrics, readiness).install(config);
        List<Route> routes = projects.byDefault().routes();
        Map<String, Set<String>> methods = new LinkedHashMap<>();
        for (int i = 0; i < routes.size(); i++) {
            int index = i; // the same route has the same place in every project
            Route route = routes.get(i);
            for (String path : route.paths()) {
                config.routes.addHttpHandler(route.method(), path, context -> serve(index, route, path, context));
                if (route.method().equals(HandlerType.GET)) { // the same without the body, which the library leaves out
                    config.routes.addHttpHandler(HandlerType.HEAD, path, context -> serve(index, route, path, context));
                }
                methods.computeIfAbsent(path, p -> new TreeSet<>(Set.of("OPTIONS")))
                        .add(route.method().name());
            }
        }
        methods.forEach((path, allowed) -> {
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            String list = String.join(", ", allowed);
            config.routes.addHttpHandler(HandlerType.OPTIONS, path, context -> options(context, list));
        });
    }

    /** Says what a path can be asked for; to pages of allowed origins also that they may. */
    private void options(Context context, String allowed) {
        context.status(204).header("Allow", allowed);
        String origin = context.header("Origin");
        if (origin != null && guard.isAllowed(origin)) {
            context.header("Access-Control-Allow-Methods", allowed);
            context.header("Access-Control-Allow-Headers", "Authorization, Content-Type, Content-Encoding");
            context.header("Access-Control-Max-Age", "600");
        }
    }

    private void serve(int index, Route route, String path, Context context) {
        if (context.req().getAttribute(RequestTrace.ATTRIBUTE) instanceof RequestTrace trace) {
            trace.route(path);
        }
        var exchange = new Exchange(context, bodies);
        try {
            if (route.paged() && !exchange.versioned() && PageHandlers.wantsPage(context)) {
                page.document(exchange);
                return;
            }
            String name = route.open() ? ProjectName.DEFAULT : access.project(context);
            Project project = projects.of(name);
            if (!route.open()) {
                project.clients().seen(context.userAgent(), clock.getAsLong());
                context.attribute(Errors.PROJECT, project);
            }
            project.routes().get(index).endpoint().handle(exchange);
            exchange.ingested().forEach(metrics::ingested);
            exchange.unreadable(count -> {
                metrics.rejected("unreadable_record", count);
                project.clients().refused("unreadable_record", count);
            });
        } finally {
            exchange.release();
        }
    }

    /** Makes the server say that it is not ready, and ends the streams, which would go on for ever. */
    public void drain() {
        readiness.drain();
        projects.silence();
    }

    /** Closes the stores, when no request is under way any more. */
    @Override
    public void close() {
        drain();
        projects.close();
        readiness.close();
    }
}
