// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import ai.honeyhive.server.internal.ServerLife;
import ai.honeyhive.server.internal.translate.PriceFile;
import ai.honeyhive.server.internal.translate.Prices;
import java.net.URI;
import java.nio.file.Path;
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

    private HoneyHiveServer(Builder builder) {
        this.life = new ServerLife(
                builder.host,
                builder.port,
                builder.dataDirectory,
                builder.apiKey,
                prices(builder.priceFile),
                builder.judge == null ? null : builder.judge.settings(),
                builder.embeddings == null ? null : builder.embeddings.settings());
    }

    private static Prices prices(@Nullable Path priceFile) {
        Prices builtIn = Prices.builtIn();
        return priceFile == null ? builtIn : builtIn.overlaidBy(PriceFile.read(priceFile));
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
        private @Nullable String apiKey;
        private @Nullable Path priceFile;
        private @Nullable ModelEndpoint judge;
        private @Nullable ModelEndpoint embeddings;

        private Builder() {}

        /** The port to listen on, 0 for any free one, which is the default. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** The address to bind to; {@code 127.0.0.1} by default. Any other than loopback needs an API key. */
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

        /** The key that requests must carry as bearer token. Without one, every token is accepted. */
        public Builder apiKey(String key) {
            this.apiKey = key;
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
            ServerLife.check(host, port, apiKey);
            return new HoneyHiveServer(this);
        }
    }
}
