// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trace;

import ai.honeyhive.tracing.SpanListener;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the spans of one session in memory until its task has ended; bounded. Made for one row. Thread-safe.
 */
public final class SpanCollector implements SpanListener {
    /** How many spans of one row are kept. */
    public static final int MAX_SPANS = 10_000;

    /** How much the kept spans of one row may hold, about. */
    public static final long MAX_BYTES = 32L << 20;

    private final List<SpanData> spans = new ArrayList<>(); // guarded by this
    private long bytes; // guarded by this
    private long omitted; // guarded by this
    private boolean over; // guarded by this

    @Override
    public synchronized void spanEnded(SpanData span, int approximateSizeBytes) {
        if (over) {
            return;
        }
        if (spans.size() < MAX_SPANS && bytes + approximateSizeBytes <= MAX_BYTES) {
            spans.add(span);
            bytes += approximateSizeBytes;
        } else {
            omitted++;
        }
    }

    /**
     * Ends the collection, so that what evaluators do themselves is not taken for the task's, and returns what was seen.
     *
     * @param taskDuration how long the task took
     */
    public synchronized RowTrace finish(Duration taskDuration) {
        over = true;
        return new RowTrace(true, spans.stream().map(TracedEvent::of).toList(), omitted, taskDuration);
    }
}
