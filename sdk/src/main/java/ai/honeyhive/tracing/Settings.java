// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.client.HoneyHiveConfigurationException;
import ai.honeyhive.internal.http.ServerUrls;
import java.net.URI;
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
        boolean connected) {
    /** Reads and checks what the builder holds; reports all faults at once. */
    static Settings of(HoneyHiveTracerBuilder builder, UnaryOperator<@Nullable String> environment) {
        List<String> faults = new ArrayList<>();
        String apiKey = first(builder.apiKey, environment.apply("HH_API_KEY"));
        String explicitUrl = first(builder.serverUrl, environment.apply("HH_API_URL"));
        URI serverUrl = ServerUrls.parse(explicitUrl == null ? ServerUrls.CLOUD : explicitUrl, faults);
        boolean disabled = flag(builder.disableTracing, "disableTracing", "HH_DISABLE_TRACING", environment, faults);
        boolean testMode = flag(builder.testMode, "testMode", "HH_TEST_MODE", environment, faults);
        if (apiKey == null && !disabled && !testMode && !ServerUrls.isLoopback(serverUrl)) {
            faults.add("apiKey is missing: call builder().apiKey(...) or set HH_API_KEY; for a local server set its URL"
                    + " with serverUrl(...) or HH_API_URL; to trace nothing use HoneyHiveTracer.noop()");
        } else if (apiKey != null && !apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            faults.add("apiKey holds a space, line break or non-ASCII character: copy it again, without quotes, to"
                    + " builder().apiKey(...) or HH_API_KEY");
        }
        String sessionId = sessionId(builder.sessionId, faults);
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
                !testMode);
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
            UnaryOperator<@Nullable String> environment,
            List<String> faults) {
        if (explicit != null) {
            return explicit;
        }
        String text = environment.apply(variable);
        switch (text == null ? "" : text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> {
                return true;
            }
            case "", "false", "0", "no", "off" -> {
                return false;
            }
            default -> {
                faults.add(variable + "=\"" + text + "\" (" + option + ") is neither true nor false: set it to true or"
                        + " false");
                return false;
            }
        }
    }

    /** Blank counts as absent. */
    private static @Nullable String first(@Nullable String explicit, @Nullable String other) {
        if (explicit != null && !explicit.isBlank()) {
            return explicit.strip();
        }
        return other == null || other.isBlank() ? null : other.strip();
    }
}
