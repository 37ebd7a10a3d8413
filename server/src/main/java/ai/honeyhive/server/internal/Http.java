// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import ai.honeyhive.server.internal.api.Api;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/** The HTTP library's settings. */
final class Http {
    /** Clients keep connections open for their next request; stopping does not wait for it. */
    private static final long IDLE_WHEN_STOPPING_MILLIS = 100;

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final long DRAIN_MILLIS = 10_000;

    private Http() {}

    static Javalin create(Api api) {
        return Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.prefer405over404 = true;
            config.http.compressionStrategy = CompressionStrategy.GZIP;
            config.jetty.modifyHttpConfiguration(Http::settings);
            config.jetty.modifyServer(Http::settings);
            api.install(config);
        });
    }

    private static void settings(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
    }

    private static void settings(Server server) {
        // Waits for answers under way when stopped, and refuses what comes later.
        server.setHandler(new GracefulHandler());
        server.setStopTimeout(DRAIN_MILLIS);
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle starting) {
                for (Connector connector : server.getConnectors()) {
                    if (connector instanceof AbstractConnector ours) {
                        ours.setShutdownIdleTimeout(IDLE_WHEN_STOPPING_MILLIS);
                    }
                }
            }
        });
        server.setErrorHandler(new LibraryErrors());
    }
}
