// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import ai.honeyhive.server.internal.ServerLife;
import ai.honeyhive.server.internal.ServerSettings;
import ai.honeyhive.server.internal.api.Limits;
import ai.honeyhive.server.internal.retention.RetentionRules;
import ai.honeyhive.server.internal.translate.PriceFile;
import ai.honeyhive.server.internal.translate.Prices;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server for one machine: takes OTLP and HoneyHive's HTTP API, keeps what it is sent, and shows it in a web page.
 * Thread-safe. What it has acknowledged survives the process, unless it was built {@link Builder#inMemory() in memory}.
 *
 * <pre>{@code
 * try (HoneyHiveServer server = HoneyHiveServer.builder().dataDirectory(Path.of(".hive")).build().start()) {
 *     System.out.println("open " + server.url());
 *     Thread.currentThread().join();
 * }
 * }</pre>
 */
public final class HoneyHiveServer implements AutoCloseable {
    private final ServerLife life;

    private HoneyHiveServer(ServerSettings settings) {
        this.life = new ServerLife(settings);
    }

    /** A builder whose server takes a free port on loopback and keeps its data in {@code .hive}. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens the data directory and the port; requests are answered when this returns.
     *
     * @return this server
     * @throws PortInUseException if another process has the port
     * @throws DataDirectoryInUseException if another server has the data directory
     * @throws ServerStartException if the directory cannot be used or the host not be bound
     * @throws IllegalStateException if the server was started before
     */
    public HoneyHiveServer start() {
        ServerLife.Refusal refusal = life.start();
        if (refusal != null) {
            throw switch (refusal.reason()) {
                case PORT_IN_USE -> new PortInUseException(refusal.port(), refusal.cause());
                case DATA_DIRECTORY_IN_USE -> new DataDirectoryInUseException(refusal.message(), refusal.cause());
                case OTHER -> new ServerStartException(refusal.message(), refusal.cause());
            };
        }
        return this;
    }

    /**
     * Where the server is reached, without a slash at the end.
     *
     * @throws IllegalStateException if the server is not running
     */
    public URI url() {
        return life.url();
    }

    /**
     * The port it listens on.
     *
     * @throws IllegalStateException if the server is not running
     */
    public int port() {
        return life.port();
    }

    /** Whether requests need a key of {@link ApiKeys} or that of the builder; else any is taken, and none. */
    public boolean requiresKeys() {
        return life.requiresKeys();
    }

    /** Finishes requests under way, commits, and releases port and data directory. Idempotent. */
    @Override
    public void close() {
        life.close();
    }

    /** Collects the settings of a server. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port;
        private @Nullable Path dataDirectory = Path.of(".hive");
        private ServerSettings.@Nullable Database database;
        private @Nullable String apiKey;
        private boolean requireKeys;
        private final List<String> origins = new ArrayList<>();
        private ServerSettings.@Nullable Tls tls;
        private String pathPrefix = "";
        private boolean trustForwarded;
        private long requestMemory = Limits.usualInFlight();
        private boolean accessLog;
        private @Nullable Path priceFile;
        private @Nullable Duration keepFor;
        private @Nullable Long keepBytes;
        private @Nullable ModelEndpoint judge;
        private @Nullable ModelEndpoint embeddings;

        private Builder() {}

        /** The port to listen on, 0 for any free one, which is the default. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * The address to bind to; {@code 127.0.0.1} by default. Any other than loopback needs keys: {@link ApiKeys}, or
         * {@link #apiKey}.
         */
        public Builder host(String host) {
            this.host = host;
            return this;
        }

        /** Where the database is kept; created if missing. {@code .hive} by default. */
        public Builder dataDirectory(Path directory) {
            this.dataDirectory = directory;
            return this;
        }

        /** Keeps everything in the heap; it is gone when the server is closed. */
        public Builder inMemory() {
            this.dataDirectory = null;
            return this;
        }

        /**
         * Keeps events, runs and datasets in a PostgreSQL database instead of the data directory, each project in a schema
         * of its own, which is made when missing. One server works on a database at a time.
         *
         * @param jdbcUrl such as {@code jdbc:postgresql://db.example.com:5432/honeyhive}
         * @param user null if the URL says it
         * @param password null if the URL says it, or none is needed
         */
        public Builder database(String jdbcUrl, @Nullable String user, @Nullable String password) {
            this.database = new ServerSettings.Database(jdbcUrl, user, password);
            return this;
        }

        /**
         * A key of the default project, besides those of {@link ApiKeys}. Requests must then carry one of them as bearer
         * token. On loopback and without this, every token is accepted, and none; a known one still leads to its project.
         */
        public Builder apiKey(String key) {
            this.apiKey = key;
            return this;
        }

        /** Asks for a key on loopback, too: others may reach the server through a proxy or a tunnel. */
        public Builder requireKeys() {
            this.requireKeys = true;
            return this;
        }

        /**
         * Says under which address the server is reached, such as {@code https://hive.example.com}, or from where pages
         * may send to it. Requests for other hosts and from pages of other origins are refused. An origin that is not
         * this machine makes keys required.
         */
        public Builder allowOrigin(String origin) {
            this.origins.add(origin);
            return this;
        }

        /**
         * Speaks TLS, with the certificate of a key store in PKCS12 or JKS format.
         *
         * @param password of the store and of the key in it
         */
        public Builder tls(Path keyStore, String password) {
            this.tls = new ServerSettings.Tls(keyStore, password);
            return this;
        }

        /**
         * The path below which a reverse proxy shows the server, such as {@code /hive}; whether the proxy takes it off or
         * leaves it does not matter.
         */
        public Builder pathPrefix(String prefix) {
            this.pathPrefix = prefix;
            return this;
        }

        /** Believes {@code X-Forwarded-Prefix} and {@code X-Forwarded-Proto}: only behind a proxy that sets them. */
        public Builder trustForwarded() {
            this.trustForwarded = true;
            return this;
        }

        /**
         * How many bytes of memory all requests may take together that are being read, decoded or waiting to be stored;
         * half of the largest heap by default. Beyond it requests are answered 429.
         */
        public Builder requestMemory(long bytes) {
            this.requestMemory = bytes;
            return this;
        }

        /**
         * Logs every request at {@code INFO}, to the logger {@code ai.honeyhive.server.requests}; else only those that
         * failed by the server's fault.
         */
        public Builder accessLog() {
            this.accessLog = true;
            return this;
        }

        /**
         * A JSON file with prices of models of your own, or other prices for known ones: {@code {"models": [{"model":
         * "our-model", "input": 0.5, "output": 1.5}]}}, in US dollars a million tokens. What it does not name keeps the
         * price that comes with the server.
         */
        public Builder prices(Path file) {
            this.priceFile = file;
            return this;
        }

        /**
         * Removes sessions by themselves once they ended longer ago than this. Sessions of a run stay as long as the run.
         * Without it nothing is removed.
         *
         * @param age at least a minute
         */
        public Builder keepFor(Duration age) {
            this.keepFor = age;
            return this;
        }

        /**
         * Removes the oldest sessions by themselves while a project's database file holds more than this. Sessions of a
         * run, and those of the last five minutes, stay. Without it nothing is removed.
         *
         * @param bytes at least 16 MiB
         */
        public Builder keepBytes(long bytes) {
            this.keepBytes = bytes;
            return this;
        }

        /** The model that LLM metrics ask. Without one they are kept, but not computed. */
        public Builder judge(ModelEndpoint endpoint) {
            this.judge = endpoint;
            return this;
        }

        /** The model by which metrics tell how near two texts are. Without one they compare their words. */
        public Builder embeddings(ModelEndpoint endpoint) {
            this.embeddings = endpoint;
            return this;
        }

        /**
         * Makes a server that is not started yet.
         *
         * @throws IllegalArgumentException naming every setting that cannot work, or what is wrong in the price file
         */
        public HoneyHiveServer build() {
            ServerSettings settings = settings();
            settings.check();
            return new HoneyHiveServer(settings);
        }

        private ServerSettings settings() {
            Prices builtIn = Prices.builtIn();
            return new ServerSettings(
                    host,
                    port,
                    dataDirectory,
                    database,
                    apiKey,
                    requireKeys,
                    origins,
                    tls,
                    pathPrefix,
                    trustForwarded,
                    requestMemory,
                    accessLog,
                    priceFile == null ? builtIn : builtIn.overlaidBy(PriceFile.read(priceFile)),
                    new RetentionRules(keepFor, keepBytes),
                    judge == null ? null : judge.settings(),
                    embeddings == null ? null : embeddings.settings());
        }
    }
}
