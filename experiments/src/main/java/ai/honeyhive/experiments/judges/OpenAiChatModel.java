// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model behind any endpoint that speaks OpenAI's chat completions: OpenAI itself, Azure, vLLM, Ollama, LiteLLM and many
 * more. A call that meets 408, 429, a server's error or a broken connection is tried again, up to three times in all, after a
 * pause that grows, or that {@code Retry-After} names, up to 30 seconds. Thread-safe.
 */
public final class OpenAiChatModel implements ChatModel {
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final Set<Integer> RETRYABLE = Set.of(408, 429, 500, 502, 503, 504, 529);

    private final URI endpoint;
    private final @Nullable String apiKey;
    private final HttpClient client;
    private final Duration timeout;
    private final OpenAiFormat format;

    private OpenAiChatModel(Builder builder) {
        this.endpoint = builder.endpoint;
        this.apiKey = builder.apiKey;
        this.client = builder.client == null
                ? HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()
                : builder.client;
        this.timeout = builder.timeout;
        this.format = new OpenAiFormat(
                builder.model, builder.structured, builder.temperature, builder.inputDollars, builder.outputDollars);
    }

    /**
     * Starts with an endpoint and a model.
     *
     * @param baseUrl what comes before {@code /chat/completions}, such as {@code http://localhost:11434/v1}
     * @param model name of the model
     */
    public static Builder builder(String baseUrl, String model) {
        return new Builder(baseUrl, model);
    }

    @Override
    public ChatAnswer chat(ChatRequest request) throws IOException, InterruptedException {
        HttpRequest.Builder post = HttpRequest.newBuilder(endpoint)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(format.write(request)));
        if (apiKey != null) {
            post.header("Authorization", "Bearer " + apiKey);
        }
        HttpRequest call = post.build();
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response;
            try {
                response = client.send(call, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2);
                continue;
            }
            if (response.statusCode() == 200) {
                return format.read(response.body());
            }
            if (attempt == ATTEMPTS || !RETRYABLE.contains(response.statusCode())) {
                throw new IOException("POST " + endpoint.getPath() + " was answered with " + response.statusCode()
                        + ": " + Bench.shown(response.body()));
            }
            Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, retryAfter(response, pause)));
            pause = pause.multipliedBy(2);
        }
    }

    private static long retryAfter(HttpResponse<?> response, Duration pause) {
        try {
            return response.headers()
                    .firstValue("Retry-After")
                    .map(seconds -> (long) (Double.parseDouble(seconds) * 1000))
                    .filter(millis -> millis >= 0)
                    .orElse(pause.toMillis());
        } catch (NumberFormatException e) { // a date; our own pause does as well
            return pause.toMillis();
        }
    }

    /** Collects options. Not for use by several threads. */
    public static final class Builder {
        private final URI endpoint;
        private final String model;
        private @Nullable String apiKey;
        private @Nullable HttpClient client;
        private Duration timeout = Duration.ofSeconds(60);
        private boolean structured = true;
        private boolean temperature = true;
        private double inputDollars = Double.NaN;
        private double outputDollars = Double.NaN;

        private Builder(String baseUrl, String model) {
            this.endpoint = URI.create(baseUrl.replaceAll("/+$", "") + "/chat/completions");
            this.model = requireNonNull(model, "model");
        }

        /** Sets the key that is sent as bearer token. Default: none. */
        public Builder apiKey(String key) {
            this.apiKey = requireNonNull(key, "key");
            return this;
        }

        /** Sets how long one call may take. Default: a minute. */
        public Builder timeout(Duration limit) {
            this.timeout = requireNonNull(limit, "limit");
            return this;
        }

        /** Sets the HTTP client, which stays yours. Default: one of its own. */
        public Builder httpClient(HttpClient httpClient) {
            this.client = requireNonNull(httpClient, "httpClient");
            return this;
        }

        /** Leaves out the wish for JSON under a schema, for endpoints that refuse it. */
        public Builder withoutStructuredOutputs() {
            this.structured = false;
            return this;
        }

        /** Leaves out the temperature, for models that refuse it. */
        public Builder withoutTemperature() {
            this.temperature = false;
            return this;
        }

        /**
         * Sets prices, so that calls have a cost. Default: the server's price table, if it knows the model.
         *
         * @param input US dollars for a million input tokens
         * @param output US dollars for a million output tokens
         */
        public Builder pricePerMillionTokens(double input, double output) {
            this.inputDollars = input;
            this.outputDollars = output;
            return this;
        }

        /** Returns the model. */
        public OpenAiChatModel build() {
            return new OpenAiChatModel(this);
        }
    }
}
