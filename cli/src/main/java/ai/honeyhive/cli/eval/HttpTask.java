// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks an HTTP endpoint for each row. */
final class HttpTask {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final YamlEntry place;
    private final String url;
    private final String method;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final @Nullable Object body;
    private final Duration timeout;

    private HttpTask(YamlEntry entry, Duration timeout) {
        entry.allow("url", "method", "headers", "body");
        this.place = entry.entry("url");
        this.url = place.text();
        YamlEntry verb = entry.find("method");
        this.method = verb == null ? "POST" : verb.text();
        YamlEntry given = entry.find("headers");
        if (given != null) {
            given.map().forEach((name, value) -> headers.put(name, environment(String.valueOf(value), given)));
        }
        YamlEntry content = entry.find("body");
        this.body = content == null ? null : content.value();
        this.timeout = timeout;
    }

    static HttpTask of(YamlEntry entry, Duration timeout) {
        HttpTask task = new HttpTask(entry, timeout);
        if (!task.url.matches("(?i)https?://.+")) {
            throw task.place.fault("must be a URL such as http://localhost:8080/answer, but is " + task.url);
        }
        return task;
    }

    /** Keys do not belong into files: ${NAME} is taken from the environment. */
    private static String environment(String value, YamlEntry place) {
        return java.util.regex.Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}")
                .matcher(value)
                .replaceAll(found -> {
                    String known = System.getenv(found.group(1));
                    if (known == null) {
                        throw place.fault("needs the environment variable " + found.group(1));
                    }
                    return java.util.regex.Matcher.quoteReplacement(known);
                });
    }

    String run(Map<String, ?> inputs) throws IOException, InterruptedException {
        var publisher = method.equals("GET") && body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(
                        body instanceof String text
                                ? Template.text(text, inputs)
                                : Answers.write(body == null ? inputs : filled(inputs)));
        String address = url.contains("{{") ? Template.text(url, encoded(inputs)) : url;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(timeout).method(method, publisher);
        if (!(body instanceof String) && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "HTTP status " + answer.statusCode() + ": " + Answers.shortened(answer.body()));
        }
        return answer.body();
    }

    private Object filled(Map<String, ?> inputs) {
        Object filled = Template.fill(body, inputs);
        return filled == null ? inputs : filled;
    }

    private static Map<String, String> encoded(Map<String, ?> inputs) {
        Map<String, String> encoded = new LinkedHashMap<>();
        inputs.forEach((name, value) -> encoded.put(
                name,
                java.net.URLEncoder.encode(
                        value instanceof String text ? text : String.valueOf(value),
                        java.nio.charset.StandardCharsets.UTF_8)));
        return encoded;
    }
}
