// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.context;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * The safe entries of one session, built once for all its scopes, and the context that holds them and nothing else: most
 * traces start in an empty one. Thread-safe.
 */
public final class PreparedBaggage {
    private final Baggage baggage;
    // Racy: any is as good. Not made before it is needed, since that settles how the process keeps its contexts.
    private @Nullable Context alone;

    /**
     * Prepares baggage.
     *
     * @param baggage as {@link SafeKeys#baggage} builds it
     */
    public PreparedBaggage(Baggage baggage) {
        this.baggage = baggage;
    }

    /** Returns the entries. */
    public Baggage baggage() {
        return baggage;
    }

    Context onto(Context context) {
        if (context == Context.root()) {
            Context prepared = alone;
            if (prepared == null) {
                prepared = context.with(baggage);
                alone = prepared;
            }
            return prepared;
        }
        Baggage ambient = Baggage.fromContext(context);
        Baggage merged = SafeKeys.merge(ambient, baggage);
        return merged == ambient ? context : context.with(merged);
    }
}
