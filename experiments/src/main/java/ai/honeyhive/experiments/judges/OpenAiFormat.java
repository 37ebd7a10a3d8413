// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of OpenAI's chat completions. */
record OpenAiFormat(String model, boolean structured, boolean temperature, double inputDollars, double outputDollars) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String write(ChatRequest request) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        ArrayNode messages = body.putArray("messages");
        request.messages()
                .forEach(message ->
                        messages.addObject().put("role", message.role()).put("content", message.content()));
        if (temperature) {
            request.temperature().ifPresent(value -> body.put("temperature", value));
        }
        if (structured) {
            request.jsonSchema()
                    .ifPresent(schema -> body.putObject("response_format")
                            .put("type", "json_schema")
                            .putObject("json_schema")
                            .put("name", "judgement")
                            .put("strict", true)
                            .set("schema", JSON.readTree(schema)));
        }
        if (request.topProbabilities() > 0) {
            body.put("logprobs", true).put("top_logprobs", request.topProbabilities());
        }
        return JSON.writeValueAsString(body);
    }

    ChatAnswer read(String body) throws IOException {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IOException("the endpoint's answer is no JSON: " + Bench.shown(body), e);
        }
        JsonNode choice = answer.path("choices").path(0);
        JsonNode content = choice.path("message").path("content");
        if (!content.isString()) {
            throw new IOException("the endpoint's answer has no content: " + Bench.shown(body));
        }
        ChatAnswer read =
                ChatAnswer.of(content.asString()).model(answer.path("model").asString(model));
        JsonNode input = answer.path("usage").path("prompt_tokens");
        JsonNode output = answer.path("usage").path("completion_tokens");
        if (input.isNumber() && output.isNumber()) {
            read = read.tokens(input.longValue(), output.longValue());
            double cost = (input.longValue() * inputDollars + output.longValue() * outputDollars) / 1e6;
            read = Double.isNaN(cost) ? read : read.cost(cost);
        }
        return read.probabilities(probabilities(choice.path("logprobs").path("content")));
    }

    /** The chosen token first, since it need not be among the alternatives, nor be the most probable. */
    private static List<List<TokenProbability>> probabilities(JsonNode tokens) {
        List<List<TokenProbability>> all = new ArrayList<>();
        for (JsonNode token : tokens) {
            List<TokenProbability> alternatives = new ArrayList<>();
            String chosen = token.path("token").asString("");
            alternatives.add(new TokenProbability(chosen, token.path("logprob").doubleValue()));
            for (JsonNode other : token.path("top_logprobs")) {
                if (!other.path("token").asString("").equals(chosen)) {
                    alternatives.add(new TokenProbability(
                            other.path("token").asString(""),
                            other.path("logprob").doubleValue()));
                }
            }
            all.add(alternatives);
        }
        return all;
    }
}
