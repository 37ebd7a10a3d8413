// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code OTEL_RESOURCE_ATTRIBUTES}: {@code key=value} pairs with commas between, percent-encoded, as OpenTelemetry
 * specifies it. It is made for all of OpenTelemetry in the process, so what is wrong with it is said in the log and
 * stops nothing; as specified, a value with a mistake is not taken at all.
 */
final class ResourceVariable {
    private static final String NAME = "OTEL_RESOURCE_ATTRIBUTES";
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private ResourceVariable() {}

    static Map<String, String> read(UnaryOperator<@Nullable String> environment) {
        String text = OptionReader.text(environment.apply(NAME));
        if (text == null) {
            return Map.of();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        String[] pairs = text.split(",", -1);
        for (int i = 0; i < pairs.length; i++) {
            String pair = pairs[i].strip();
            int equals = pair.indexOf('=');
            String value = equals < 1 ? null : decode(pair.substring(equals + 1));
            if (value != null) {
                attributes.put(pair.substring(0, equals).strip(), value);
            } else if (!pair.isEmpty()) {
                warn(i + 1);
                return Map.of();
            }
        }
        return attributes;
    }

    /** Names the place, not the value: it may hold what is not for a log. */
    private static void warn(int place) {
        if (WARNED.compareAndSet(false, true)) {
            HoneyHiveTracer.LOG.log(
                    Level.WARNING,
                    "{0} is not used: its part {1} is not key=value with the value percent-encoded",
                    NAME,
                    place);
        }
    }

    /** Returns null for what is not percent-encoding. */
    private static @Nullable String decode(String text) {
        try { // a plus is a plus here, unlike in forms
            return URLDecoder.decode(text.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
