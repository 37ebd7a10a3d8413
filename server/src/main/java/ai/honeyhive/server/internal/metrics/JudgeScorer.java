// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.AnswerForm;
import ai.honeyhive.server.internal.metrics.models.Judge;
import ai.honeyhive.server.internal.metrics.models.Judgement;
import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.model.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Computes a metric by asking a model.
 *
 * @param model that is asked; null for the one that the server is configured with
 */
record JudgeScorer(PromptTemplate template, @Nullable String model, AnswerForm form) implements Scorer {
    static final String NO_JUDGE =
            "no model is configured to judge: start the server with --judge-url and --judge-model";

    @Override
    public @Nullable String obstacle(MetricModels models) {
        if (template.text().isBlank()) {
            return "the metric has no prompt";
        }
        return models.judge() == null ? NO_JUDGE : null;
    }

    @Override
    public boolean asksModel(MetricModels models) {
        return true;
    }

    @Override
    public boolean usesGroundTruth() {
        return template.paths().stream().anyMatch(EventView::isGroundTruth);
    }

    @Override
    public @Nullable Verdict score(EventView event, JsonNode known, MetricModels models) {
        Judge judge = models.judge();
        String obstacle = obstacle(models);
        if (judge == null || obstacle != null) {
            return Verdict.failed(obstacle == null ? NO_JUDGE : obstacle);
        }
        List<String> missing = template.missing(event);
        if (!missing.isEmpty()
                && missing.size() == template.paths().stream().distinct().count()) {
            return Verdict.unscored("the event has no " + String.join(", no ", missing));
        }
        String prompt = template.fill(event);
        String asked = model == null ? judge.model() : model;
        String sha = sha(asked + "\n" + form + "\n" + prompt);
        boolean same = known.path(PROMPT).asString("").equals(sha)
                && known.path("status").asString("").equals(SCORED);
        if (same) {
            return null;
        }
        Judgement judgement = judge.judge(model, prompt, form);
        return new Verdict(
                judgement.value(),
                judgement.explanation(),
                judgement.value() == null,
                account(judgement, missing).put(PROMPT, sha));
    }

    private static ObjectNode account(Judgement judgement, List<String> missing) {
        ObjectNode account = Json.object().put("model", judgement.model()).put("calls", judgement.calls());
        if (judgement.promptTokens() != null) {
            account.put("prompt_tokens", judgement.promptTokens());
        }
        if (judgement.completionTokens() != null) {
            account.put("completion_tokens", judgement.completionTokens());
        }
        if (judgement.cost() != null) {
            account.put("cost", judgement.cost());
        }
        if (!missing.isEmpty()) {
            missing.forEach(account.putArray("missing")::add);
        }
        return account;
    }

    private static String sha(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
