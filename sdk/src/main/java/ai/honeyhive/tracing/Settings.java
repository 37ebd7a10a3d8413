// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.client.HoneyHiveConfigurationException;
import ai.honeyhive.internal.http.ServerUrls;
import ai.honeyhive.privacy.Masker;
import ai.honeyhive.privacy.Maskers;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All options of a tracer after explicit value, environment variable and default were weighed, in this order. */
record Settings(
        @Nullable String apiKey,
        URI serverUrl,
        @Nullable String project,
        String source,
        @Nullable String sessionName,
        @Nullable String sessionId,
        boolean enabled,
        boolean connected,
        boolean captureContent,
        Recording recording,
        Duration batchDelay,
        @Nullable Path spoolDirectory,
        long maxSpoolSize,
        SpanSelection selection,
        @Nullable HttpClient httpClient,
        @Nullable Duration serverlessDeadline) {
    private static final Duration BATCH_DELAY = Duration.ofMillis(500);
    private static final int MAX_SPOOL_MEGABYTES = 512;

    /** Reads and checks what the builder holds; reports all faults at once. */
    static Settings of(HoneyHiveTracerBuilder builder, UnaryOperator<@Nullable String> environment) {
        List<String> faults = new ArrayList<>();
        String apiKey = first(builder.apiKey, environment.apply("HH_API_KEY"));
        String explicitUrl = first(builder.serverUrl, environment.apply("HH_API_URL"));
        URI serverUrl = ServerUrls.parse(explicitUrl == null ? ServerUrls.CLOUD : explicitUrl, faults);
        boolean disabled =
                flag(builder.disableTracing, "disableTracing", "HH_DISABLE_TRACING", false, environment, faults);
        boolean testMode = flag(builder.testMode, "testMode", "HH_TEST_MODE", false, environment, faults);
        if (apiKey == null && !disabled && !testMode && !ServerUrls.isLoopback(serverUrl)) {
            faults.add("apiKey is missing: call builder().apiKey(...) or set HH_API_KEY; for a local server set its URL"
                    + " with serverUrl(...) or HH_API_URL; to trace nothing use HoneyHiveTracer.noop()");
        } else if (apiKey != null && !apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            faults.add("apiKey holds a space, line break or non-ASCII character: copy it again, without quotes, to"
                    + " builder().apiKey(...) or HH_API_KEY");
        }
        String sessionId = sessionId(builder.sessionId, faults);
        boolean capture =
                flag(builder.captureContent, "captureContent", "HH_CAPTURE_CONTENT", true, environment, faults);
        List<Masker> maskers = new ArrayList<>(builder.maskers);
        maskers.addAll(maskers(environment.apply("HH_MASK"), faults));
        Limits limits = Limits.DEFAULT;
        limits = new Limits(
                count(
                        builder.maxAttributes,
                        "maxAttributes",
                        "HH_MAX_ATTRIBUTES",
                        limits.attributes(),
                        environment,
                        faults),
                count(builder.maxEvents, "maxEvents", "HH_MAX_EVENTS", limits.events(), environment, faults),
                count(builder.maxLinks, "maxLinks", "HH_MAX_LINKS", limits.links(), environment, faults),
                count(
                        builder.maxValueSize,
                        "maxValueSize",
                        "HH_MAX_VALUE_SIZE",
                        limits.valueChars(),
                        environment,
                        faults),
                count(builder.maxSpanSize, "maxSpanSize", "HH_MAX_SPAN_SIZE", limits.spanChars(), environment, faults));
        boolean unbatched = flag(builder.disableBatch, "disableBatch", "HH_DISABLE_BATCH", false, environment, faults);
        Path spool = builder.spoolDirectory;
        String spoolFromEnvironment = first(environment.apply("HH_SPOOL_DIR"), null);
        if (spool == null && spoolFromEnvironment != null) {
            spool = Path.of(spoolFromEnvironment);
        }
        double ratio = ratio(builder.sampleRatio, first(environment.apply("HH_SAMPLE_RATIO"), null), faults);
        long maxSpool = count(
                builder.maxSpoolMegabytes,
                "maxSpoolMegabytes",
                "HH_MAX_SPOOL_MEGABYTES",
                MAX_SPOOL_MEGABYTES,
                environment,
                faults);
        if (!faults.isEmpty()) {
            throw new HoneyHiveConfigurationException(faults);
        }
        String source = first(builder.source, environment.apply("HH_SOURCE"));
        return new Settings(
                apiKey,
                serverUrl,
                first(builder.project, environment.apply("HH_PROJECT")),
                source == null ? "dev" : source,
                first(builder.sessionName, null),
                sessionId,
                !disabled,
                !testMode,
                capture,
                new Recording(new ContentFilter(maskers), limits),
                unbatched ? Duration.ZERO : BATCH_DELAY,
                spool,
                maxSpool << 20,
                new SpanSelection(builder.includedSpans, builder.excludedSpans, ratio),
                builder.httpClient,
                builder.serverlessDeadline);
    }

    /** The key never shows, not even in a log of this record. */
    @Override
    public String toString() {
        return "Settings[serverUrl=" + serverUrl + ", project=" + project + ", source=" + source + "]";
    }

    private static @Nullable String sessionId(@Nullable String text, List<String> faults) {
        if (text == null) {
            return null;
        }
        String id = canonicalUuid(text);
        if (id == null) {
            faults.add("sessionId \"" + text + "\" is not a UUID: pass one such as UUID.randomUUID().toString() to"
                    + " builder().sessionId(...)");
        }
        return id;
    }

    /** Returns the UUID in lower case; null when the text is none. */
    static @Nullable String canonicalUuid(String text) {
        String trimmed = text.strip();
        try {
            String canonical = UUID.fromString(trimmed).toString();
            return canonical.equalsIgnoreCase(trimmed) ? canonical : null; // fromString takes "1-1-1-1-1" too
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean flag(
            @Nullable Boolean explicit,
            String option,
            String variable,
            boolean standard,
            UnaryOperator<@Nullable String> environment,
            List<String> faults) {
        if (explicit != null) {
            return explicit;
        }
        String text = environment.apply(variable);
        switch (text == null ? "" : text.strip().toLowerCase(Locale.ROOT)) {
            case "" -> {
                return standard;
            }
            case "true", "1", "yes", "on" -> {
                return true;
            }
            case "false", "0", "no", "off" -> {
                return false;
            }
            default -> {
                faults.add(variable + "=\"" + text + "\" (" + option + ") is neither true nor false: set it to true or"
                        + " false");
                return false;
            }
        }
    }

    private static int count(
            @Nullable Integer explicit,
            String option,
            String variable,
            int standard,
            UnaryOperator<@Nullable String> environment,
            List<String> faults) {
        String text = explicit == null ? first(environment.apply(variable), null) : explicit.toString();
        if (text == null) {
            return standard;
        }
        try {
            int value = Integer.parseInt(text);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        faults.add(option + " " + text + " is not a positive whole number: pass one to " + option + "(...) or "
                + variable + ", such as " + standard);
        return standard;
    }

    private static double ratio(@Nullable Double explicit, @Nullable String variable, List<String> faults) {
        if (explicit == null && variable == null) {
            return 1;
        }
        String text = explicit == null ? String.valueOf(variable) : explicit.toString();
        try {
            double ratio = Double.parseDouble(text);
            if (ratio >= 0 && ratio <= 1) {
                return ratio;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        faults.add("sampleRatio " + text + " is not between 0 and 1: pass such as 0.1 to sampleRatio(...) or"
                + " HH_SAMPLE_RATIO");
        return 1;
    }

    private static List<Masker> maskers(@Nullable String names, List<String> faults) {
        List<Masker> found = new ArrayList<>();
        for (String name :
                names == null || names.isBlank() ? new String[0] : names.strip().split("\\s*,\\s*", -1)) {
            Maskers.named(name)
                    .ifPresentOrElse(
                            found::add,
                            () -> faults.add(
                                    "HH_MASK=\"" + names + "\" names \"" + name
                                            + "\", which is no masker: use api_key, email, card, iban, phone, separated by commas"));
        }
        return found;
    }

    /** Blank counts as absent. */
    private static @Nullable String first(@Nullable String explicit, @Nullable String other) {
        if (explicit != null && !explicit.isBlank()) {
            return explicit.strip();
        }
        return other == null || other.isBlank() ? null : other.strip();
    }
}
