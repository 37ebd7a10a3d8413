// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.context.Frame;
import ai.honeyhive.internal.context.Remote;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import org.jspecify.annotations.Nullable;

/** How one tracer's session and trace go to the next service and come from the one before. */
final class Propagation {
    private Propagation() {}

    static <C> void inject(TracerCore core, @Nullable C carrier, TextMapSetter<C> setter) {
        if (core.isEnabled()) {
            Session session = core.currentSession();
            Remote.inject(Context.current(), session.baggage(), session.id(), core::mask, carrier, setter);
        }
    }

    static <C> Context extract(TracerCore core, @Nullable C carrier, TextMapGetter<C> getter) {
        Context base = Context.current();
        if (!core.isEnabled() || carrier == null) {
            return base;
        }
        Context extracted = Remote.extract(base.with(Baggage.empty()), carrier, getter);
        Baggage remote = Baggage.fromContext(extracted);
        Context merged = extracted.with(Remote.merge(Baggage.fromContext(base), remote));
        Session session = Session.continued(core, core.currentSession(), remote);
        return session == null ? merged : Frame.push(merged, core, null, session, session.prepared());
    }
}
