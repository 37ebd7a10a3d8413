// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import io.opentelemetry.sdk.trace.data.SpanData;

/** A span that waits to be sent. */
public interface EndedSpan extends WaitingSpans.Link {
    /** Returns what to send. */
    SpanData toSpanData();

    /** Returns about how many bytes it holds. */
    int approximateSize();
}
