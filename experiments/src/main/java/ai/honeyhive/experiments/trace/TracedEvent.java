// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trace;

import ai.honeyhive.tracing.EventType;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A finished span, read as an event: HoneyHive's own attributes first, then those of OpenTelemetry's GenAI conventions,
 * OpenInference and Traceloop. Immutable.
 */
public final class TracedEvent {
    private static final String TYPE = "honeyhive_event_type";
    private static final String[] MODEL = {
        "honeyhive_config.model",
        "honeyhive_metadata.model_name",
        "gen_ai.response.model",
        "gen_ai.request.model",
        "llm.model_name",
        "llm.response.model",
        "llm.request.model"
    };
    private static final String[] INPUT_TOKENS = {
        "honeyhive_metadata.prompt_tokens",
        "honeyhive_metadata.input_tokens",
        "honeyhive_metrics.prompt_tokens",
        "honeyhive_metrics.input_tokens",
        "gen_ai.usage.input_tokens",
        "gen_ai.usage.prompt_tokens",
        "llm.token_count.prompt",
        "llm.usage.prompt_tokens"
    };
    private static final String[] OUTPUT_TOKENS = {
        "honeyhive_metadata.completion_tokens",
        "honeyhive_metadata.output_tokens",
        "honeyhive_metrics.completion_tokens",
        "honeyhive_metrics.output_tokens",
        "gen_ai.usage.output_tokens",
        "gen_ai.usage.completion_tokens",
        "llm.token_count.completion",
        "llm.usage.completion_tokens"
    };
    private static final String[] TOTAL_TOKENS = {
        "honeyhive_metadata.total_tokens",
        "honeyhive_metrics.total_tokens",
        "llm.token_count.total",
        "llm.usage.total_tokens",
        "gen_ai.usage.total_tokens"
    };
    private static final String[] COST = {
        "honeyhive_metadata.cost", "honeyhive_metrics.cost", "llm.cost.total", "gen_ai.usage.cost"
    };
    private static final String[] TOOL_NAME = {
        "honeyhive_config.tool_name",
        "honeyhive_metadata.tool_name",
        "gen_ai.tool.name",
        "tool.name",
        "traceloop.entity.name"
    };
    private static final String EXECUTE_TOOL = "execute_tool ";

    private final String name;
    private final EventType type;
    private final SpanContext context;
    private final SpanContext parent;
    private final long startNanos;
    private final long endNanos;
    private final boolean failed;
    private final String status;
    private final Map<String, Object> attributes;

    private TracedEvent(SpanData span, Map<String, Object> attributes) {
        this.name = span.getName();
        this.type = type(attributes.get(TYPE));
        this.context = span.getSpanContext();
        this.parent = span.getParentSpanContext();
        this.startNanos = span.getStartEpochNanos();
        this.endNanos = span.getEndEpochNanos();
        this.failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
        this.status = span.getStatus().getDescription();
        this.attributes = attributes;
    }

    static TracedEvent of(SpanData span) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        span.getAttributes().forEach((AttributeKey<?> key, Object value) -> attributes.put(key.getKey(), value));
        return new TracedEvent(span, Collections.unmodifiableMap(attributes));
    }

    /** Returns the span's name. */
    public String name() {
        return name;
    }

    /** Returns what kind of event it is. */
    public EventType type() {
        return type;
    }

    /** Returns the id of the span, 16 hexadecimal digits. */
    public String spanId() {
        return context.getSpanId();
    }

    /** Returns the id of the span that this one is part of, whether that is in the trace or not. */
    public Optional<String> parentId() {
        return parent.isValid() ? Optional.of(parent.getSpanId()) : Optional.empty();
    }

    /** Returns when it began. */
    public Instant start() {
        return Instant.ofEpochSecond(0, startNanos);
    }

    /** Returns how long it took. */
    public Duration duration() {
        return Duration.ofNanos(endNanos - startNanos);
    }

    /** Returns what went wrong; empty if nothing did. */
    public Optional<String> error() {
        Object error = attributes.get("honeyhive_error");
        return error != null ? Optional.of(error.toString()) : failed ? Optional.of(status) : Optional.empty();
    }

    /** Returns all attributes of the span by name: texts, numbers, booleans and lists of these. */
    public Map<String, Object> attributes() {
        return attributes;
    }

    /** Returns the model that answered, or else was asked. */
    public Optional<String> model() {
        return AttributeReading.first(attributes, MODEL).map(Object::toString);
    }

    /** Returns the tokens that went into the model. */
    public OptionalDouble inputTokens() {
        return AttributeReading.number(attributes, INPUT_TOKENS);
    }

    /** Returns the tokens that came out of the model. */
    public OptionalDouble outputTokens() {
        return AttributeReading.number(attributes, OUTPUT_TOKENS);
    }

    /** Returns all tokens: as told, else the sum of what is known of input and output. */
    public OptionalDouble totalTokens() {
        OptionalDouble total = AttributeReading.number(attributes, TOTAL_TOKENS);
        OptionalDouble input = inputTokens();
        OptionalDouble output = outputTokens();
        if (total.isPresent() || (input.isEmpty() && output.isEmpty())) {
            return total;
        }
        return OptionalDouble.of(input.orElse(0) + output.orElse(0));
    }

    /** Returns the cost in US dollars, if the span tells it. */
    public OptionalDouble cost() {
        return AttributeReading.number(attributes, COST);
    }

    /** Returns the name of the tool that was called: as told, else the span's name. */
    public String toolName() {
        return AttributeReading.first(attributes, TOOL_NAME)
                .map(Object::toString)
                .orElseGet(() -> name.startsWith(EXECUTE_TOOL) ? name.substring(EXECUTE_TOOL.length()) : name);
    }

    /**
     * Returns what the tool was called with: the event's inputs; those of other conventions are JSON, and if that is no
     * object it is under {@code value}. Empty if nothing is told or content is not captured.
     */
    public Map<String, Object> arguments() {
        return Arguments.of(attributes);
    }

    long startNanos() {
        return startNanos;
    }

    boolean tellsUsage() {
        return totalTokens().isPresent() || cost().isPresent();
    }

    private static EventType type(@Nullable Object wireName) {
        for (EventType type : EventType.values()) {
            if (wireName != null && type.wireName().equals(wireName.toString().toLowerCase(Locale.ROOT))) {
                return type;
            }
        }
        return EventType.TOOL;
    }

    @Override
    public String toString() {
        return name + " (" + type.wireName() + ", " + duration().toMillis() + " ms)";
    }
}
