// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.metrics.MetricRunner;
import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.operations.Clients;
import ai.honeyhive.server.internal.project.KeysUnreadableException;
import ai.honeyhive.server.internal.project.ProjectName;
import ai.honeyhive.server.internal.retention.Retention;
import ai.honeyhive.server.internal.retention.RetentionRules;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreException;
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
    private static final System.Logger LOG = System.getLogger(Projects.class.getName());

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

    /**
     * Opens the default project; the others wait until somebody comes with a key of theirs, or are opened by and by if
     * there is something to remove from them.
     */
    Projects(StoreOpener opener, MetricModels models, RetentionRules retention, LongSupplier clock, RouteMaker routes) {
        this.opener = opener;
        this.models = models;
        this.retention = retention;
        this.clock = clock;
        this.routes = routes;
        of(ProjectName.DEFAULT);
        if (!retention.equals(RetentionRules.KEEP_ALL)) {
            var thread = new Thread(this::openAll, "honeyhive-projects");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Also what nobody asks for any more is removed when its time has come. */
    private void openAll() {
        try {
            for (String project : opener.known()) {
                open(project);
            }
        } catch (StoreException | KeysUnreadableException e) {
            LOG.log(System.Logger.Level.WARNING, "projects are only looked through for old sessions once used", e);
        }
    }

    private void open(String project) {
        try {
            of(project);
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "old sessions of project " + project + " cannot be removed", e);
        } catch (ApiException closing) {
            LOG.log(System.Logger.Level.DEBUG, "project {0} was not opened: the server closes", project);
        }
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
            Project project;
            try {
                project = made(name, store);
                project.runner().start();
            } catch (StoreException e) {
                store.close();
                throw new StoreException("the data of project '" + name + "' cannot be used: " + e.getMessage(), e);
            }
            project.retention().start();
            open.put(name, project);
            return project;
        }
    }

    private Project made(String name, Store store) {
        var hub = new StreamHub();
        store.onCommit(hub);
        var clients = new Clients();
        var runner = new MetricRunner(store, models, MetricInput::filters, clock);
        var keeping = new Retention(store, retention, clock);
        return new Project(
                name, store, hub, runner, keeping, clients, routes.routes(name, store, hub, runner, keeping, clients));
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
