// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.server.HoneyHiveServer;
import ai.honeyhive.server.ModelEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The models that compute metrics. Keys come from the environment alone, since other users see command lines. */
final class ModelOptions {
    @Option(
            names = "--judge-url",
            paramLabel = "URL",
            description =
                    "A model API like OpenAI's, such as http://localhost:11434/v1, that judges LLM metrics; its key is"
                            + " taken from HH_JUDGE_API_KEY. Default: HH_JUDGE_URL, else LLM metrics are not computed")
    @Nullable String judgeUrl;

    @Option(
            names = "--judge-model",
            paramLabel = "NAME",
            description = "The model that judges where a metric names none. Default: HH_JUDGE_MODEL")
    @Nullable String judgeModel;

    @Option(
            names = "--judge-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long one call may take. Default: ${DEFAULT-VALUE}")
    int judgeTimeout;

    @Option(
            names = "--judge-concurrency",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many calls may be under way at once. Default: ${DEFAULT-VALUE}")
    int judgeConcurrency;

    @Option(
            names = "--judge-calls-per-hour",
            paramLabel = "N",
            description = "How many calls may be made in any 60 minutes; what is beyond waits. Default: no limit")
    @Nullable Integer judgeCallsPerHour;

    @Option(
            names = "--embeddings-url",
            paramLabel = "URL",
            description =
                    "A model API like OpenAI's that makes vectors of texts for metrics of similarity; its key is taken"
                            + " from HH_EMBEDDINGS_API_KEY. Default: HH_EMBEDDINGS_URL, else words are compared")
    @Nullable String embeddingsUrl;

    @Option(
            names = "--embeddings-model",
            paramLabel = "NAME",
            description = "The model that makes the vectors. Default: HH_EMBEDDINGS_MODEL")
    @Nullable String embeddingsModel;

    /** @throws IllegalArgumentException if the settings cannot work */
    void applyTo(HoneyHiveServer.Builder server) {
        ModelEndpoint.Builder judge = endpoint("judge", judgeUrl, judgeModel);
        if (judge != null) {
            judge.timeout(Duration.ofSeconds(judgeTimeout)).maxConcurrency(judgeConcurrency);
            if (judgeCallsPerHour != null) {
                judge.maxCallsPerHour(judgeCallsPerHour);
            }
            server.judge(judge.build());
        }
        ModelEndpoint.Builder embeddings = endpoint("embeddings", embeddingsUrl, embeddingsModel);
        if (embeddings != null) {
            server.embeddings(embeddings.build());
        }
    }

    private static ModelEndpoint.@Nullable Builder endpoint(
            String name, @Nullable String urlOption, @Nullable String modelOption) {
        String variable = "HH_" + name.toUpperCase(Locale.ROOT);
        String url = urlOption != null ? urlOption : environment(variable + "_URL");
        String model = modelOption != null ? modelOption : environment(variable + "_MODEL");
        if (url == null && model == null) {
            return null;
        }
        if (url == null || model == null) {
            String missing = url == null ? "url" : "model";
            throw new CommandFailure("--" + name + "-" + missing + " is missing: give it, or set " + variable + "_"
                    + missing.toUpperCase(Locale.ROOT));
        }
        ModelEndpoint.Builder endpoint;
        try {
            endpoint = ModelEndpoint.builder(URI.create(url), model);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--" + name + "-url '" + url + "' is no URL", e);
        }
        String key = environment(variable + "_API_KEY");
        return key == null ? endpoint : endpoint.apiKey(key);
    }

    private static @Nullable String environment(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
