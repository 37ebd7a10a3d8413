// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.wire.Bucket;
import ai.honeyhive.internal.wire.PlainValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds to an event that exists: a span that is open, or a session. Every method returns this object. Null values are
 * skipped; maps, lists, arrays, records and beans may be nested; what is too deep or too large is cut and says so.
 * Never throws for a value it cannot read. For the duration of one call and one thread.
 */
public abstract class Enrichment {
    Enrichment() {}

    /** Adds what went in. */
    public final Enrichment input(String key, @Nullable Object value) {
        return add(Bucket.INPUTS, key, value);
    }

    /** Adds what went in. */
    public final Enrichment inputs(@Nullable Map<String, ?> values) {
        return addAll(Bucket.INPUTS, values);
    }

    /** Adds what came out. */
    public final Enrichment output(String key, @Nullable Object value) {
        return add(Bucket.OUTPUTS, key, value);
    }

    /** Adds what came out. */
    public final Enrichment outputs(@Nullable Map<String, ?> values) {
        return addAll(Bucket.OUTPUTS, values);
    }

    /** Adds a circumstance. */
    public final Enrichment metadata(String key, @Nullable Object value) {
        return add(Bucket.METADATA, key, value);
    }

    /** Adds circumstances. */
    public final Enrichment metadata(@Nullable Map<String, ?> values) {
        return addAll(Bucket.METADATA, values);
    }

    /** Adds a score or measure; comparisons understand numbers and booleans. */
    public final Enrichment metric(String key, @Nullable Object value) {
        return add(Bucket.METRICS, key, value);
    }

    /** Adds scores or measures. */
    public final Enrichment metrics(@Nullable Map<String, ?> values) {
        return addAll(Bucket.METRICS, values);
    }

    /** Adds what a person said of it, such as {@code rating} or {@code ground_truth}. */
    public final Enrichment feedback(String key, @Nullable Object value) {
        return add(Bucket.FEEDBACK, key, value);
    }

    /** Adds what a person said of it. */
    public final Enrichment feedback(@Nullable Map<String, ?> values) {
        return addAll(Bucket.FEEDBACK, values);
    }

    /** Adds a setting, such as {@code model} or {@code temperature}. */
    public final Enrichment config(String key, @Nullable Object value) {
        return add(Bucket.CONFIG, key, value);
    }

    /** Adds settings. */
    public final Enrichment config(@Nullable Map<String, ?> values) {
        return addAll(Bucket.CONFIG, values);
    }

    /** Adds a property of the user. */
    public final Enrichment userProperty(String key, @Nullable Object value) {
        return add(Bucket.USER_PROPERTIES, key, value);
    }

    /** Adds properties of the user. */
    public final Enrichment userProperties(@Nullable Map<String, ?> values) {
        return addAll(Bucket.USER_PROPERTIES, values);
    }

    /** Says what went wrong. */
    public abstract Enrichment error(@Nullable String message);

    /** Says what went wrong: the exception's class and message. */
    public abstract Enrichment error(@Nullable Throwable error);

    abstract void write(Bucket bucket, String key, Object value);

    private Enrichment add(Bucket bucket, @Nullable String key, @Nullable Object value) {
        if (key != null && value != null) {
            try {
                write(bucket, key, value);
            } catch (RuntimeException | StackOverflowError e) { // the value's own code; it must not fail the caller
                HoneyHiveTracer.LOG.log(
                        System.Logger.Level.DEBUG,
                        "not readable: " + value.getClass().getName(),
                        e);
                write(bucket, key, PlainValues.unreadable(value));
            }
        }
        return this;
    }

    private Enrichment addAll(Bucket bucket, @Nullable Map<String, ?> values) {
        if (values != null) {
            try {
                values.forEach((key, value) -> add(bucket, key, value));
            } catch (RuntimeException e) { // a map of the application's own making, or one that another thread changes
                HoneyHiveTracer.LOG.log(
                        System.Logger.Level.DEBUG,
                        "not readable: " + values.getClass().getName(),
                        e);
                add(bucket, "unreadable", PlainValues.unreadable(values));
            }
        }
        return this;
    }
}
