// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.context;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Passes everything on but our own baggage entries: a model vendor or any other server that the application calls has
 * no business with them. What shall reach our own services is injected explicitly.
 */
public final class GuardedBaggagePropagator implements TextMapPropagator {
    private final TextMapPropagator delegate;

    /** Guards another propagator. */
    public GuardedBaggagePropagator(TextMapPropagator delegate) {
        this.delegate = delegate;
    }

    @Override
    public Collection<String> fields() {
        return delegate.fields();
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        delegate.inject(withoutOurs(context), carrier, setter);
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        return delegate.extract(context, carrier, getter);
    }

    @Override
    public String toString() {
        return "GuardedBaggagePropagator{" + delegate + "}";
    }

    private static Context withoutOurs(Context context) {
        Baggage baggage = Baggage.fromContext(context);
        if (baggage.getEntryValue(SafeKeys.TRACER_ID) == null) {
            return context; // none of our scopes is open: what is there is the application's own
        }
        BaggageBuilder builder = baggage.toBuilder();
        SafeKeys.ALL.forEach(builder::remove);
        return context.with(builder.build());
    }
}
