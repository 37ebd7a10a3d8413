// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.metrics.MetricRunner;
import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.translate.Prices;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The routes of the server, guarded. */
public final class Api implements AutoCloseable {
    private final StreamHub hub = new StreamHub();
    private final MetricRunner runner;
    private final List<Route> routes;
    private final PageHandlers page;
    private final HostGuard guard;
    private final @Nullable ApiKey key;
    private final BodyReader bodies;

    /**
     * Creates the API over a store.
     *
     * @param host the host that the server is bound to
     * @param apiKey the key that requests must carry; null to take any
     * @param prices what model calls cost that do not say so themselves
     * @param models that metrics may ask
     * @param clock Unix milliseconds
     */
    public Api(
            Store store,
            String host,
            @Nullable String apiKey,
            Limits limits,
            Prices prices,
            MetricModels models,
            LongSupplier clock) {
        this.runner = new MetricRunner(store, models, MetricInput::filters, clock);
        var routing = new Routes(store, prices, runner, clock);
        this.routes = routing.all(hub);
        this.page = routing.page();
        this.guard = new HostGuard(host);
        this.key = apiKey == null ? null : new ApiKey(apiKey);
        this.bodies = new BodyReader(limits);
        store.onCommit(hub);
    }

    /** Begins to compute metrics. */
    public void start() {
        runner.start();
    }

    public void install(JavalinConfig config) {
        config.routes.before(context -> {
            context.header("X-Content-Type-Options", "nosniff");
            guard.check(context);
        });
        Errors.install(config);
        routes.forEach(route -> route.paths()
                .forEach(path -> config.routes.addHttpHandler(route.method(), path, context -> serve(route, context))));
    }

    private void serve(Route route, Context context) {
        var exchange = new Exchange(context, bodies);
        try {
            if (route.paged() && !exchange.versioned() && PageHandlers.wantsPage(context)) {
                page.document(exchange);
                return;
            }
            if (key != null && !route.open()) {
                key.check(context);
            }
            route.endpoint().handle(exchange);
        } finally {
            exchange.release();
        }
    }

    /** Ends the streams, which would go on for ever. */
    public void endStreams() {
        hub.close();
    }

    /** Ends what goes on behind the requests, when there are none any more. */
    @Override
    public void close() {
        hub.close();
        runner.close();
    }
}
