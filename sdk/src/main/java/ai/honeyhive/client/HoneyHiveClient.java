// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import ai.honeyhive.internal.http.HttpTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * HoneyHive's REST API, blocking. What the server sends keeps all its fields, also those that this version does not know.
 *
 * <p>Calls that change nothing, replace or delete are repeated when the server is away or busy (no answer, status 408, 429,
 * 502, 503, 504), with growing pauses or those that the server asks for; calls that create something are not. A list of
 * more than 100 ids is asked for in several requests. Every call ends within {@link Builder#timeout}; one that is split
 * has that time for each of its requests. A call throws a {@link HoneyHiveException} if the server refuses or is away,
 * and an {@link IllegalArgumentException} for an empty id. Interrupting the calling thread ends the call with a
 * {@link HoneyHiveConnectionException}, and the thread stays interrupted.
 *
 * <p>Thread-safe; nothing to close.
 */
public final class HoneyHiveClient {
    private final URI serverUrl;
    private final SessionsApi sessions;
    private final EventsApi events;
    private final DatasetsApi datasets;
    private final DatapointsApi datapoints;
    private final RunsApi runs;
    private final MetricsApi metrics;
    private final ConfigurationsApi configurations;

    private HoneyHiveClient(URI serverUrl, ApiCalls calls) {
        this.serverUrl = serverUrl;
        this.sessions = new SessionsApi(calls);
        this.events = new EventsApi(calls);
        this.datasets = new DatasetsApi(calls);
        this.datapoints = new DatapointsApi(calls);
        this.runs = new RunsApi(calls);
        this.metrics = new MetricsApi(calls);
        this.configurations = new ConfigurationsApi(calls);
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the calls around sessions. */
    public SessionsApi sessions() {
        return sessions;
    }

    /** Returns the calls around events. */
    public EventsApi events() {
        return events;
    }

    /** Returns the calls around datasets. */
    public DatasetsApi datasets() {
        return datasets;
    }

    /** Returns the calls around datapoints. */
    public DatapointsApi datapoints() {
        return datapoints;
    }

    /** Returns the calls around experiment runs. */
    public RunsApi runs() {
        return runs;
    }

    /** Returns the calls around metrics. */
    public MetricsApi metrics() {
        return metrics;
    }

    /** Returns the calls around configurations. */
    public ConfigurationsApi configurations() {
        return configurations;
    }

    /** Returns the server that is called. */
    public URI serverUrl() {
        return serverUrl;
    }

    /** Options of a client; what is not set comes from the environment. Not thread-safe. */
    public static final class Builder {
        private static final int DEFAULT_ATTEMPTS = 4;
        private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

        private @Nullable String apiKey;
        private @Nullable String serverUrl;
        private @Nullable Duration timeout;
        private int attempts = DEFAULT_ATTEMPTS;
        private @Nullable HttpClient httpClient;

        private Builder() {}

        /** Sets the key. Default {@code HH_API_KEY}; a server on this machine needs none. */
        public Builder apiKey(@Nullable String apiKey) {
            this.apiKey = apiKey;
            return this;
        }

        /** Sets the server. Default {@code HH_API_URL}, else HoneyHive's cloud. */
        public Builder serverUrl(@Nullable String serverUrl) {
            this.serverUrl = serverUrl;
            return this;
        }

        /**
         * Sets how long one call may take with all its attempts and the pauses between them. Default
         * {@code HH_API_TIMEOUT} in seconds, else two minutes.
         */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** Sets how often a call that can be repeated without harm is tried, at least once. Default four times. */
        public Builder maxAttempts(int maxAttempts) {
            this.attempts = maxAttempts;
            return this;
        }

        /**
         * Sets the HTTP client to use, with its proxy and TLS settings. It stays yours and is never closed here. It had
         * better not follow redirects, for the JDK's takes the key along to any host.
         */
        public Builder httpClient(HttpClient httpClient) {
            this.httpClient = httpClient;
            return this;
        }

        /**
         * Returns the client; makes no call.
         *
         * @throws HoneyHiveConfigurationException if an option cannot work; tells all that cannot
         */
        public HoneyHiveClient build() {
            return build(System::getenv);
        }

        HoneyHiveClient build(UnaryOperator<@Nullable String> environment) {
            ClientSettings settings =
                    ClientSettings.of(apiKey, serverUrl, timeout, attempts, environment, DEFAULT_TIMEOUT);
            HttpTransport transport = httpClient == null
                    ? new HttpTransport(settings.serverUrl(), settings.apiKey())
                    : new HttpTransport(settings.serverUrl(), settings.apiKey(), httpClient);
            return new HoneyHiveClient(settings.serverUrl(), new ApiCalls(transport, settings.timeout(), attempts));
        }
    }
}
