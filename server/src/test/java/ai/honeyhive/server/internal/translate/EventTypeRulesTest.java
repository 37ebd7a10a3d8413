// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EventTypeRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "chat        | {\"honeyhive_event_type\":\"tool\"}                                       | TOOL",
                "x           | {\"honeyhive_event_type\":\"model\",\"gen_ai.operation.name\":\"execute_tool\"} | MODEL",
                "chat        | {\"honeyhive_event_type\":\"weird\"}                                      | TOOL",
                "x           | {\"honeyhive_event_type\":\"session\"}                                    | CHAIN",
                "chat        | {\"gen_ai.operation.name\":\"invoke_agent\"}                              | CHAIN",
                "x           | {\"gen_ai.operation.name\":\"CHAT\",\"openinference.span.kind\":\"TOOL\"}     | MODEL",
                "x           | {\"gen_ai.operation.name\":\"other\",\"openinference.span.kind\":\"agent\"}   | CHAIN",
                "chat        | {\"openinference.span.kind\":\"EMBEDDING\"}                               | TOOL",
                "chat        | {\"openinference.span.kind\":\"NEW\"}                                     | TOOL",
                "chat        | {\"traceloop.span.kind\":\"workflow\"}                                    | CHAIN",
                "x           | {\"llm.request.type\":\"completion\"}                                     | MODEL",
                "x           | {\"gen_ai.agent.type\":\"planner\"}                                       | CHAIN",
                "ChatOpenAI  | {}                                                                  | MODEL",
                "gpt4        | {}                                                                  | MODEL",
                "call gpt-4o | {}                                                                  | MODEL",
                "ai_summary  | {}                                                                  | TOOL",
                "chat_client | {\"spring.ai.kind\":\"chat_client\",\"gen_ai.operation.name\":\"framework\"} | CHAIN",
                "tool_call x | {\"spring.ai.kind\":\"tool_call\"}                                       | TOOL",
                "embedding x | {\"gen_ai.operation.name\":\"embedding\",\"gen_ai.request.model\":\"m\"}   | MODEL",
                "x           | {\"gen_ai.operation.name\":\"retrieval\",\"gen_ai.request.model\":\"m\"}   | TOOL",
                "x           | {\"llm.request.type\":\"rerank\",\"gen_ai.request.model\":\"m\"}           | TOOL",
                "langchain4j.aiservices.Bot.chat | {}                                              | CHAIN",
                "langchain4j.tools.chat          | {}                                              | TOOL",
                "email_ai_x  | {}                                                                  | TOOL",
                "pretchatter | {}                                                                  | TOOL",
                "remodel     | {}                                                                  | TOOL",
                "x           | {\"gen_ai.request.model\":\"m\"}                                          | MODEL",
                "x           | {}                                                                  | TOOL"
            })
    void decide_nameAndAttributes_firstRuleWins(String name, String attributes, EventType expected) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Json.read(attributes).forEachEntry(values::put);

        assertThat(EventTypeRules.decide(new SpanAttributes(values), name)).isEqualTo(expected);
    }
}
