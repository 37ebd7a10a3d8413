// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import ai.honeyhive.server.internal.api.Access;
import ai.honeyhive.server.internal.api.Api;
import ai.honeyhive.server.internal.api.ApiSettings;
import ai.honeyhive.server.internal.api.Limits;
import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.operations.Metrics;
import ai.honeyhive.server.internal.project.KeyFile;
import ai.honeyhive.server.internal.project.KeyRecord;
import ai.honeyhive.server.internal.project.KeyRing;
import ai.honeyhive.server.internal.store.DirectoryLockedException;
import ai.honeyhive.server.internal.store.StoreException;
import ai.honeyhive.server.internal.store.StoreOpener;
import ai.honeyhive.server.internal.store.memory.MemoryStore;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A server's life: stores and HTTP server opened and closed in order. */
public final class ServerLife implements AutoCloseable {
    private static final int MAX_EVENTS_IN_MEMORY = 500_000;
    private static final int MAX_WAITING = 100_000;
    private static final LongSupplier CLOCK = System::currentTimeMillis;

    private final ServerSettings settings;

    private final Object lock = new Object();
    private @Nullable Running running; // guarded by lock
    private boolean started; // guarded by lock

    public ServerLife(ServerSettings settings) {
        this.settings = settings;
    }

    private record Running(
            Api api, MetricModels models, @Nullable KeyRing keys, Javalin http, int port) {}

    /** Why a server cannot start. */
    public enum Reason {
        PORT_IN_USE,
        DATA_DIRECTORY_IN_USE,
        OTHER
    }

    /** A start that did not happen. */
    public record Refusal(Reason reason, int port, String message, Throwable cause) {}

    /** Starts the server; null if that succeeded. */
    public @Nullable Refusal start() {
        synchronized (lock) {
            if (started) {
                throw new IllegalStateException("the server was started before");
            }
            Path directory = settings.dataDirectory();
            KeyRing keys = directory == null ? null : new KeyRing(directory, CLOCK);
            var metrics = new Metrics();
            MetricModels models =
                    MetricModels.of(settings.judge(), settings.embeddings(), settings.prices()::cost, CLOCK);
            Api api;
            try {
                api = new Api(
                        stores(),
                        new Access(settings.apiKey(), keys, settings.keysRequired()),
                        apiSettings(models),
                        metrics,
                        directory);
            } catch (DirectoryLockedException e) {
                models.close();
                return refusal(Reason.DATA_DIRECTORY_IN_USE, e);
            } catch (StoreException e) {
                models.close();
                return refusal(Reason.OTHER, e);
            }
            Refusal refusal = listen(api, models, keys, metrics);
            if (refusal != null) {
                api.close();
                models.close();
                return refusal;
            }
            started = true;
            return null;
        }
    }

    private StoreOpener stores() {
        Path directory = settings.dataDirectory();
        ServerSettings.Database database = settings.database();
        if (database != null) {
            return new DatabaseStores(database, this::projectsWithKeys, MAX_WAITING, CLOCK);
        }
        return directory == null
                ? project -> new MemoryStore(MAX_EVENTS_IN_MEMORY, CLOCK)
                : new FileStores(directory, MAX_WAITING, CLOCK);
    }

    private List<String> projectsWithKeys() {
        Path directory = settings.dataDirectory();
        return directory == null
                ? List.of()
                : new KeyFile(directory)
                        .read().stream().map(KeyRecord::project).distinct().toList();
    }

    private ApiSettings apiSettings(MetricModels models) {
        return new ApiSettings(
                settings.host(),
                settings.origins(),
                settings.pathPrefix(),
                settings.tls() != null,
                settings.trustForwarded(),
                Limits.of(settings.requestMemory()),
                settings.prices(),
                settings.retention(),
                models,
                CLOCK);
    }

    private @Nullable Refusal listen(Api api, MetricModels models, @Nullable KeyRing keys, Metrics metrics) {
        Javalin http = new Http(settings, metrics).create(api);
        try {
            http.start(settings.host(), settings.port());
        } catch (JavalinException e) {
            boolean inUse = e instanceof JavalinBindException && isInUse(e);
            return refusal(inUse ? Reason.PORT_IN_USE : Reason.OTHER, e);
        }
        running = new Running(api, models, keys, http, http.port());
        return null;
    }

    private Refusal refusal(Reason reason, Exception cause) {
        return new Refusal(reason, settings.port(), "the server cannot start: " + cause.getMessage(), cause);
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
        String host = settings.host();
        String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        String scheme = settings.tls() == null ? "http" : "https";
        return URI.create(scheme + "://" + shown + ":" + port() + settings.pathPrefix());
    }

    public int port() {
        synchronized (lock) {
            if (running == null) {
                throw new IllegalStateException("the server is not running");
            }
            return running.port();
        }
    }

    public boolean requiresKeys() {
        return settings.keysRequired();
    }

    @Override
    public void close() {
        Running closing;
        synchronized (lock) {
            closing = running;
            running = null;
        }
        if (closing != null) {
            closing.api().drain();
            closing.http().stop();
            closing.api().close();
            closing.models().close();
            if (closing.keys() != null) {
                closing.keys().close();
            }
        }
    }
}
