// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.context;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What crosses from one of our services to the next: {@code traceparent}, the safe keys but the tracer id, and the
 * session id, the last two as W3C baggage. Header names are compared without case, values decoded once.
 */
public final class Remote {
    private static final String SESSION_ID = "session_id";
    private static final String BAGGAGE = "baggage";
    private static final int MAX_ENTRIES = 64;
    private static final int MAX_BYTES = 8192;
    private static final List<String> SESSION_NAMES =
            List.of(SESSION_ID, "honeyhive_session_id", "honeyhive.session_id");

    /** What names one session or span of the other service; other SDKs send it along. */
    private static final List<String> NEVER_BAGGAGE = List.of(SESSION_ID, "session_name", "span_id", "parent_id");

    private static final TextMapPropagator W3C =
            TextMapPropagator.composite(W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance());

    private Remote() {}

    /**
     * Writes the context and the session into a carrier. Baggage has at most 64 entries and 8192 bytes (W3C Baggage, 3.3.2):
     * ours come first, of the caller's as many as there is room for.
     *
     * @param mask what of the caller's entries may leave, by key and value; ours are masked already
     */
    public static <C> void inject(
            Context context,
            Baggage ours,
            String sessionId,
            BinaryOperator<String> mask,
            @Nullable C carrier,
            TextMapSetter<C> setter) {
        if (carrier == null) {
            return;
        }
        W3CTraceContextPropagator.getInstance().inject(context, carrier, setter);
        BaggageBuilder first = ours.toBuilder().remove(SafeKeys.TRACER_ID).put(SESSION_ID, sessionId);
        BaggageBuilder rest = Baggage.builder();
        Baggage.fromContext(context).forEach((key, entry) -> {
            if (!isOurs(key)) {
                rest.put(key, mask.apply(key, entry.getValue()), entry.getMetadata());
            }
        });
        StringBuilder header = new StringBuilder(header(first.build()));
        int entries = header.toString().split(",", -1).length;
        for (String member : header(rest.build()).split(",", -1)) {
            if (!member.isEmpty() && entries < MAX_ENTRIES && header.length() + 1 + member.length() <= MAX_BYTES) {
                header.append(',').append(member);
                entries++;
            }
        }
        setter.set(carrier, BAGGAGE, header.toString());
    }

    private static String header(Baggage baggage) {
        Map<String, String> headers = new HashMap<>();
        W3CBaggagePropagator.getInstance()
                .inject(Context.root().with(baggage), headers, (carrier, key, value) -> carrier.put(key, value));
        return headers.getOrDefault(BAGGAGE, "");
    }

    /** Reads a carrier: the base with the remote span as parent, and the remote baggage, ours and the caller's. */
    public static <C> Context extract(Context base, @Nullable C carrier, TextMapGetter<C> getter) {
        return W3C.extract(base, carrier, new AnyCase<>(getter));
    }

    /** Returns what the remote side said under a key, in any of the spellings of HoneyHive's SDKs. */
    public static @Nullable String value(Baggage remote, String key) {
        List<String> names =
                key.equals(SESSION_ID) ? SESSION_NAMES : List.of(key, "honeyhive_" + key, "honeyhive." + key);
        for (String name : names) {
            String value = remote.getEntryValue(name);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }

    /** Returns the remote session's id; null when there is none. */
    public static @Nullable String sessionId(Baggage remote) {
        return value(remote, SESSION_ID);
    }

    /** Returns the local baggage with the remote one's entries over it, but nothing of ours: scopes add that. */
    public static Baggage merge(Baggage local, Baggage remote) {
        BaggageBuilder builder = local.toBuilder();
        List<String> filtered = new ArrayList<>(0);
        remote.forEach((key, entry) -> {
            if (!isOurs(key)) {
                builder.put(key, entry.getValue(), entry.getMetadata());
            } else if (!SafeKeys.ALL.contains(key) || key.equals(SafeKeys.TRACER_ID)) {
                filtered.add(key);
            }
        });
        SafeKeys.sayFiltered(filtered);
        return builder.build();
    }

    private static boolean isOurs(String key) {
        return NEVER_BAGGAGE.contains(key)
                || SafeKeys.ALL.contains(key)
                || key.startsWith("honeyhive_")
                || key.startsWith("honeyhive.");
    }

    /** Finds a header whatever its case, where the carrier tells its names. */
    @SuppressWarnings("deprecation") // keys(): getters should ignore case themselves, but those over plain maps do not
    private record AnyCase<C>(TextMapGetter<C> delegate) implements TextMapGetter<C> {
        @Override
        public Iterable<String> keys(C carrier) {
            return delegate.keys(carrier);
        }

        @Override
        public @Nullable String get(@Nullable C carrier, String key) {
            String exact = delegate.get(carrier, key);
            if (exact != null || carrier == null) {
                return exact;
            }
            for (String name : delegate.keys(carrier)) {
                if (name.equalsIgnoreCase(key)) {
                    return delegate.get(carrier, name);
                }
            }
            return null;
        }

        @Override
        public Iterator<String> getAll(@Nullable C carrier, String key) {
            Iterator<String> exact = delegate.getAll(carrier, key);
            if (exact.hasNext() || carrier == null) {
                return exact;
            }
            for (String name : delegate.keys(carrier)) {
                if (name.equalsIgnoreCase(key)) {
                    return delegate.getAll(carrier, name);
                }
            }
            return exact;
        }
    }
}
