// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import ai.honeyhive.internal.http.HttpTransport;
import ai.honeyhive.internal.http.ServerUrls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HoneyHive's REST API, blocking. Values are plain maps, so fields that this version does not know are kept. Calls that
 * change nothing or can be repeated are tried again when the server is away or busy. Thread-safe; nothing to close.
 */
public final class HoneyHiveClient {
    private final RunsApi runs;
    private final EventsApi events;
    private final SessionsApi sessions;
    private final URI serverUrl;

    private HoneyHiveClient(HttpTransport transport) {
        ApiCalls calls = new ApiCalls(transport);
        this.serverUrl = transport.serverUrl();
        this.runs = new RunsApi(calls);
        this.events = new EventsApi(calls);
        this.sessions = new SessionsApi(calls);
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the calls around experiment runs. */
    public RunsApi runs() {
        return runs;
    }

    /** Returns the calls around events. */
    public EventsApi events() {
        return events;
    }

    /** Returns the calls around sessions. */
    public SessionsApi sessions() {
        return sessions;
    }

    /** Returns the server that is called. */
    public URI serverUrl() {
        return serverUrl;
    }

    /** Options of a client; what is not set comes from the environment. Not thread-safe. */
    public static final class Builder {
        private @Nullable String apiKey;
        private @Nullable String serverUrl;

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
         * Returns the client; makes no call.
         *
         * @throws HoneyHiveConfigurationException if the URL is none
         */
        public HoneyHiveClient build() {
            List<String> faults = new ArrayList<>();
            String url = serverUrl == null ? System.getenv("HH_API_URL") : serverUrl;
            URI uri = ServerUrls.parse(url == null || url.isBlank() ? ServerUrls.CLOUD : url.strip(), faults);
            if (!faults.isEmpty()) {
                throw new HoneyHiveConfigurationException(faults);
            }
            return new HoneyHiveClient(new HttpTransport(uri, apiKey == null ? System.getenv("HH_API_KEY") : apiKey));
        }
    }
}
