// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.client.HoneyHiveConfigurationException;
import ai.honeyhive.internal.http.ServerUrls;
import ai.honeyhive.privacy.Masker;
import ai.honeyhive.privacy.Maskers;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All options of a tracer after explicit value, environment variable and default were weighed, in this order. */
record Settings(
        @Nullable String apiKey,
        URI serverUrl,
        @Nullable String project,
        String source,
        OwnSession ownSession,
        boolean enabled,
        boolean connected,
        boolean captureContent,
        Recording recording,
        SpanSelection selection,
        Attributes experimentLabels,
        Attributes resource,
        ExportSettings export,
        MeterProvider meterProvider) {

    /** Reads and checks what the builder holds; reports all faults at once. */
    static Settings of(HoneyHiveTracerBuilder builder, UnaryOperator<@Nullable String> environment) {
        OptionReader options = new OptionReader(environment);
        URI serverUrl = Objects.requireNonNullElse(
                options.url(builder.serverUrl, "serverUrl", "HH_API_URL"), URI.create(ServerUrls.CLOUD));
        boolean disabled = options.flag(builder.disableTracing, "disableTracing", "HH_DISABLE_TRACING", false)
                || (builder.disableTracing == null && options.flag(null, "disableTracing", "OTEL_SDK_DISABLED", false));
        boolean testMode = options.flag(builder.testMode, "testMode", "HH_TEST_MODE", false);
        String project = options.text(builder.project, "HH_PROJECT");
        ContentFilter filter = new ContentFilter(maskers(builder, options));
        Settings settings = new Settings(
                apiKey(builder, options, !disabled && !testMode && !ServerUrls.isLoopback(serverUrl)),
                serverUrl,
                project,
                Objects.requireNonNullElse(options.text(builder.source, "HH_SOURCE"), "dev"),
                OwnSession.of(builder, options),
                !disabled,
                !testMode,
                options.flag(builder.captureContent, "captureContent", "HH_CAPTURE_CONTENT", true),
                new Recording(filter, limits(builder, options)),
                new SpanSelection(
                        builder.includedSpans,
                        builder.excludedSpans,
                        options.ratio(builder.sampleRatio, "sampleRatio", "HH_SAMPLE_RATIO")),
                filter.attributes(ExperimentLabels.of(builder.experimentLabels, options)),
                filter.attributes(ServiceResource.of(project, environment)),
                ExportSettings.of(builder, options),
                builder.meterProvider);
        if (!options.faults().isEmpty()) {
            throw new HoneyHiveConfigurationException(options.faults());
        }
        return settings;
    }

    /** The key never shows, not even in a log of this record. */
    @Override
    public String toString() {
        return "Settings[serverUrl=" + serverUrl + ", project=" + project + ", source=" + source + "]";
    }

    private static @Nullable String apiKey(HoneyHiveTracerBuilder builder, OptionReader options, boolean required) {
        String apiKey = options.text(builder.apiKey, "HH_API_KEY");
        if (apiKey == null && required) {
            options.fault("apiKey is missing: call builder().apiKey(...) or set HH_API_KEY; for a local server set its"
                    + " URL with serverUrl(...) or HH_API_URL; to trace nothing use HoneyHiveTracer.noop()");
        } else if (apiKey != null && !apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            options.fault("apiKey holds a space, line break or non-ASCII character: copy it again, without quotes, to"
                    + " builder().apiKey(...) or HH_API_KEY");
        }
        return apiKey;
    }

    private static Limits limits(HoneyHiveTracerBuilder builder, OptionReader options) {
        Limits standard = Limits.DEFAULT;
        return new Limits(
                options.count(builder.maxAttributes, "maxAttributes", "HH_MAX_ATTRIBUTES", standard.attributes()),
                options.count(builder.maxEvents, "maxEvents", "HH_MAX_EVENTS", standard.events()),
                options.count(builder.maxLinks, "maxLinks", "HH_MAX_LINKS", standard.links()),
                options.count(builder.maxValueSize, "maxValueSize", "HH_MAX_VALUE_SIZE", standard.valueChars()),
                options.count(builder.maxSpanSize, "maxSpanSize", "HH_MAX_SPAN_SIZE", standard.spanChars()));
    }

    private static List<Masker> maskers(HoneyHiveTracerBuilder builder, OptionReader options) {
        List<Masker> maskers = new ArrayList<>(builder.maskers);
        String names = options.text(null, "HH_MASK");
        for (String name : names == null ? new String[0] : names.split("\\s*,\\s*", -1)) {
            Maskers.named(name)
                    .ifPresentOrElse(
                            maskers::add,
                            () -> options.fault(
                                    "HH_MASK=\"" + names + "\" names \"" + name
                                            + "\", which is no masker: use api_key, email, card, iban, phone, separated by commas"));
        }
        return maskers;
    }
}
