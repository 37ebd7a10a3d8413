// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks an HTTP endpoint for each row. */
final class HttpTask {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w.:-]+)");

    // HTTP/1.1: the upgrade that is tried otherwise is more than small servers understand.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String url;
    private final String method;
    private final @Nullable Object body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** Values of the environment and how the file calls them: none is ever shown. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    private HttpTask(String url, String method, @Nullable Object body) {
        this.url = url;
        this.method = method;
        this.body = body;
    }

    static HttpTask of(YamlEntry entry) {
        entry.allow("url", "method", "headers", "body");
        YamlEntry url = entry.entry("url");
        YamlEntry method = entry.find("method");
        YamlEntry body = entry.find("body");
        HttpTask task =
                new HttpTask(url.text(), method == null ? "POST" : method.text(), body == null ? null : body.value());
        try {
            URI address = URI.create(task.url.replaceAll("\\{\\{[^{}]*}}", "x"));
            HttpRequest.newBuilder(address);
        } catch (IllegalArgumentException e) {
            throw url.fault("must be a URL such as http://localhost:8080/answer, but is " + task.url);
        }
        try {
            HttpRequest.newBuilder().method(task.method, HttpRequest.BodyPublishers.noBody());
        } catch (IllegalArgumentException e) {
            throw entry.entry("method").fault("is no method of HTTP: " + task.method);
        }
        YamlEntry headers = entry.find("headers");
        if (headers != null) {
            headers.map().keySet().forEach(name -> task.header(name, headers.entry(name)));
        }
        return task;
    }

    /** Keys do not belong into files: ${NAME} is taken from the environment. */
    private void header(String name, YamlEntry entry) {
        String written = String.valueOf(entry.value());
        String value = VARIABLE.matcher(written).replaceAll(found -> {
            String known = System.getenv(found.group(1));
            if (known == null || known.isBlank()) {
                throw entry.fault("needs the environment variable " + found.group(1) + ", which is not set");
            }
            secrets.put(known, found.group());
            return Matcher.quoteReplacement(known);
        });
        try {
            HttpRequest.newBuilder().header(name, value);
        } catch (IllegalArgumentException e) { // whose message tells the value
            throw new EvalException(entry.place() + " is no header that can be sent: " + name + ": " + written);
        }
        headers.put(name, value);
    }

    /**
     * Asks once.
     *
     * @throws IOException if there is no answer, or one that does not say 2xx, or is too long or no text
     */
    String run(Map<String, ?> inputs) throws IOException, InterruptedException {
        HttpRequest request = request(inputs);
        HttpResponse<InputStream> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new IOException("no answer from " + request.uri() + ": " + e, e);
        }
        try (InputStream content = answer.body()) {
            String text = Answers.decode(Answers.bytes(content), charset(answer));
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("HTTP status " + answer.statusCode() + ": " + Answers.shortened(hidden(text)));
            }
            return text;
        }
    }

    private HttpRequest request(Map<String, ?> inputs) {
        HttpRequest.BodyPublisher content = method.equals("GET") && body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(content(inputs));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Template.text(url, encoded(inputs))))
                .method(method, content);
        if (!(body instanceof String)) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        return request.build();
    }

    private String content(Map<String, ?> inputs) {
        if (body instanceof String text) {
            return Template.text(text, inputs);
        }
        return Answers.write(body == null ? inputs : Template.fill(body, inputs));
    }

    /** An endpoint may send back what it was sent. */
    private String hidden(String text) {
        String hidden = text;
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            hidden = hidden.replace(secret.getKey(), secret.getValue());
        }
        return hidden;
    }

    private static Charset charset(HttpResponse<?> answer) throws IOException {
        Matcher named =
                CHARSET.matcher(answer.headers().firstValue("Content-Type").orElse(""));
        if (!named.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(named.group(1));
        } catch (IllegalArgumentException e) {
            throw new IOException("the answer is in the unknown charset " + named.group(1), e);
        }
    }

    private static Map<String, String> encoded(Map<String, ?> inputs) {
        Map<String, String> encoded = new LinkedHashMap<>();
        inputs.forEach((name, value) -> encoded.put(
                name,
                URLEncoder.encode(value instanceof String text ? text : Answers.write(value), StandardCharsets.UTF_8)
                        .replace("+", "%20")));
        return encoded;
    }
}
