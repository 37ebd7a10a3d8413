// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import ai.honeyhive.server.internal.api.Api;
import ai.honeyhive.server.internal.api.Limits;
import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.metrics.models.ModelSettings;
import ai.honeyhive.server.internal.store.DirectoryLockedException;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreException;
import ai.honeyhive.server.internal.store.memory.MemoryStore;
import ai.honeyhive.server.internal.store.sqlite.SqliteStore;
import ai.honeyhive.server.internal.translate.Prices;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server's life: store and HTTP server opened and closed in order. */
public final class ServerLife implements AutoCloseable {
    private static final int MAX_EVENTS_IN_MEMORY = 500_000;
    private static final int MAX_WAITING = 100_000;

    private final String host;
    private final int requestedPort;
    private final @Nullable Path dataDirectory;
    private final @Nullable String apiKey;
    private final Prices prices;
    private final @Nullable ModelSettings judge;
    private final @Nullable ModelSettings embeddings;

    private final Object lock = new Object();
    private @Nullable Running running; // guarded by lock
    private boolean started; // guarded by lock

    /**
     * Creates a server that is not started.
     *
     * @param judge the model that metrics ask; null for none
     * @param embeddings the model that makes vectors of texts; null for none
     */
    public ServerLife(
            String host,
            int port,
            @Nullable Path dataDirectory,
            @Nullable String apiKey,
            Prices prices,
            @Nullable ModelSettings judge,
            @Nullable ModelSettings embeddings) {
        this.host = host;
        this.requestedPort = port;
        this.dataDirectory = dataDirectory;
        this.apiKey = apiKey;
        this.prices = prices;
        this.judge = judge;
        this.embeddings = embeddings;
    }

    private record Running(Store store, MetricModels models, Api api, Javalin http, int port) {}

    /** Why a server cannot start. */
    public enum Reason {
        PORT_IN_USE,
        DATA_DIRECTORY_IN_USE,
        OTHER
    }

    /** A start that did not happen. */
    public record Refusal(Reason reason, int port, String message, Throwable cause) {}

    /** Refuses settings that cannot work, all at once. */
    public static void check(String host, int port, @Nullable String apiKey) {
        List<String> faults = new ArrayList<>();
        if (port < 0 || port > 65_535) {
            faults.add("port must be from 0 to 65535, but is " + port);
        }
        if (apiKey != null && apiKey.isBlank()) {
            faults.add("apiKey must not be blank");
        }
        try {
            if (apiKey == null && !InetAddress.getByName(host).isLoopbackAddress()) {
                faults.add("host '" + host + "' can be reached from other machines: call builder().apiKey(...),"
                        + " or bind to 127.0.0.1");
            }
        } catch (UnknownHostException e) {
            faults.add("host '" + host + "' is not known on this machine");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** Starts the server; null if that succeeded. */
    public @Nullable Refusal start() {
        synchronized (lock) {
            if (started) {
                throw new IllegalStateException("the server was started before");
            }
            Store store;
            try {
                store = dataDirectory == null
                        ? new MemoryStore(MAX_EVENTS_IN_MEMORY, System::currentTimeMillis)
                        : SqliteStore.open(dataDirectory, MAX_WAITING, System::currentTimeMillis);
            } catch (DirectoryLockedException e) {
                return refusal(Reason.DATA_DIRECTORY_IN_USE, e);
            } catch (StoreException e) {
                return refusal(Reason.OTHER, e);
            }
            Refusal refusal = listen(store);
            if (refusal != null) {
                store.close();
                return refusal;
            }
            started = true;
            return null;
        }
    }

    private @Nullable Refusal listen(Store store) {
        MetricModels models = MetricModels.of(judge, embeddings, prices::cost, System::currentTimeMillis);
        var api = new Api(store, host, apiKey, Limits.DEFAULT, prices, models, System::currentTimeMillis);
        Javalin http = Http.create(api);
        try {
            api.start();
            http.start(host, requestedPort);
        } catch (JavalinException e) {
            api.close();
            models.close();
            boolean inUse = e instanceof JavalinBindException && isInUse(e);
            return refusal(inUse ? Reason.PORT_IN_USE : Reason.OTHER, e);
        }
        running = new Running(store, models, api, http, http.port());
        return null;
    }

    private Refusal refusal(Reason reason, Exception cause) {
        return new Refusal(reason, requestedPort, "the server cannot start: " + cause.getMessage(), cause);
    }

    private static boolean isInUse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    && String.valueOf(cause.getMessage()).contains("in use")) {
                return true;
            }
        }
        return String.valueOf(failure.getMessage()).contains("already in use");
    }

    public URI url() {
        String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create("http://" + shown + ":" + port());
    }

    public int port() {
        synchronized (lock) {
            if (running == null) {
                throw new IllegalStateException("the server is not running");
            }
            return running.port();
        }
    }

    @Override
    public void close() {
        Running closing;
        synchronized (lock) {
            closing = running;
            running = null;
        }
        if (closing != null) {
            closing.api().endStreams();
            closing.http().stop();
            closing.api().close();
            closing.models().close();
            closing.store().close();
        }
    }
}
