// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypeInferenceTest {
    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource({
        "step,            gen_ai.operation.name=chat,                                      MODEL",
        "step,            gen_ai.operation.name=text_completion,                           MODEL",
        "step,            gen_ai.operation.name=generate_content,                          MODEL",
        "step,            gen_ai.operation.name=invoke_agent,                              CHAIN",
        "step,            gen_ai.operation.name=create_agent,                              CHAIN",
        "chat,            gen_ai.operation.name=execute_tool,                              TOOL",
        "step,            gen_ai.operation.name=embeddings,                                TOOL",
        "step,            gen_ai.operation.name=Chat;openinference.span.kind=TOOL,         MODEL",
        "step,            openinference.span.kind=LLM,                                     MODEL",
        "chat,            openinference.span.kind=RETRIEVER,                               TOOL",
        "step,            openinference.span.kind=AGENT,                                   CHAIN",
        "step,            openinference.span.kind=new_kind;traceloop.span.kind=workflow,   CHAIN",
        "step,            traceloop.span.kind=tool;gen_ai.request.model=gpt-4.1,           TOOL",
        "step,            llm.request.type=completion,                                     MODEL",
        "step,            gen_ai.request.model=gpt-4.1,                                    MODEL",
        "step,            llm.model_name=claude,                                           MODEL",
        "openai.chat,     '',                                                              MODEL",
        "ChatCompletion,  '',                                                              MODEL",
        "gpt-4o call,     '',                                                              MODEL",
        "chatty_neighbour,'',                                                              TOOL",
        "email_ai_x,      '',                                                              TOOL",
        "google search,   '',                                                              TOOL",
        "load data model, '',                                                              TOOL",
        "'',              '',                                                              TOOL",
    })
    void infer_knownHints_firstRuleWins(String name, String attributes, EventType expected) {
        Map<String, String> given = new HashMap<>();
        for (String entry : attributes.split(";", -1)) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                given.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }

        EventType type = EventTypeInference.infer(name, (AttributeKey<String> key) -> given.get(key.getKey()));

        assertThat(type).isEqualTo(expected);
    }
}
