// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import ai.honeyhive.server.internal.metrics.models.ModelSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model behind OpenAI's HTTP API, at OpenAI or anywhere else, that computes metrics for a server: one that judges
 * ({@code POST /chat/completions}) or one that makes vectors of texts ({@code POST /embeddings}). Immutable and thread-safe.
 * Its key is sent to the endpoint and shown nowhere.
 *
 * <pre>{@code
 * HoneyHiveServer server = HoneyHiveServer.builder()
 *         .judge(ModelEndpoint.builder(URI.create("http://localhost:11434/v1"), "llama3.3").maxCallsPerHour(1000).build())
 *         .build();
 * }</pre>
 */
public final class ModelEndpoint {
    private final ModelSettings settings;

    private ModelEndpoint(ModelSettings settings) {
        this.settings = settings;
    }

    /**
     * A builder of an endpoint.
     *
     * @param url of the API, to which {@code /chat/completions} or {@code /embeddings} is added
     * @param model the model that is asked where a metric names none
     */
    public static Builder builder(URI url, String model) {
        return new Builder(url, model);
    }

    ModelSettings settings() {
        return settings;
    }

    /** The model and where it is, without the key. */
    @Override
    public String toString() {
        return settings.toString();
    }

    /** Collects the settings of an endpoint. */
    public static final class Builder {
        private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
        private static final int DEFAULT_CONCURRENCY = 4;
        private static final int MAX_CONCURRENCY = 256;

        private final URI url;
        private final String model;
        private @Nullable String apiKey;
        private Duration timeout = DEFAULT_TIMEOUT;
        private int maxConcurrency = DEFAULT_CONCURRENCY;
        private @Nullable Integer maxCallsPerHour;

        private Builder(URI url, String model) {
            this.url = url;
            this.model = model;
        }

        /** Sent as bearer token; none is sent by default. */
        public Builder apiKey(String key) {
            this.apiKey = key;
            return this;
        }

        /** How long one call may take, up to an hour; a minute by default. */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        /** How many calls may be under way at once, from 1 to 256; 4 by default. */
        public Builder maxConcurrency(int calls) {
            this.maxConcurrency = calls;
            return this;
        }

        /**
         * How many calls may be made in any 60 minutes; by default as many as there are events to evaluate. What is beyond
         * waits. The count starts anew with the server.
         */
        public Builder maxCallsPerHour(int calls) {
            this.maxCallsPerHour = calls;
            return this;
        }

        /**
         * Makes the endpoint; nothing is called yet.
         *
         * @throws IllegalArgumentException naming every setting that cannot work
         */
        public ModelEndpoint build() {
            List<String> faults = new ArrayList<>();
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
                faults.add("the URL of a model must begin with http:// or https:// and name a host");
            } else if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
                faults.add("the URL of a model must have no user, query or fragment: give a key by apiKey(...)");
            }
            if (model.isBlank()) {
                faults.add("the name of a model must not be blank");
            }
            if (apiKey != null && (apiKey.isBlank() || apiKey.chars().anyMatch(c -> c < ' ' || c > '~'))) {
                faults.add("the key of a model must not be blank, nor have characters that headers cannot have");
            }
            if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(Duration.ofHours(1)) > 0) {
                faults.add("timeout must be from 1 ms to an hour, but is " + timeout);
            }
            if (maxConcurrency < 1 || maxConcurrency > MAX_CONCURRENCY) {
                faults.add("maxConcurrency must be from 1 to " + MAX_CONCURRENCY + ", but is " + maxConcurrency);
            }
            if (maxCallsPerHour != null && maxCallsPerHour < 1) {
                faults.add("maxCallsPerHour must be above 0, but is " + maxCallsPerHour);
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
            return new ModelEndpoint(new ModelSettings(url, apiKey, model, timeout, maxConcurrency, maxCallsPerHour));
        }
    }
}
