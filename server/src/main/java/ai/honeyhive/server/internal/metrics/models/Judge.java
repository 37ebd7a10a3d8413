// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics.models;

import ai.honeyhive.server.internal.metrics.models.AnswerForm.Misunderstanding;
import ai.honeyhive.server.internal.metrics.models.AnswerForm.Parsed;
import ai.honeyhive.server.internal.metrics.models.ModelException.Remedy;
import ai.honeyhive.server.internal.model.Json;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A model that judges, by {@code POST /chat/completions}. Thread-safe. */
public final class Judge {
    private static final int ATTEMPTS = 2;

    private final ModelClient client;
    private final CallCost cost;
    private final JudgeTotals totals = new JudgeTotals();

    /** What a call costs in US dollars; null if that is not known. */
    @FunctionalInterface
    public interface CallCost {
        @Nullable Double of(String model, long promptTokens, long completionTokens);
    }

    Judge(ModelSettings settings, CallCost cost, LongSupplier clock) {
        this.client = new ModelClient(settings, clock);
        this.cost = cost;
    }

    public String model() {
        return client.settings().model();
    }

    int concurrency() {
        return client.settings().concurrency();
    }

    public JudgeTotals totals() {
        return totals;
    }

    /**
     * Has a prompt answered, and asks a second time where the answer cannot be understood.
     *
     * @param model its name; null for the one that was configured
     * @throws ModelException if the endpoint does not answer
     */
    public Judgement judge(@Nullable String model, String prompt, AnswerForm form) {
        String name = model == null ? model() : model;
        ObjectNode body = Json.object().put("model", name);
        ArrayNode messages = body.putArray("messages");
        message(messages, "system", form.instruction());
        message(messages, "user", prompt);
        var bill = new Bill();
        String fault = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            String answer = ask(body, name, bill);
            try {
                Parsed parsed = form.parse(answer);
                return bill.judgement(parsed.value(), parsed.explanation(), name, attempt);
            } catch (Misunderstanding e) {
                fault = String.valueOf(e.getMessage());
                message(messages, "assistant", answer.isEmpty() ? "(nothing)" : answer);
                message(
                        messages,
                        "user",
                        "That cannot be used: " + fault + ". Answer again, with the JSON object only.");
            }
        }
        totals.misunderstood();
        return bill.judgement(
                null, "the judge's answer could not be used, even when asked again: " + fault, name, ATTEMPTS);
    }

    private String ask(ObjectNode body, String model, Bill bill) {
        JsonNode answer;
        try {
            answer = client.post("/chat/completions", body);
        } catch (ModelException e) {
            totals.failed(e);
            throw e;
        }
        bill.add(answer.path("usage"), model);
        JsonNode content = answer.path("choices").path(0).path("message").path("content");
        if (!content.isString()) {
            if (!answer.path("choices").isArray()) {
                var failure = new ModelException("the answer holds no choices", Remedy.RETRY, 0);
                totals.failed(failure);
                throw failure;
            }
            return "";
        }
        return content.asString();
    }

    private static void message(ArrayNode messages, String role, String content) {
        messages.addObject().put("role", role).put("content", content);
    }

    /** What the calls of one judgement used together. */
    private final class Bill {
        private @Nullable Long prompt;
        private @Nullable Long completion;
        private @Nullable Double dollars;

        private void add(JsonNode usage, String model) {
            Long in = tokens(usage, "prompt_tokens");
            Long out = tokens(usage, "completion_tokens");
            prompt = in == null ? prompt : Long.valueOf(in + (prompt == null ? 0 : prompt));
            completion = out == null ? completion : Long.valueOf(out + (completion == null ? 0 : completion));
            Double price = in == null || out == null ? null : cost.of(model, in, out);
            dollars = price == null ? dollars : Double.valueOf(price + (dollars == null ? 0 : dollars));
            totals.answered(in, out, price);
        }

        private static @Nullable Long tokens(JsonNode usage, String name) {
            JsonNode tokens = usage.path(name);
            return tokens.isIntegralNumber() && tokens.canConvertToLong() && tokens.asLong() >= 0
                    ? Long.valueOf(tokens.asLong())
                    : null;
        }

        private Judgement judgement(@Nullable JsonNode value, @Nullable String explanation, String model, int calls) {
            return new Judgement(value, explanation, model, prompt, completion, dollars, calls);
        }
    }
}
