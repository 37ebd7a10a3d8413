// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * Sees each span of one session when it has ended, as it would be sent: masked, cut and stamped with its session. Set by
 * {@link SessionBuilder#spanListener}. Called in the thread that ended the span, so it has to be quick, and from several
 * threads at once.
 */
@FunctionalInterface
public interface SpanListener {
    /**
     * A span has ended, whether it is sampled and sent or not. What this throws is logged and harms nothing.
     *
     * @param span the finished span, immutable
     * @param approximateSizeBytes about how much memory it holds
     */
    void spanEnded(SpanData span, int approximateSizeBytes);
}
