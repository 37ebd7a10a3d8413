// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/** Sets up the OpenTelemetry SDK of one tracer. */
final class Providers {
    private Providers() {}

    static SdkTracerProvider create(Settings settings, String tracerId) {
        Limits limits = settings.recording().limits();
        return SdkTracerProvider.builder()
                .setResource(resource(settings, tracerId))
                .addSpanProcessor(Listener.INSTANCE)
                .setSampler(settings.enabled() ? Sampler.alwaysOn() : Sampler.alwaysOff())
                .setSpanLimits(SpanLimits.builder()
                        .setMaxNumberOfAttributes(limits.attributes() + Limits.RESERVED_ATTRIBUTES)
                        .setMaxNumberOfEvents(limits.events())
                        .setMaxNumberOfLinks(limits.links())
                        .build())
                .build();
    }

    private static Resource resource(Settings settings, String tracerId) {
        return Resource.getDefault().toBuilder()
                .putAll(settings.resource())
                .put(AttributeKey.stringKey("service.instance.id"), tracerId)
                .build();
    }
}
