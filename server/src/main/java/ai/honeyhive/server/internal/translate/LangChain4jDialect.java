// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import static ai.honeyhive.server.internal.translate.AttributeTable.metadata;

import ai.honeyhive.server.internal.model.Bucket;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * LangChain4j's observations, and its spans in Quarkus: {@code gen_ai} names, but token counts without a prefix, the
 * provider by the name of a Java constant, and a cost with its currency.
 */
final class LangChain4jDialect implements Dialect {
    private static final AttributeTable TABLE = AttributeTable.of(
            metadata("input_tokens", Reading.NUMBER, "input_tokens"),
            metadata("prompt_tokens", Reading.NUMBER, "input_tokens"),
            metadata("output_tokens", Reading.NUMBER, "output_tokens"),
            metadata("completion_tokens", Reading.NUMBER, "output_tokens"),
            metadata("cost", Reading.DOLLARS, "gen_ai.client.estimated_cost"));

    /** LangChain4j's {@code ModelProvider} in the words of OpenTelemetry. */
    private static final Map<String, String> PROVIDERS = Map.ofEntries(
            Map.entry("ANTHROPIC", "anthropic"),
            Map.entry("AMAZON_BEDROCK", "aws.bedrock"),
            Map.entry("AZURE_OPEN_AI", "azure.ai.openai"),
            Map.entry("GITHUB_MODELS", "github"),
            Map.entry("GOOGLE_AI_GEMINI", "gcp.gemini"),
            Map.entry("GOOGLE_VERTEX_AI_GEMINI", "gcp.vertex_ai"),
            Map.entry("GOOGLE_VERTEX_AI_ANTHROPIC", "gcp.vertex_ai"),
            Map.entry("MICROSOFT_FOUNDRY", "azure.ai.inference"),
            Map.entry("MISTRAL_AI", "mistral_ai"),
            Map.entry("OLLAMA", "ollama"),
            Map.entry("OPEN_AI", "openai"),
            Map.entry("WATSONX", "ibm.watsonx.ai"));

    @Override
    public Set<String> roots() {
        return Set.of("input_tokens", "output_tokens", "gen_ai");
    }

    @Override
    public void translate(Source source, EventDraft draft) {
        TABLE.apply(source.attributes(), draft);
        for (Bucket bucket : new Bucket[] {Bucket.CONFIG, Bucket.METADATA}) {
            String provider = provider(draft.get(bucket, "provider"));
            if (provider != null) {
                draft.bucket(bucket).put("provider", provider);
            }
        }
    }

    private static @Nullable String provider(@Nullable JsonNode name) {
        return name == null ? null : PROVIDERS.get(AttributeValues.text(name));
    }
}
