// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;

/** Sets up the OpenTelemetry SDK of one tracer. */
final class Providers {
    private static final int MAX_ATTRIBUTES = 10_000; // what HoneyHive's cloud accepts; OpenTelemetry's default is 128
    private static final int MAX_EVENTS = 1_024;
    private static final int MAX_LINKS = 128;

    private Providers() {}

    static SdkTracerProvider create(Settings settings, String tracerId, @Nullable SpanProcessor processor) {
        SdkTracerProviderBuilder builder = SdkTracerProvider.builder()
                .setResource(resource(settings, tracerId))
                .setSampler(settings.enabled() ? Sampler.alwaysOn() : Sampler.alwaysOff())
                .setSpanLimits(SpanLimits.builder()
                        .setMaxNumberOfAttributes(MAX_ATTRIBUTES)
                        .setMaxNumberOfEvents(MAX_EVENTS)
                        .setMaxNumberOfLinks(MAX_LINKS)
                        .build());
        if (processor != null) {
            builder.addSpanProcessor(processor);
        }
        return builder.build();
    }

    private static Resource resource(Settings settings, String tracerId) {
        return Resource.getDefault().toBuilder()
                .put(AttributeKey.stringKey("service.name"), serviceName(settings))
                .put(AttributeKey.stringKey("service.instance.id"), tracerId)
                .build();
    }

    private static String serviceName(Settings settings) {
        String explicit = System.getenv("OTEL_SERVICE_NAME");
        if (explicit != null && !explicit.isBlank()) {
            return explicit;
        }
        return settings.project() == null ? "honeyhive-service" : settings.project();
    }
}
