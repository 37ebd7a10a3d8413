// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names the family of instrumentation that a span comes from: by its scope, else by its attributes. */
final class Instrumentors {
    private record Sign(String word, String family) {}

    private static final List<Sign> SCOPES = List.of(
            new Sign("openinference", "openinference"),
            new Sign("traceloop", "traceloop"),
            new Sign("strands", "aws-strands"),
            new Sign("gcp.vertex.agent", "google-adk"),
            new Sign("langchain4j", "langchain4j"));

    private static final List<Sign> ATTRIBUTES = List.of(
            new Sign("openinference.span.kind", "openinference"),
            new Sign("traceloop.span.kind", "traceloop"),
            new Sign("llm.request.type", "traceloop"),
            new Sign("spring.ai.kind", "spring-ai"),
            new Sign("spring.ai.model.request.tool.names", "spring-ai"));

    private Instrumentors() {}

    /** Null if the span shows no sign of any. */
    static @Nullable String find(String scope, SpanAttributes attributes) {
        for (Sign sign : SCOPES) {
            if (scope.contains(sign.word)) {
                return sign.family;
            }
        }
        for (Sign sign : ATTRIBUTES) {
            if (attributes.has(sign.word)) {
                return sign.family;
            }
        }
        return attributes.hasPrefix("gen_ai.") ? "standardgenai" : null;
    }
}
