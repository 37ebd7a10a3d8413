// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import org.jspecify.annotations.Nullable;

/** One tracer's {@link OpenTelemetry}, for instrumentation libraries: its spans obey the same rules as ours. */
record OwnedTracerProvider(TracerCore owner, TracerProvider delegate, ContextPropagators propagators)
        implements OpenTelemetry, TracerProvider {
    @Override
    public TracerProvider getTracerProvider() {
        return this;
    }

    @Override
    public ContextPropagators getPropagators() {
        return propagators;
    }

    @Override
    public Tracer get(String scopeName) {
        return new OwnedTracer(owner, delegate.get(scopeName));
    }

    @Override
    public Tracer get(String scopeName, String scopeVersion) {
        return new OwnedTracer(owner, delegate.get(scopeName, scopeVersion));
    }

    @Override
    public TracerBuilder tracerBuilder(String scopeName) {
        TracerBuilder builder = delegate.tracerBuilder(scopeName);
        return new TracerBuilder() {
            @Override
            public TracerBuilder setSchemaUrl(@Nullable String schemaUrl) {
                if (schemaUrl != null) {
                    builder.setSchemaUrl(schemaUrl);
                }
                return this;
            }

            @Override
            public TracerBuilder setInstrumentationVersion(String version) {
                builder.setInstrumentationVersion(version);
                return this;
            }

            @Override
            public Tracer build() {
                return new OwnedTracer(owner, builder.build());
            }
        };
    }

    private record OwnedTracer(TracerCore owner, Tracer delegate) implements Tracer {
        @Override
        public SpanBuilder spanBuilder(String spanName) {
            return builder(owner.mask("name", spanName));
        }

        private SpanBuilder builder(String maskedName) {
            return new OwnedSpanBuilder(owner, maskedName, delegate.spanBuilder(maskedName), Context.current());
        }
    }
}
