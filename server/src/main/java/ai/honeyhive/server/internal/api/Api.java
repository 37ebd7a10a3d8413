// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.translate.Prices;
import ai.honeyhive.server.internal.ui.Assets;
import ai.honeyhive.server.internal.ui.Page;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every route of the server, in one list. */
public final class Api implements AutoCloseable {
    private final OtlpHandler otlp;
    private final SessionHandlers sessions;
    private final EventHandlers events;
    private final RunHandlers runs;
    private final RunRows rows;
    private final ServerHandlers server;
    private final StreamHandler stream;
    private final PageHandlers page;
    private final StreamHub hub = new StreamHub();
    private final HostGuard guard;
    private final @Nullable ApiKey key;
    private final BodyReader bodies;

    /**
     * Creates the API over a store.
     *
     * @param host the host that the server is bound to
     * @param apiKey the key that requests must carry; null to take any
     * @param prices what model calls cost that do not say so themselves
     * @param clock Unix milliseconds
     */
    public Api(Store store, String host, @Nullable String apiKey, Limits limits, Prices prices, LongSupplier clock) {
        this.otlp = new OtlpHandler(store.events(), prices, clock);
        this.sessions = new SessionHandlers(store.events(), clock);
        this.events = new EventHandlers(store.events(), clock);
        this.runs = new RunHandlers(store, clock);
        this.rows = new RunRows(store, clock);
        this.server = new ServerHandlers(store, clock.getAsLong());
        this.stream = new StreamHandler(hub, clock);
        var assets = new Assets();
        this.page = new PageHandlers(assets, Page.load(assets));
        this.guard = new HostGuard(host);
        this.key = apiKey == null ? null : new ApiKey(apiKey);
        this.bodies = new BodyReader(limits);
        store.onCommit(hub);
    }

    public void install(JavalinConfig config) {
        config.routes.before(context -> {
            context.header("X-Content-Type-Options", "nosniff");
            guard.check(context);
        });
        Errors.install(config);
        routes().forEach(route -> route.paths()
                .forEach(path -> config.routes.addHttpHandler(route.method(), path, context -> serve(route, context))));
    }

    private Stream<Route> routes() {
        return Stream.of(
                open(HandlerType.GET, List.of("/health", "/v1/health"), server::health),
                open(HandlerType.GET, List.of("/"), page::home),
                open(HandlerType.GET, List.of("/assets/<path>"), page::asset),
                both(HandlerType.GET, "/server", server::info),
                both(HandlerType.GET, "/stream", stream::listen),
                route(HandlerType.POST, List.of("/opentelemetry/v1/traces", "/v1/traces"), otlp::traces),
                route(HandlerType.POST, List.of("/opentelemetry/v1/logs", "/v1/logs"), otlp::logs),
                // Before what has an id in the same place.
                both(HandlerType.POST, "/session/start", sessions::start),
                both(HandlerType.POST, "/sessions", sessions::start),
                paged(HandlerType.GET, "/sessions", sessions::list),
                both(HandlerType.GET, "/session/{id}", sessions::flat),
                paged(HandlerType.GET, "/sessions/{id}", sessions::tree),
                both(HandlerType.DELETE, "/sessions/{id}", sessions::delete),
                both(HandlerType.DELETE, "/session/{id}", sessions::delete),
                both(HandlerType.POST, "/session/{id}/traces", sessions::addEvents),
                both(HandlerType.POST, "/sessions/{id}/events/batch", sessions::addEvents),
                both(HandlerType.POST, "/events", events::create),
                both(HandlerType.PUT, "/events", exchange -> events.update(exchange, null)),
                both(HandlerType.POST, "/events/batch", events::createBatch),
                both(HandlerType.POST, "/events/model", events::createModel),
                both(HandlerType.POST, "/events/model/batch", events::createModelBatch),
                both(HandlerType.POST, "/events/export", events::export),
                both(HandlerType.POST, "/events/search", events::search),
                paged(HandlerType.GET, "/events/{id}", events::get),
                both(HandlerType.PUT, "/events/{id}", exchange -> events.update(exchange, exchange.path("id"))),
                both(HandlerType.DELETE, "/events/{id}", events::delete),
                both(HandlerType.POST, "/runs", runs::create),
                paged(HandlerType.GET, "/runs", runs::list),
                paged(HandlerType.GET, "/runs/{id}", runs::get),
                both(HandlerType.PUT, "/runs/{id}", runs::update),
                both(HandlerType.DELETE, "/runs/{id}", runs::delete),
                both(HandlerType.GET, "/runs/{id}/result", runs::result),
                both(HandlerType.GET, "/runs/{id}/summary", runs::result),
                both(HandlerType.GET, "/runs/{id}/rows", rows::list));
    }

    /** What one handler is reached by. {@code open} routes need no key, {@code paged} ones answer browsers the page. */
    private record Route(HandlerType method, List<String> paths, Endpoint endpoint, boolean open, boolean paged) {}

    @FunctionalInterface
    private interface Endpoint {
        void handle(Exchange exchange);
    }

    private static Route route(HandlerType method, List<String> paths, Endpoint endpoint) {
        return new Route(method, paths, endpoint, false, false);
    }

    private static Route both(HandlerType method, String path, Endpoint endpoint) {
        return route(method, List.of(path, "/v1" + path), endpoint);
    }

    private static Route paged(HandlerType method, String path, Endpoint endpoint) {
        return new Route(method, List.of(path, "/v1" + path), endpoint, false, true);
    }

    private static Route open(HandlerType method, List<String> paths, Endpoint endpoint) {
        return new Route(method, paths, endpoint, true, false);
    }

    private void serve(Route route, Context context) {
        var exchange = new Exchange(context, bodies);
        try {
            if (route.paged && !exchange.versioned() && PageHandlers.wantsPage(context)) {
                page.document(exchange);
                return;
            }
            if (key != null && !route.open) {
                key.check(context);
            }
            route.endpoint.handle(exchange);
        } finally {
            exchange.release();
        }
    }

    /** Ends the streams, which would go on for ever. */
    @Override
    public void close() {
        hub.close();
    }
}
