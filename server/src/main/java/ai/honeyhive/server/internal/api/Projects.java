// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.metrics.MetricRunner;
import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.operations.Clients;
import ai.honeyhive.server.internal.project.ProjectName;
import ai.honeyhive.server.internal.retention.Retention;
import ai.honeyhive.server.internal.retention.RetentionRules;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreOpener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The projects of a server. Each has a store, routes and listeners of its own, so that no handler can reach into another;
 * one that nobody has asked for is not open. Thread-safe.
 */
final class Projects {
    private final StoreOpener opener;
    private final MetricModels models;
    private final RetentionRules retention;
    private final LongSupplier clock;
    private final RouteMaker routes;
    private final Map<String, Project> open = new ConcurrentHashMap<>();
    private final Object opening = new Object();
    private boolean closed; // guarded by opening

    /** Makes the routes of a project. */
    @FunctionalInterface
    interface RouteMaker {
        List<Route> routes(
                String name, Store store, StreamHub hub, MetricRunner runner, Retention retention, Clients clients);
    }

    /** Opens the default project; the others wait until somebody comes with a key of theirs. */
    Projects(StoreOpener opener, MetricModels models, RetentionRules retention, LongSupplier clock, RouteMaker routes) {
        this.opener = opener;
        this.models = models;
        this.retention = retention;
        this.clock = clock;
        this.routes = routes;
        of(ProjectName.DEFAULT);
    }

    Project byDefault() {
        return of(ProjectName.DEFAULT);
    }

    Project of(String name) {
        Project known = open.get(name);
        return known == null ? opened(name) : known;
    }

    private Project opened(String name) {
        synchronized (opening) {
            Project known = open.get(name);
            if (known != null) {
                return known;
            }
            if (closed) {
                throw ApiException.unavailable("the server is shutting down");
            }
            Store store = opener.open(ProjectName.checked(name));
            var hub = new StreamHub();
            store.onCommit(hub);
            var clients = new Clients();
            var runner = new MetricRunner(store, models, MetricInput::filters, clock);
            var keeping = new Retention(store, retention, clock);
            var project = new Project(
                    name,
                    store,
                    hub,
                    runner,
                    keeping,
                    clients,
                    routes.routes(name, store, hub, runner, keeping, clients));
            runner.start();
            keeping.start();
            open.put(name, project);
            return project;
        }
    }

    /** Those that are open now. */
    List<Project> all() {
        return new ArrayList<>(open.values());
    }

    /** Ends all streams, which would go on for ever. */
    void silence() {
        all().forEach(project -> project.hub().close());
    }

    void close() {
        Map<String, Project> closing;
        synchronized (opening) {
            closed = true;
            closing = new LinkedHashMap<>(open);
        }
        closing.values().forEach(Project::close);
    }
}
