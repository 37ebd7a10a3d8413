// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lets a model behind an OpenAI-compatible chat completions API answer. */
final class OpenAiReader implements Reader {
    static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";
    static final String DEFAULT_MODEL = "gpt-4.1-mini";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int EXCERPT_LENGTH = 300;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final URI endpoint;
    private final String key;
    private final String model;
    private final Duration timeout;

    /**
     * @param baseUrl everything before {@code /chat/completions}
     * @param timeout from sending a request to the end of its answer
     * @throws IllegalArgumentException if the URL is not an http(s) URL or the key cannot be sent in a header
     */
    OpenAiReader(String baseUrl, String key, String model, Duration timeout) {
        if (!key.chars().allMatch(c -> c > ' ' && c < 127)) { // said here, since HttpRequest would quote the key
            throw new IllegalArgumentException("OPENAI_API_KEY holds a blank or a character that is not ASCII");
        }
        this.endpoint = endpoint(baseUrl);
        this.key = key;
        this.model = model;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // local model servers stumble over the upgrade to HTTP/2
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public Reading read(Prompt prompt) {
        String body = JSON.writeValueAsString(Map.of("model", model, "messages", prompt.messages()));
        HttpResponse<String> response = send(body);
        if (response.statusCode() != 200) {
            throw failure("answered " + response.statusCode() + ": " + excerpt(response.body()), null);
        }
        return parse(response.body());
    }

    private HttpResponse<String> send(String body) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(timeout)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw failure("gave no answer within " + timeout.toMillis() + " ms", e);
        } catch (IOException e) {
            throw failure("failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was interrupted", e);
        }
    }

    private Reading parse(String body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JacksonException e) {
            throw failure("answered 200 with a body that is not JSON: " + excerpt(body), e);
        }
        JsonNode content = answer.at("/choices/0/message/content");
        if (!content.isString()) {
            throw failure("answered 200 without choices[0].message.content: " + excerpt(body), null);
        }
        return new Reading(content.asString().strip(), usage(answer.path("usage")));
    }

    private static @Nullable TokenUsage usage(JsonNode usage) {
        JsonNode prompt = usage.path("prompt_tokens");
        JsonNode completion = usage.path("completion_tokens");
        return prompt.isIntegralNumber() && completion.isIntegralNumber()
                ? new TokenUsage(prompt.asLong(), completion.asLong())
                : null;
    }

    private static URI endpoint(String baseUrl) {
        URI endpoint;
        try {
            endpoint = URI.create(baseUrl.replaceFirst("/+$", "") + "/chat/completions");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("OPENAI_BASE_URL is not a URL: " + baseUrl, e);
        }
        String scheme = endpoint.getScheme();
        if (endpoint.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("OPENAI_BASE_URL is not an http or https URL: " + baseUrl);
        }
        return endpoint;
    }

    private OpenAiException failure(String what, @Nullable Throwable cause) {
        return new OpenAiException("POST " + endpoint + " (model " + model + ") " + what, cause);
    }

    /** The first part of a body; some servers repeat the key in it. */
    private String excerpt(String body) {
        String text = body.replace(key, "[key]").strip();
        return text.length() <= EXCERPT_LENGTH ? text : text.substring(0, EXCERPT_LENGTH) + "…";
    }
}
