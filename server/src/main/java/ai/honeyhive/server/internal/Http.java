// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import ai.honeyhive.server.internal.api.Api;
import ai.honeyhive.server.internal.operations.Metrics;
import ai.honeyhive.server.internal.operations.RequestLog;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import java.util.zip.Deflater;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The HTTP library's settings. */
final class Http {
    /** Clients keep connections open for their next request; stopping does not wait for it. */
    private static final long IDLE_WHEN_STOPPING_MILLIS = 100;

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_CONNECTIONS = 2_000;
    private static final long IDLE_MILLIS = 30_000;
    private static final long HEAD_MILLIS = 20_000;
    private static final long DRAIN_MILLIS = 10_000;

    private final ServerSettings settings;
    private final Metrics metrics;

    Http(ServerSettings settings, Metrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    Javalin create(Api api) {
        return Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.prefer405over404 = true;
            config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(Deflater.BEST_SPEED));
            config.jetty.modifyHttpConfiguration(Http::configure);
            config.jetty.modifyServer(this::configure);
            config.jetty.addConnector(this::connector);
            api.install(config);
        });
    }

    private static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
    }

    ServerConnector connector(Server server, HttpConfiguration http) {
        http.setUseInputDirectByteBuffers(false); // those of RequestBuffers, which has the reason
        var connector = new ServerConnector(server, null, null, new RequestBuffers(), -1, -1, protocols(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(IDLE_WHEN_STOPPING_MILLIS);
        return connector;
    }

    private ConnectionFactory[] protocols(HttpConfiguration http) {
        var plain = new HttpConnectionFactory(http);
        ServerSettings.Tls tls = settings.tls();
        if (tls == null) {
            return new ConnectionFactory[] {plain};
        }
        var certificates = new SslContextFactory.Server();
        certificates.setKeyStorePath(tls.keyStore().toAbsolutePath().toString());
        certificates.setKeyStorePassword(tls.password());
        return new ConnectionFactory[] {new SslConnectionFactory(certificates, plain.getProtocol()), plain};
    }

    private void configure(Server server) {
        var front = new Front(settings.pathPrefix(), metrics, new RequestLog(settings.accessLog()));
        // Waits for answers under way when stopped, and refuses what comes later.
        front.setHandler(new GracefulHandler());
        server.setHandler(front);
        server.setStopTimeout(DRAIN_MILLIS);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        server.addBean(new SlowHeads(server, HEAD_MILLIS));
        server.setErrorHandler(new HttpErrors());
    }
}
