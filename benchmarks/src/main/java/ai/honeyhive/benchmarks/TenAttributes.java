// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;

/** The ten attributes of one step, as a model call or a retrieval has them. */
final class TenAttributes {
    static final String QUESTION = "Which of the two rooms on the second floor has a window to the garden?";
    static final String ANSWER = "The larger one, number 204, as the plan of the house on page 12 shows.";

    private static final AttributeKey<String> INPUT = AttributeKey.stringKey("honeyhive_inputs.question");
    private static final AttributeKey<String> OUTPUT = AttributeKey.stringKey("honeyhive_outputs.answer");
    private static final AttributeKey<String> INDEX = AttributeKey.stringKey("honeyhive_metadata.index");
    private static final AttributeKey<String> LANGUAGE = AttributeKey.stringKey("honeyhive_metadata.language");
    private static final AttributeKey<Long> PASSAGES = AttributeKey.longKey("honeyhive_metadata.passages");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("honeyhive_config.model");
    private static final AttributeKey<Double> TEMPERATURE = AttributeKey.doubleKey("honeyhive_config.temperature");
    private static final AttributeKey<Long> TOKENS = AttributeKey.longKey("honeyhive_metrics.tokens");
    private static final AttributeKey<Boolean> GROUNDED = AttributeKey.booleanKey("honeyhive_metrics.grounded");
    private static final AttributeKey<String> PLAN = AttributeKey.stringKey("honeyhive_user_properties.plan");

    private TenAttributes() {}

    /** With keys that were made before, the cheapest way that OpenTelemetry knows. */
    static void set(Span span) {
        span.setAttribute(INPUT, QUESTION);
        span.setAttribute(OUTPUT, ANSWER);
        span.setAttribute(INDEX, "faq-v3");
        span.setAttribute(LANGUAGE, "en");
        span.setAttribute(PASSAGES, 4L);
        span.setAttribute(MODEL, "gpt-4o");
        span.setAttribute(TEMPERATURE, 0.2);
        span.setAttribute(TOKENS, 412L);
        span.setAttribute(GROUNDED, true);
        span.setAttribute(PLAN, "pro");
    }

    /** With the names only, as most code does. */
    static void setByName(Span span) {
        span.setAttribute("honeyhive_inputs.question", QUESTION);
        span.setAttribute("honeyhive_outputs.answer", ANSWER);
        span.setAttribute("honeyhive_metadata.index", "faq-v3");
        span.setAttribute("honeyhive_metadata.language", "en");
        span.setAttribute("honeyhive_metadata.passages", 4L);
        span.setAttribute("honeyhive_config.model", "gpt-4o");
        span.setAttribute("honeyhive_config.temperature", 0.2);
        span.setAttribute("honeyhive_metrics.tokens", 412L);
        span.setAttribute("honeyhive_metrics.grounded", true);
        span.setAttribute("honeyhive_user_properties.plan", "pro");
    }
}
