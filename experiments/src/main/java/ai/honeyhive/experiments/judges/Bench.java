// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import ai.honeyhive.experiments.EvaluationContext;
import ai.honeyhive.tracing.ActiveSpan;
import ai.honeyhive.tracing.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where one judge sits for one row: asks the model, traces every call, and insists on valid answers. */
final class Bench {
    private static final int ATTEMPTS = 3;
    private static final int SHOWN = 200;
    private static final int OBJECTS = 50;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String judge;
    private final ChatModel model;
    private final EvaluationContext context;

    Bench(String judge, ChatModel model, EvaluationContext context) {
        this.judge = judge;
        this.model = model;
        this.context = context;
    }

    /** Reads a judgement; throws {@link InvalidAnswer} if it is none. */
    interface Reader<T> {
        T read(JsonNode answer) throws InvalidAnswer;
    }

    /** Asks for JSON, and again if what comes is not valid, saying why. */
    <T> T ask(ChatRequest request, Reader<T> reader) throws InterruptedException {
        ChatRequest next = request;
        String reason = "";
        String last = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            last = call(next).text();
            try {
                return read(last, reader);
            } catch (InvalidAnswer invalid) {
                reason = invalid.reason();
                next = request.plus(
                        ChatMessage.assistant(last),
                        ChatMessage.user("That is not valid: " + reason
                                + ". Answer again, with nothing but one JSON object of the form asked for."));
            }
        }
        throw new JudgeException("the judge of \"" + judge + "\" gave no valid answer in " + ATTEMPTS + " attempts: "
                + reason + "; at last it said: " + shown(last));
    }

    /** Makes one call, as a model event of the row. */
    ChatAnswer call(ChatRequest request) throws InterruptedException {
        try {
            return context.tracer().call("judge " + judge, EventType.MODEL, span -> {
                describe(span, request);
                ChatAnswer answer = model.chat(request);
                describe(span, answer);
                return answer;
            });
        } catch (InterruptedException | JudgeException e) {
            throw e;
        } catch (Exception e) {
            throw new JudgeException("the model of the judge of \"" + judge + "\" failed: " + e, e);
        }
    }

    private void describe(ActiveSpan span, ChatRequest request) {
        List<Map<String, String>> messages = request.messages().stream()
                .map(message -> {
                    Map<String, String> entry = new LinkedHashMap<>();
                    entry.put("role", message.role());
                    entry.put("content", message.content());
                    return entry;
                })
                .toList();
        span.input("chat_history", messages).metadata("evaluator", judge);
        request.temperature().ifPresent(value -> span.config("temperature", value));
    }

    private static void describe(ActiveSpan span, ChatAnswer answer) {
        span.output("role", "assistant").output("content", answer.text());
        answer.model().ifPresent(name -> span.config("model", name));
        answer.inputTokens().ifPresent(count -> span.metadata("prompt_tokens", count));
        answer.outputTokens().ifPresent(count -> span.metadata("completion_tokens", count));
        if (answer.inputTokens().isPresent() && answer.outputTokens().isPresent()) {
            span.metadata(
                    "total_tokens",
                    answer.inputTokens().getAsLong() + answer.outputTokens().getAsLong());
        }
        answer.cost().ifPresent(dollars -> span.metadata("cost", dollars));
    }

    /** Models like to talk around their JSON, fence it or wrap it: the first object in the text that is valid counts. */
    private static <T> T read(String text, Reader<T> reader) throws InvalidAnswer {
        InvalidAnswer reason = null;
        int begin = text.indexOf('{');
        for (int tried = 0; begin >= 0 && tried < OBJECTS; tried++) {
            try {
                return reader.read(JSON.readTree(text.substring(begin)));
            } catch (JacksonException e) { // a brace of the talk: perhaps the next one begins the object
                begin = text.indexOf('{', begin + 1);
            } catch (InvalidAnswer invalid) {
                reason = reason == null ? invalid : reason;
                begin = text.indexOf('{', begin + 1);
            }
        }
        throw reason == null ? new InvalidAnswer("there is no JSON object in it") : reason;
    }

    static String shown(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
